import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { createWorkingCalendar, loadWorkingCalendar, type WorkingCalendar } from '../../calendar/public.ts';
import { type IncidentForClocks, incidentFactsForClocks } from '../../incidents/public.ts';
import { clockChanged } from '../contract/clocks.ts';
import type { DutyRule, Ladder } from '../contract/rules.ts';
import { dayOfIncident } from '../rules/incident-state.ts';
import { type ClockChange, planClocks } from '../rules/plan-clocks.ts';
import { getRuleSetOn, getRuleSets, type RuleSet } from '../rules/rule-sets.ts';
import {
  addClockEvents,
  type ClockRow,
  nextWarning,
  startClocks,
  toHeldClock,
  warnedShareAt,
} from './clock-rows.ts';

/** The rule set under which an incident runs: that of its day of detection when it was first seen, and kept. */
export const ruleSetOfIncident = async (tx: Tx, incident: IncidentForClocks): Promise<RuleSet> => {
  const held = await tx
    .selectFrom('duty_incidents')
    .select('rule_set_id')
    .where('incident_id', '=', incident.id)
    .executeTakeFirst();
  const kept = held && (await getRuleSets(tx, [held.rule_set_id])).get(held.rule_set_id);
  if (kept) return kept;
  const set = await getRuleSetOn(tx, dayOfIncident(incident.facts));
  await tx
    .insertInto('duty_incidents')
    .values({ incident_id: incident.id, rule_set_id: set.id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return set;
};

/** All clocks of one incident, locked until the transaction ends. */
const lockClocks = (tx: Tx, incidentId: string): Promise<ClockRow[]> =>
  tx
    .selectFrom('duty_clocks')
    .selectAll()
    .where('subject_kind', '=', 'incident')
    .where('subject_id', '=', incidentId)
    .orderBy('id')
    .forUpdate()
    .execute();

const closePauses = (row: ClockRow, at: Date) =>
  row.pauses.map((pause) => (pause.to === null ? { ...pause, to: at.toISOString() } : pause));

/** Writes one change of a clock that is there already. */
const changeClock = async (
  ctx: Ctx,
  tx: Tx,
  ladder: Ladder,
  row: ClockRow,
  change: Exclude<ClockChange, { kind: 'start' }>,
): Promise<void> => {
  const now = ctx.now();
  if (change.kind === 'stop') {
    const pauses = closePauses(row, now);
    await tx
      .updateTable('duty_clocks')
      .set({
        state: 'stopped',
        next_warning_at: null,
        pauses: JSON.stringify(pauses),
        version: row.version + 1,
      })
      .where('id', '=', row.id)
      .execute();
    await addClockEvents(ctx, tx, [{ clockId: row.id, kind: 'stopped', data: { by: 'condition' } }]);
    return;
  }
  const times = { startedAt: new Date(change.startedAt), dueAt: new Date(change.dueAt), pauses: row.pauses };
  const warnedShare = warnedShareAt(ladder, { ...times, warnedShare: row.warned_share }, now);
  const state = change.kind === 'resume' ? 'running' : row.state;
  await tx
    .updateTable('duty_clocks')
    .set({
      started_at: times.startedAt,
      due_at: times.dueAt,
      state,
      warned_share: warnedShare,
      next_warning_at: state === 'running' ? nextWarning(ladder, { ...times, warnedShare }) : null,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await addClockEvents(ctx, tx, [
    {
      clockId: row.id,
      kind: change.kind === 'resume' ? 'resumed' : 'moved',
      data: {
        startedAt: change.startedAt,
        dueAt: change.dueAt,
        dueBefore: row.due_at.toISOString(),
      },
    },
  ]);
};

/** Read only where a rule counts working days: this runs with every change of every incident. */
const calendarFor = (tx: Tx, rules: readonly DutyRule[]): Promise<WorkingCalendar> | WorkingCalendar =>
  rules.some(({ trigger, limit }) => trigger.kind === 'incident' && limit.unit === 'working-days')
    ? loadWorkingCalendar(tx)
    : createWorkingCalendar([]);

/**
 * Brings the clocks of an incident in step with its facts, in the transaction of the change itself. Called twice it does
 * nothing the second time.
 */
export const syncIncidentClocks = async (ctx: Ctx, tx: Tx, incidentId: string): Promise<void> => {
  const incident = await incidentFactsForClocks(tx, incidentId);
  if (!incident) return;
  const set = await ruleSetOfIncident(tx, incident);
  const rows = await lockClocks(tx, incidentId);
  const { ladder, rules } = set.content;
  const calendar = await calendarFor(tx, rules);
  const changes = planClocks(rules, incident.facts, rows.map(toHeldClock), calendar, ctx.now());
  if (changes.length === 0) return;
  const started = changes.filter(isStart);
  await startClocks(
    ctx,
    tx,
    ladder,
    started.map((change) => ({
      rule_set_id: set.id,
      rule_id: change.ruleId,
      subject_kind: 'incident',
      subject_id: incidentId,
      subject_label: incident.number,
      occurrence: change.occurrence,
      started_by: change.startedBy,
      startedAt: new Date(change.startedAt),
      dueAt: new Date(change.dueAt),
    })),
  );
  for (const change of changes) {
    if (change.kind === 'start') continue;
    const row = rows.find((one) => one.rule_id === change.ruleId && one.occurrence === change.occurrence);
    if (row) await changeClock(ctx, tx, ladder, row, change);
  }
  await tellClocks(ctx, tx);
};

type StartChange = Extract<ClockChange, { startedAt: string }> & { kind: 'start' };
const isStart = (change: ClockChange): change is StartChange => change.kind === 'start';

/** Live pages read the clocks again; the event names nothing, since not everybody may know of every incident. */
export const tellClocks = (ctx: Ctx, tx: Tx): Promise<void> =>
  ctx.publish(tx, { type: clockChanged, data: {}, permission: 'clock.read' });
