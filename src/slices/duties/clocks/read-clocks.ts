import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { decodeCursor, toPage } from '../../../platform/db/keyset.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { DAY_MS } from '../../../platform/time/vietnam-time.ts';
import { getIncidentWithForms, subjectOf, visibleClocks } from '../access.ts';
import type { ClockEvent, ListClocks, WholeClock } from '../contract/clocks.ts';
import { describeDispatches } from '../dispatch/describe-dispatches.ts';
import { getRuleSets } from '../rules/rule-sets.ts';
import type { ClockRow } from './clock-rows.ts';
import { describeClocks, readSurroundings } from './describe-clocks.ts';

/** The clock where the actor may see it. @throws AppError platform.notFound for hidden and missing alike */
export const getVisibleClock = async (ctx: Ctx, tx: Tx, id: string): Promise<ClockRow> => {
  const row = await tx
    .selectFrom('duty_clocks')
    .selectAll()
    .where('id', '=', id)
    .where(visibleClocks(ctx.actor))
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/** The same, locked, for those who change it. @throws AppError platform.notFound, platform.notAllowed */
export const getClockForUpdate = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  permission: 'clock.update' | 'clock.stop',
): Promise<ClockRow> => {
  const row = await tx
    .selectFrom('duty_clocks')
    .selectAll()
    .where('id', '=', id)
    .where(visibleClocks(ctx.actor))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  if (row.subject_kind === 'incident') await getIncidentWithForms(ctx, tx, row.subject_id ?? '', permission);
  else ctx.require(permission, {});
  return row;
};

const listEvents = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ClockEvent[]>> => {
  const found = new Map<string, ClockEvent[]>();
  if (ids.length === 0) return found;
  const rows = await tx
    .selectFrom('duty_clock_events')
    .selectAll()
    .where('clock_id', 'in', ids)
    .orderBy('id')
    .limit(5_000)
    .execute();
  for (const row of rows) {
    const event = {
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      actor: row.actor_label,
      data: row.data,
    };
    found.set(row.clock_id, [...(found.get(row.clock_id) ?? []), event]);
  }
  return found;
};

/** Clocks with history and dispatches. */
export const describeWholeClocks = async (
  ctx: Ctx,
  tx: Tx,
  rows: readonly ClockRow[],
): Promise<WholeClock[]> => {
  const around = await readSurroundings(tx, rows);
  const clocks = await describeClocks(ctx, tx, rows, around);
  const events = await listEvents(
    tx,
    rows.map(({ id }) => id),
  );
  const dispatches = await describeDispatches(ctx, tx, [...around.dispatches.values()].flat());
  return clocks.map((clock) => ({
    ...clock,
    events: events.get(clock.id) ?? [],
    dispatches: dispatches.filter(({ clockId }) => clockId === clock.id),
  }));
};

/** One clock as its page shows it. */
export const describeOne = async (ctx: Ctx, tx: Tx, id: string): Promise<WholeClock> => {
  const [clock] = await describeWholeClocks(ctx, tx, [await getVisibleClock(ctx, tx, id)]);
  if (!clock) throw platformErrors.notFound();
  return clock;
};

export const readClock = (ctx: Ctx, id: string): Promise<WholeClock> =>
  ctx.tx((tx) => describeOne(ctx, tx, id));

/** Clocks of one incident; running ones first, by due time. */
export const listClocksOf = async (ctx: Ctx, tx: Tx, incidentId: string): Promise<WholeClock[]> => {
  const rows = await tx
    .selectFrom('duty_clocks')
    .selectAll()
    .where('subject_kind', '=', 'incident')
    .where('subject_id', '=', incidentId)
    .where(visibleClocks(ctx.actor))
    .orderBy(sql`case when state in ('running', 'paused') then 0 else 1 end`)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  return describeWholeClocks(ctx, tx, rows);
};

export const readIncidentClocks = (ctx: Ctx, incidentId: string) =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, incidentId, 'clock.read');
    const held = await tx
      .selectFrom('duty_incidents')
      .select('rule_set_id')
      .where('incident_id', '=', incidentId)
      .executeTakeFirst();
    const sets = await getRuleSets(tx, held ? [held.rule_set_id] : []);
    return {
      items: await listClocksOf(ctx, tx, incidentId),
      ruleSetNumber: sets.get(held?.rule_set_id ?? '')?.number ?? null,
      can: { start: ctx.can('clock.update', subjectOf(incident)) },
    };
  });

const isOpen = sql<boolean>`duty_clocks.state in ('running', 'paused')`;
/** The instant as text in UTC, as the cursor packs it. */
const dueText = sql<string>`(due_at at time zone 'UTC')::text || '+00'`;

const conditionOf = (state: ListClocks['state'], now: Date) => {
  const isLate = sql<boolean>`(${isOpen} and duty_clocks.due_at < ${now})`;
  switch (state) {
    case 'open':
      return isOpen;
    case 'late':
      return isLate;
    case 'reason-missing':
      return sql<boolean>`duty_clocks.late_reason is null and (duty_clocks.fulfilled_at > duty_clocks.due_at
        or (duty_clocks.state = 'running' and duty_clocks.due_at < ${now}))`;
    case 'all':
      return sql<boolean>`true`;
    default:
      return sql<boolean>`duty_clocks.state = ${state}`;
  }
};

/** The clock board: open ones by due time, ended ones the latest first. */
export const listClocks = (ctx: Ctx, query: ListClocks) =>
  ctx.tx(async (tx) => {
    const isAscending = ['open', 'late', 'reason-missing'].includes(query.state);
    let select = tx
      .selectFrom('duty_clocks')
      .selectAll()
      .select(dueText.as('due_text'))
      .where(visibleClocks(ctx.actor))
      .where(conditionOf(query.state, ctx.now()));
    if (query.subject) select = select.where('subject_kind', '=', query.subject);
    if (query.ruleId) select = select.where('rule_id', '=', query.ruleId);
    if (query.regime) select = select.where(sql<boolean>`rule_id like ${`${query.regime}%`}`);
    if (query.cursor) {
      const [due, id] = decodeCursor(query.cursor, 2);
      const after = sql.raw(isAscending ? '>' : '<');
      select = select.where(sql<boolean>`(due_at, id) ${after} (${due}::timestamptz, ${id}::uuid)`);
    }
    const direction = isAscending ? 'asc' : 'desc';
    const rows = await select
      .orderBy('due_at', direction)
      .orderBy('id', direction)
      .limit(query.limit + 1)
      .execute();
    const page = toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.due_text, row.id],
    );
    return {
      items: await describeClocks(ctx, tx, page.items),
      nextCursor: page.nextCursor,
      can: { start: ctx.actor.permissions.get('clock.update') === 'any' },
    };
  });

const severeShown = 24;
const othersShown = 8;

/** What the first page says: how much is due and late, and the next few; severe incidents first. */
export const summariseClocks = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const now = ctx.now();
    const counts = await tx
      .selectFrom('duty_clocks')
      .where(visibleClocks(ctx.actor))
      .where(sql<boolean>`(${isOpen} or (late_reason is null and fulfilled_at > due_at))`)
      .select([
        sql<number>`count(*) filter (where ${isOpen})::int`.as('open'),
        sql<number>`count(*) filter (where ${isOpen} and due_at < ${now})::int`.as('late'),
        sql<number>`count(*) filter (where ${isOpen} and due_at >= ${now}
          and due_at < ${new Date(now.getTime() + DAY_MS)})::int`.as('soon'),
        sql<number>`count(*) filter (where ${conditionOf('reason-missing', now)})::int`.as('unexplained'),
      ])
      .executeTakeFirstOrThrow();
    const rows = await tx
      .selectFrom('duty_clocks')
      .selectAll()
      .where(visibleClocks(ctx.actor))
      .where(isOpen)
      .where('subject_kind', '<>', 'system')
      .orderBy('due_at')
      .orderBy('id')
      .limit(60)
      .execute();
    const clocks = await describeClocks(ctx, tx, rows);
    const [severe, others] = [
      clocks.filter(({ subject }) => subject.isSevere),
      clocks.filter(({ subject }) => !subject.isSevere),
    ];
    return {
      open: counts.open,
      late: counts.late,
      dueWithinDay: counts.soon,
      reasonMissing: counts.unexplained,
      next: [...severe.slice(0, severeShown), ...others.slice(0, othersShown)],
    };
  });
