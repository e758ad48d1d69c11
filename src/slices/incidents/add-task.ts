import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { subjectOf } from './access.ts';
import { refuseEnded } from './change-incident.ts';
import { incidentEvents } from './contract/errors.ts';
import type { addTaskRoute, Task } from './contract/tasks.ts';
import { toTask } from './queries/list-tasks.ts';
import { isActivePerson, namePeople } from './queries/references.ts';
import { getVisibleIncident, type IncidentRecord } from './queries/visible-incident.ts';
import { auditIncident, tellChange } from './tell-change.ts';

/**
 * A task goes to somebody who can see it: whoever takes part, or the caller.
 * @throws AppError platform.invalid naming `assigneeId`
 */
export const checkAssignee = async (
  ctx: Ctx,
  tx: Tx,
  incident: IncidentRecord,
  assigneeId: string | null | undefined,
): Promise<void> => {
  if (!assigneeId) return;
  const mayHave = incident.participant_ids.includes(assigneeId) || assigneeId === ctx.actor.id;
  if (mayHave && (await isActivePerson(tx, assigneeId))) return;
  throw platformErrors.invalid(undefined, {
    fields: [{ field: 'assigneeId', reason: 'incidents.notTakingPart' }],
  });
};

/** Adds a task to an incident. */
export const addTask = (ctx: Ctx, incidentId: string, input: BodyOf<typeof addTaskRoute>): Promise<Task> =>
  ctx.tx(async (tx) => {
    const incident = await getVisibleIncident(tx, ctx.actor, incidentId);
    ctx.require('incident.task', subjectOf(incident));
    refuseEnded(incident);
    await checkAssignee(ctx, tx, incident, input.assigneeId);
    const now = ctx.now();
    const row = await tx
      .insertInto('incident_tasks')
      .values({
        id: uuid7(now.getTime()),
        incident_id: incidentId,
        title: input.title,
        description: input.description,
        assignee_person_id: input.assigneeId,
        due_at: input.dueAt,
        state: 'open',
        done_note: null,
        created_at: now,
        created_by_label: ctx.actor.label,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await auditIncident(ctx, tx, 'incident.task-added', incident, {
      taskId: row.id,
      title: input.title,
      assigneeId: input.assigneeId,
      dueAt: input.dueAt,
    });
    await tellChange(ctx, tx, incidentEvents.taskChanged, incident, {
      isInternal: true,
      data: { taskId: row.id },
    });
    return toTask(row, await namePeople(tx, [row.assignee_person_id]), now);
  });
