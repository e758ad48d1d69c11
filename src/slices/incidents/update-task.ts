import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import { subjectOf } from './access.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { checkAssignee } from './add-task.ts';
import { incidentEvents } from './contract/errors.ts';
import type { Task, updateTaskRoute } from './contract/tasks.ts';
import { toTask } from './queries/list-tasks.ts';
import { namePeople } from './queries/references.ts';
import { getVisibleIncident } from './queries/visible-incident.ts';
import { auditIncident, tellChange } from './tell-change.ts';

type Input = BodyOf<typeof updateTaskRoute>;

const toColumns = (input: Input) => ({
  ...(input.title !== undefined ? { title: input.title } : {}),
  ...(input.description !== undefined ? { description: input.description } : {}),
  ...(input.assigneeId !== undefined ? { assignee_person_id: input.assigneeId } : {}),
  ...(input.dueAt !== undefined ? { due_at: input.dueAt } : {}),
  ...(input.state !== undefined ? { state: input.state } : {}),
  ...(input.doneNote !== undefined ? { done_note: input.doneNote } : {}),
});

/** Changes a task. Finishing it writes a line into the log. */
export const updateTask = (ctx: Ctx, incidentId: string, taskId: string, input: Input): Promise<Task> =>
  ctx.tx(async (tx) => {
    const incident = await getVisibleIncident(tx, ctx.actor, incidentId);
    ctx.require('incident.task', subjectOf(incident));
    const task = await tx
      .selectFrom('incident_tasks')
      .selectAll()
      .where('id', '=', taskId)
      .where('incident_id', '=', incidentId)
      .forUpdate()
      .executeTakeFirst();
    if (!task) throw platformErrors.notFound();
    const now = ctx.now();
    if (task.version !== input.version) {
      const names = await namePeople(tx, [task.assignee_person_id]);
      throw platformErrors.stale(undefined, { details: { current: toTask(task, names, now) } });
    }
    if (input.assigneeId !== task.assignee_person_id)
      await checkAssignee(ctx, tx, incident, input.assigneeId);
    const isDone = input.state === 'done' && task.state !== 'done';
    const row = await tx
      .updateTable('incident_tasks')
      .set({
        ...toColumns(input),
        ...(input.state !== undefined
          ? { done_at: input.state === 'done' ? (task.done_at ?? now) : null }
          : {}),
        version: sql<number>`version + 1`,
        updated_at: now,
      })
      .where('id', '=', taskId)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (isDone) {
      await addSystemLogEntry(ctx, tx, incidentId, 'incidents.log.taskDone', { title: row.title });
    }
    const { version: _version, ...changes } = input;
    await auditIncident(ctx, tx, 'incident.task-changed', incident, { taskId, ...changes });
    await tellChange(ctx, tx, incidentEvents.taskChanged, incident, { isInternal: true, data: { taskId } });
    return toTask(row, await namePeople(tx, [row.assignee_person_id]), now);
  });
