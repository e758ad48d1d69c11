import '../tables.ts';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { decodeCursor, isSortedInstant, toPage } from '../../../platform/db/keyset.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { QueryOf } from '../../../platform/http/route.ts';
import { insideIncidents } from '../access.ts';
import type { listDueTasksRoute, Task } from '../contract/tasks.ts';
import type { IncidentTasksTable } from '../tables.ts';
import { nameOrDash, namePeople } from './references.ts';
import { getIncidentForInsider } from './visible-incident.ts';

type TaskRow = Selectable<IncidentTasksTable>;

const isWaiting = (state: TaskRow['state']): boolean => state === 'open' || state === 'in-progress';

/** A task as answered; `names` holds the full names of the assignees. */
export const toTask = (row: TaskRow, names: ReadonlyMap<string, string>, now: Date): Task => ({
  id: row.id,
  version: row.version,
  title: row.title,
  description: row.description,
  assignee: row.assignee_person_id
    ? { id: row.assignee_person_id, fullName: nameOrDash(names, row.assignee_person_id) }
    : null,
  dueAt: row.due_at?.toISOString() ?? null,
  isOverdue: isWaiting(row.state) && row.due_at !== null && row.due_at < now,
  state: row.state,
  doneNote: row.done_note,
  doneAt: row.done_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by_label,
});

const endedFirst = sql<number>`(state not in ('open', 'in-progress'))::int`;
const dueOrNever = sql<Date>`coalesce(incident_tasks.due_at, 'infinity'::timestamptz)`;

/** Reads `[ended, due, id]`; an edited cursor must not reach the database. */
const readCursor = (cursor: string): [number, string, string] => {
  const [ended, due, id] = decodeCursor(cursor, 3).map(String) as [string, string, string];
  const dueFits = due === 'infinity' || isSortedInstant(due);
  if (/^[01]$/.test(ended) && dueFits) return [Number(ended), due, id];
  throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
};

const namesOf = (tx: Tx, rows: readonly TaskRow[]) =>
  namePeople(
    tx,
    rows.map((row) => row.assignee_person_id),
  );

/** Tasks of an incident: those that wait first, next due first. */
export const listTasks = (
  ctx: Ctx,
  incidentId: string,
  query: { cursor?: string | undefined; limit: number },
) =>
  ctx.tx(async (tx) => {
    await getIncidentForInsider(tx, ctx.actor, incidentId);
    let select = tx
      .selectFrom('incident_tasks')
      .selectAll()
      .select([endedFirst.as('ended'), sql<string>`${dueOrNever}::text`.as('due')])
      .where('incident_id', '=', incidentId);
    if (query.cursor) {
      const [ended, due, id] = readCursor(query.cursor);
      select = select.where(
        sql<boolean>`(${endedFirst}, ${dueOrNever}, id) > (${ended}, ${due}::timestamptz, ${id}::uuid)`,
      );
    }
    const rows = await select
      .orderBy(endedFirst)
      .orderBy(dueOrNever)
      .orderBy('id')
      .limit(query.limit + 1)
      .execute();
    const names = await namesOf(tx, rows);
    return toPage(
      rows,
      query.limit,
      (row) => toTask(row, names, ctx.now()),
      (row) => [row.ended, row.due, row.id],
    );
  });

/** Waiting tasks over all incidents that the caller sees from inside, next due first. */
export const listDueTasks = (ctx: Ctx, query: QueryOf<typeof listDueTasksRoute>) =>
  ctx.tx(async (tx) => {
    const me = ctx.actor.id;
    let select = tx
      .selectFrom('incident_tasks')
      .innerJoin('incidents', 'incidents.id', 'incident_tasks.incident_id')
      .selectAll('incident_tasks')
      .select(['incidents.number', 'incidents.title as incident_title'])
      .select(sql<string>`${dueOrNever}::text`.as('due'))
      .where(insideIncidents(ctx.actor))
      // Written out, not as parameters, so that the partial index serves it in any plan.
      .where(sql<boolean>`incident_tasks.state in ('open', 'in-progress')`);
    if (query.scope === 'mine') {
      select = select.where(sql<boolean>`incident_tasks.assignee_person_id = ${me}::uuid`);
    }
    if (query.dueBefore) select = select.where('incident_tasks.due_at', '<', new Date(query.dueBefore));
    if (query.cursor) {
      const [, due, id] = readCursor(query.cursor);
      select = select.where(
        sql<boolean>`(${dueOrNever}, incident_tasks.id) > (${due}::timestamptz, ${id}::uuid)`,
      );
    }
    const rows = await select
      .orderBy(dueOrNever)
      .orderBy('incident_tasks.id')
      .limit(query.limit + 1)
      .execute();
    const names = await namesOf(tx, rows);
    return toPage(
      rows,
      query.limit,
      (row) => ({
        ...toTask(row, names, ctx.now()),
        incident: { id: row.incident_id, number: row.number, title: row.incident_title },
      }),
      (row) => [0, row.due, row.id],
    );
  });
