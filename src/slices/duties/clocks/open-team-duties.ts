import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import type { YearlyTrigger } from '../contract/rules.ts';
import { dueTime } from '../rules/due-time.ts';
import { isValidOn } from '../rules/incident-state.ts';
import { getRuleSetOn, type RuleSet } from '../rules/rule-sets.ts';
import { nextYearlyWindow, type YearlyWindow } from '../rules/yearly-window.ts';
import { startClocks } from './clock-rows.ts';
import { tellClocks } from './sync-incident-clocks.ts';

const ofTeam = (set: RuleSet, ruleId: string) =>
  ({
    rule_set_id: set.id,
    rule_id: ruleId,
    subject_kind: 'team',
    subject_id: null,
    subject_label: '',
  }) as const;

/** The clock of one turn of a yearly duty; harmless when it is there already. */
export const openYearlyTurn = (
  ctx: Ctx,
  tx: Tx,
  set: RuleSet,
  ruleId: string,
  turn: YearlyWindow,
): Promise<string[]> =>
  startClocks(ctx, tx, set.content.ladder, [
    {
      ...ofTeam(set, ruleId),
      occurrence: turn.year,
      started_by: 'calendar',
      startedAt: turn.opensAt,
      dueAt: turn.dueAt,
    },
  ]);

/** Opens the yearly duties whose time has come. @returns how many were started */
export const openYearlyDuties = async (ctx: Ctx, tx: Tx): Promise<number> => {
  const today = vietnamDateOf(ctx.now());
  const set = await getRuleSetOn(tx, today);
  let count = 0;
  for (const rule of set.content.rules) {
    if (rule.trigger.kind !== 'yearly' || !isValidOn(rule, today)) continue;
    const turn = nextYearlyWindow(rule.trigger as YearlyTrigger, today);
    if (turn.opensOn <= today) count += (await openYearlyTurn(ctx, tx, set, rule.id, turn)).length;
  }
  return count;
};

/**
 * The team's contact point has changed: its clocks start, unless one of the rule runs already, whose earlier time then
 * covers this change too.
 */
export const startContactClocks = async (ctx: Ctx, tx: Tx): Promise<void> => {
  const now = ctx.now();
  const today = vietnamDateOf(now);
  const set = await getRuleSetOn(tx, today);
  const calendar = await loadWorkingCalendar(tx);
  for (const rule of set.content.rules) {
    if (rule.trigger.kind !== 'contact-changed' || !isValidOn(rule, today)) continue;
    const held = await tx
      .selectFrom('duty_clocks')
      .select(['occurrence', 'state'])
      .where('subject_kind', '=', 'team')
      .where('rule_id', '=', rule.id)
      .orderBy('occurrence', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (held?.state === 'running') continue;
    await startClocks(ctx, tx, set.content.ladder, [
      {
        ...ofTeam(set, rule.id),
        occurrence: (held?.occurrence ?? 0) + 1,
        started_by: 'contact-changed',
        startedAt: now,
        dueAt: dueTime(now, rule.limit, calendar),
      },
    ]);
  }
  await tellClocks(ctx, tx);
};
