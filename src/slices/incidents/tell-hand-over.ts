import './tables.ts';
import type { Subscriber } from '../../platform/ctx/services.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { addHandOverSection } from '../team/public.ts';
import { endStatuses } from './contract/codes.ts';

const LISTED_MAX = 15;
const TASK_WINDOW_MS = 24 * 3_600_000;

/** TLP:RED incidents stay out: a note is read by everybody who keeps the desk. */
const listChanged = (tx: Tx, since: Date) =>
  tx
    .selectFrom('incidents')
    .select(['id', 'number', 'title', 'status', 'opened_at', 'closed_at', 'updated_at'])
    .where('tlp', '!=', 'red')
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .limit(200)
    .execute();

const listTasksDue = (tx: Tx, until: Date) =>
  tx
    .selectFrom('incident_tasks as task')
    .innerJoin('incidents as incident', 'incident.id', 'task.incident_id')
    .select(['task.title', 'task.due_at', 'incident.id', 'incident.number'])
    .where('incident.tlp', '!=', 'red')
    .where('incident.status', 'not in', [...endStatuses])
    .where('task.state', 'not in', ['done', 'dropped'])
    .where('task.due_at', '<=', until)
    .orderBy('task.due_at')
    .limit(200)
    .execute();

type Item = Parameters<typeof addHandOverSection>[2]['items'][number];

const addSection = (
  tx: Tx,
  handOverId: string,
  title: 'opened' | 'closed' | 'changed' | 'tasks',
  items: Item[],
) =>
  addHandOverSection(tx, handOverId, {
    titleKey: `incidents.hand-over.${title}`,
    items: items.slice(0, LISTED_MAX),
    more: Math.max(0, items.length - LISTED_MAX),
  });

/** Brings into a hand-over note what became of incidents since, and the tasks that are late or due within a day. */
export const tellHandOver: Subscriber = async (_ctx, tx, event) => {
  const { id, since, until } = event.data as { id: string; since: string; until: string };
  const from = new Date(since);
  const rows = await listChanged(tx, from);
  const toItem = (row: (typeof rows)[number], at: Date | null): Item => ({
    labelKey: 'incidents.hand-over.line',
    params: { number: row.number, title: row.title },
    noteKey: `incidents.status.${row.status}`,
    to: `/incidents/${row.id}`,
    at: at?.toISOString() ?? null,
  });
  const opened = rows.filter((row) => row.opened_at >= from);
  const closed = rows.filter(
    (row) => !opened.includes(row) && row.closed_at !== null && row.closed_at >= from,
  );
  const changed = rows.filter((row) => !opened.includes(row) && !closed.includes(row));
  await addSection(
    tx,
    id,
    'opened',
    opened.map((row) => toItem(row, row.opened_at)),
  );
  await addSection(
    tx,
    id,
    'changed',
    changed.map((row) => toItem(row, row.updated_at)),
  );
  await addSection(
    tx,
    id,
    'closed',
    closed.map((row) => toItem(row, row.closed_at)),
  );
  const tasks = await listTasksDue(tx, new Date(Date.parse(until) + TASK_WINDOW_MS));
  await addSection(
    tx,
    id,
    'tasks',
    tasks.map((task) => ({
      labelKey: 'incidents.hand-over.task',
      params: { number: task.number, title: task.title },
      noteKey: null,
      to: `/incidents/${task.id}`,
      at: task.due_at?.toISOString() ?? null,
    })),
  );
};
