import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import { listSystemsForDuties } from '../../systems/public.ts';
import type { DutyRule } from '../contract/rules.ts';
import { dueTime } from '../rules/due-time.ts';
import { isValidOn } from '../rules/incident-state.ts';
import { getRuleSetOn } from '../rules/rule-sets.ts';
import { addClockEvents, type NewClock, startClocks } from './clock-rows.ts';

type Latest = {
  subject_id: string;
  rule_id: string;
  occurrence: number;
  state: string;
  fulfilled_at: Date | null;
};

const readLatest = async (tx: Tx, ruleIds: readonly string[]): Promise<ReadonlyMap<string, Latest>> => {
  if (ruleIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('duty_clocks')
    .distinctOn(['rule_id', 'subject_id'])
    .select(['subject_id', 'rule_id', 'occurrence', 'state', 'fulfilled_at'])
    .where('subject_kind', '=', 'system')
    .where('rule_id', 'in', ruleIds)
    .orderBy('rule_id')
    .orderBy('subject_id')
    .orderBy('occurrence', 'desc')
    .execute();
  return new Map(rows.map((row) => [`${row.rule_id} ${row.subject_id}`, row as Latest]));
};

/** Clocks of systems that ended rest for good. */
const stopRetired = async (ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const stopped = await tx
    .updateTable('duty_clocks')
    .set((eb) => ({ state: 'stopped', next_warning_at: null, version: eb('version', '+', 1) }))
    .where('subject_kind', '=', 'system')
    .where('subject_id', 'in', ids)
    .where('state', 'in', ['running', 'paused'])
    .returning('id')
    .execute();
  await addClockEvents(
    ctx,
    tx,
    stopped.map(({ id }) => ({ clockId: id, kind: 'stopped', data: { by: 'retired' } })),
  );
};

/**
 * Sees to it that every operating system has its running turn of each duty per system. A first turn counts from the day on
 * which the rule began to be watched here; a later one from the fulfilment before it. Harmless when repeated.
 * @returns how many were started
 */
export const openSystemDuties = async (ctx: Ctx, tx: Tx): Promise<number> => {
  const now = ctx.now();
  const today = vietnamDateOf(now);
  const set = await getRuleSetOn(tx, today);
  const rules = set.content.rules.filter((rule) => rule.trigger.kind === 'system' && isValidOn(rule, today));
  if (rules.length === 0) return 0;
  const systems = await listSystemsForDuties(tx);
  const latest = await readLatest(
    tx,
    rules.map(({ id }) => id),
  );
  const calendar = await loadWorkingCalendar(tx);
  const isRetired = (system: (typeof systems)[number]) =>
    system.retiredOn !== null && system.retiredOn <= today;
  await stopRetired(
    ctx,
    tx,
    systems.filter(isRetired).map(({ id }) => id),
  );
  const next = (rule: DutyRule, system: (typeof systems)[number]): NewClock[] => {
    const levelMin = rule.trigger.kind === 'system' ? rule.trigger.levelMin : 0;
    if (isRetired(system) || (system.level ?? 0) < levelMin) return [];
    const before = latest.get(`${rule.id} ${system.id}`);
    if (before && before.state !== 'fulfilled') return [];
    const startedAt = before?.fulfilled_at ?? now;
    return [
      {
        rule_set_id: set.id,
        rule_id: rule.id,
        subject_kind: 'system',
        subject_id: system.id,
        subject_label: system.name,
        occurrence: (before?.occurrence ?? 0) + 1,
        started_by: before ? 'earlier-fulfilment' : 'calendar',
        startedAt,
        dueAt: dueTime(startedAt, rule.limit, calendar),
      },
    ];
  };
  const started = await startClocks(
    ctx,
    tx,
    set.content.ladder,
    rules.flatMap((rule) => systems.flatMap((system) => next(rule, system))),
  );
  return started.length;
};
