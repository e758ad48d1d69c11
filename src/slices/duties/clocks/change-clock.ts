import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import type { WholeClock } from '../contract/clocks.ts';
import { dutyErrors } from '../contract/errors.ts';
import type { DutyRule } from '../contract/rules.ts';
import { dueTime } from '../rules/due-time.ts';
import { findRule, getRuleSets, type RuleSet } from '../rules/rule-sets.ts';
import type { ClockEventKind } from '../tables.ts';
import { addClockEvents, type ClockRow, nextWarning } from './clock-rows.ts';
import { describeOne, getClockForUpdate } from './read-clocks.ts';
import { tellClocks } from './sync-incident-clocks.ts';

type Change = { version: number; reason: string };

/** Subject of the audit row; heads of agencies read theirs, and clocks are none of those. */
export const auditClock = (ctx: Ctx, tx: Tx, action: string, row: ClockRow, data: Record<string, unknown>) =>
  ctx.audit(
    tx,
    action,
    {
      kind: 'clock',
      id: row.id,
      label: [row.rule_id, row.subject_label].filter(Boolean).join(' · '),
      organisationId: null,
    },
    data,
  );

const readRule = async (tx: Tx, row: ClockRow): Promise<{ set: RuleSet; rule: DutyRule }> => {
  const set = (await getRuleSets(tx, [row.rule_set_id])).get(row.rule_set_id);
  const rule = findRule(set, row.rule_id);
  if (!set || !rule) throw platformErrors.notFound();
  return { set, rule };
};

const refuseState = (row: ClockRow, ...wanted: readonly ClockRow['state'][]): void => {
  if (!wanted.includes(row.state)) throw dutyErrors.clockStateWrong({ rule: row.rule_id });
};

const changeByHand = (
  ctx: Ctx,
  id: string,
  input: Change,
  options: { permission?: 'clock.stop'; kind: ClockEventKind; action: string },
  work: (tx: Tx, row: ClockRow) => Promise<void>,
): Promise<WholeClock> =>
  ctx.tx(async (tx) => {
    const row = await getClockForUpdate(ctx, tx, id, options.permission ?? 'clock.update');
    if (row.version !== input.version) {
      throw platformErrors.stale(undefined, { details: { current: await describeOne(ctx, tx, id) } });
    }
    await work(tx, row);
    await addClockEvents(ctx, tx, [{ clockId: id, kind: options.kind, data: { reason: input.reason } }]);
    await auditClock(ctx, tx, options.action, row, { reason: input.reason });
    await tellClocks(ctx, tx);
    return describeOne(ctx, tx, id);
  });

/** Lets a clock rest. @throws AppError duties.pauseNotAllowed, duties.clockStateWrong */
export const pauseClock = (ctx: Ctx, id: string, input: Change): Promise<WholeClock> =>
  changeByHand(ctx, id, input, { kind: 'paused', action: 'clock.paused' }, async (tx, row) => {
    const { rule } = await readRule(tx, row);
    if (!rule.mayPause) throw dutyErrors.pauseNotAllowed({ rule: row.rule_id });
    refuseState(row, 'running');
    const pauses = [...row.pauses, { from: ctx.now().toISOString(), to: null }];
    await tx
      .updateTable('duty_clocks')
      .set({
        state: 'paused',
        pauses: JSON.stringify(pauses),
        next_warning_at: null,
        version: row.version + 1,
      })
      .where('id', '=', id)
      .execute();
  });

/** Lets a resting clock run on; the rest is added to its time. */
export const continueClock = (ctx: Ctx, id: string, input: Change): Promise<WholeClock> =>
  changeByHand(ctx, id, input, { kind: 'continued', action: 'clock.continued' }, async (tx, row) => {
    refuseState(row, 'paused');
    const { set, rule } = await readRule(tx, row);
    const now = ctx.now().toISOString();
    const pauses = row.pauses.map((pause) => (pause.to === null ? { ...pause, to: now } : pause));
    const dueAt = dueTime(row.started_at, rule.limit, await loadWorkingCalendar(tx), pauses);
    const times = { startedAt: row.started_at, dueAt, pauses, warnedShare: row.warned_share };
    await tx
      .updateTable('duty_clocks')
      .set({
        state: 'running',
        pauses: JSON.stringify(pauses),
        due_at: dueAt,
        next_warning_at: nextWarning(set.content.ladder, times),
        version: row.version + 1,
      })
      .where('id', '=', id)
      .execute();
  });

/** Ends a clock because the duty does not apply here; the machine never starts it again. */
export const stopClock = (ctx: Ctx, id: string, input: Change): Promise<WholeClock> =>
  changeByHand(
    ctx,
    id,
    input,
    { permission: 'clock.stop', kind: 'stopped', action: 'clock.stopped' },
    async (tx, row) => {
      refuseState(row, 'running', 'paused');
      const now = ctx.now().toISOString();
      const pauses = row.pauses.map((pause) => (pause.to === null ? { ...pause, to: now } : pause));
      await tx
        .updateTable('duty_clocks')
        .set({
          state: 'stopped',
          is_stopped_by_hand: true,
          pauses: JSON.stringify(pauses),
          next_warning_at: null,
          version: row.version + 1,
        })
        .where('id', '=', id)
        .execute();
    },
  );

/** Is the time of this clock over, or was it when it was fulfilled? */
export const isLate = (row: ClockRow, now: Date): boolean =>
  row.fulfilled_at !== null ? row.fulfilled_at > row.due_at : row.state === 'running' && now > row.due_at;

/** Says why a duty is late. The clock carries the newest reason, its history every one. */
export const explainLateness = (ctx: Ctx, id: string, input: Change): Promise<WholeClock> =>
  changeByHand(ctx, id, input, { kind: 'reason-given', action: 'clock.reason-given' }, async (tx, row) => {
    if (!isLate(row, ctx.now())) throw dutyErrors.clockStateWrong({ rule: row.rule_id });
    await tx
      .updateTable('duty_clocks')
      .set({ late_reason: input.reason, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
  });
