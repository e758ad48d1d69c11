import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { addSystemLogEntry } from '../../incidents/public.ts';
import { recipientKey } from '../contract/rules.ts';
import { findRule, getRuleSets } from '../rules/rule-sets.ts';
import { addClockEvents, type ClockRow, nextWarning, warnedShareAt } from './clock-rows.ts';
import { openSystemDuties } from './open-system-duties.ts';
import { syncIncidentClocks, tellClocks } from './sync-incident-clocks.ts';

/** When the last of the recipients was proven to be reached, or null while one is not. */
const reachedAt = async (tx: Tx, row: ClockRow, keys: readonly string[]): Promise<Date | null> => {
  const proven = await tx
    .selectFrom('duty_dispatches')
    .select(['recipient_key', 'sent_at'])
    .where('clock_id', '=', row.id)
    .where('state', '=', 'proven')
    .execute();
  const firsts = keys.map((key) =>
    Math.min(...proven.filter((one) => one.recipient_key === key).map((one) => one.sent_at.getTime())),
  );
  const last = Math.max(...firsts);
  return Number.isFinite(last) ? new Date(last) : null;
};

const closePauses = (row: ClockRow, at: Date) =>
  row.pauses.map((pause) => (pause.to === null ? { ...pause, to: at.toISOString() } : pause));

/**
 * Brings a clock in step with its dispatches: fulfilled when every recipient is proven to be reached, open again when a
 * proof is withdrawn. What comes after a fulfilment (the next turn) starts here. The caller has locked the clock.
 */
export const settleClock = async (ctx: Ctx, tx: Tx, row: ClockRow): Promise<void> => {
  const set = (await getRuleSets(tx, [row.rule_set_id])).get(row.rule_set_id);
  const rule = findRule(set, row.rule_id);
  if (!set || !rule || row.state === 'stopped') return tellClocks(ctx, tx);
  const now = ctx.now();
  const at = await reachedAt(tx, row, rule.recipients.map(recipientKey));
  const isSame = at === null ? row.state !== 'fulfilled' : row.fulfilled_at?.getTime() === at.getTime();
  if (isSame) return tellClocks(ctx, tx);
  const pauses = closePauses(row, now);
  const times = { startedAt: row.started_at, dueAt: row.due_at, pauses, warnedShare: row.warned_share };
  const warnedShare = warnedShareAt(set.content.ladder, times, now);
  await tx
    .updateTable('duty_clocks')
    .set({
      state: at === null ? 'running' : 'fulfilled',
      fulfilled_at: at,
      pauses: JSON.stringify(pauses),
      ...(at === null ? { warned_share: warnedShare } : {}),
      next_warning_at: at === null ? nextWarning(set.content.ladder, { ...times, warnedShare }) : null,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await addClockEvents(ctx, tx, [
    at === null
      ? { clockId: row.id, kind: 'reopened' }
      : { clockId: row.id, kind: 'fulfilled', data: { at: at.toISOString() } },
  ]);
  if (row.subject_kind === 'incident' && row.subject_id) {
    const key = at === null ? 'duties.log.reopened' : 'duties.log.fulfilled';
    await addSystemLogEntry(ctx, tx, row.subject_id, key, { rule: row.rule_id, title: rule.titleVi });
    await syncIncidentClocks(ctx, tx, row.subject_id);
  }
  if (row.subject_kind === 'system') await openSystemDuties(ctx, tx);
  await tellClocks(ctx, tx);
};
