import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { addDays, startOfVietnamDate, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar, type WorkingCalendar } from '../../calendar/public.ts';
import { type IncidentForClocks, listIncidentsForClocks } from '../../incidents/public.ts';
import type { RulePreview } from '../contract/rule-sets.ts';
import type { DutyRule } from '../contract/rules.ts';
import { isValidOn } from './incident-state.ts';
import { planClocks } from './plan-clocks.ts';
import { findRuleSetRow } from './read-rule-sets.ts';
import { getRuleSetOn } from './rule-sets.ts';

const incidentsMax = 20_000;
const examplesMax = 30;

/** Rules that hold on a day, without their dates: the question is what they would have meant, not when they hold. */
const timeless = (rules: readonly DutyRule[], day: string): DutyRule[] =>
  rules
    .filter((rule) => rule.trigger.kind === 'incident' && isValidOn(rule, day))
    .map((rule) => ({ ...rule, validFrom: '1970-01-01', validTo: null }));

/** Due times by rule; conditions as they stand today, `condition-met` counted from the opening. */
const dueByRule = (
  rules: readonly DutyRule[],
  incident: IncidentForClocks,
  calendar: WorkingCalendar,
): ReadonlyMap<string, string> =>
  new Map(
    planClocks(rules, incident.facts, [], calendar, new Date(incident.facts.openedAt)).flatMap((change) =>
      change.kind === 'start' ? [[change.ruleId, change.dueAt] as const] : [],
    ),
  );

type Tally = { clocks: number; late: number };

const tally = (sums: Map<string, Tally>, ruleId: string, dueAt: string, doneAt: string): void => {
  const sum = sums.get(ruleId) ?? { clocks: 0, late: 0 };
  sum.clocks += 1;
  if (doneAt > dueAt) sum.late += 1;
  sums.set(ruleId, sum);
};

/** When the first clock of each rule and incident was fulfilled, by `incident rule`. */
const readFulfilments = async (ctx: Ctx): Promise<ReadonlyMap<string, string>> =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('duty_clocks')
      .select(['subject_id', 'rule_id', 'fulfilled_at'])
      .where('subject_kind', '=', 'incident')
      .where('occurrence', '=', 1)
      .where('fulfilled_at', 'is not', null)
      .execute();
    return new Map(
      rows.map((row) => [`${row.subject_id} ${row.rule_id}`, row.fulfilled_at?.toISOString() ?? '']),
    );
  });

/**
 * What a version would have meant for the incidents detected in a span, beside the rules in force: how many clocks each
 * rule starts, how many would have been late by what was really sent, and where due times differ.
 */
export const previewRuleSet = async (
  ctx: Ctx,
  id: string,
  span: { from: string; to: string },
): Promise<RulePreview> => {
  if (span.to < span.from) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'to', reason: 'invalid' }] });
  }
  const { row, inForce, incidents, calendar } = await ctx.tx(async (tx) => ({
    row: await findRuleSetRow(tx, id),
    inForce: await getRuleSetOn(tx, vietnamDateOf(ctx.now())),
    calendar: await loadWorkingCalendar(tx),
    incidents: await listIncidentsForClocks(
      tx,
      { from: startOfVietnamDate(span.from), to: startOfVietnamDate(addDays(span.to, 1)) },
      incidentsMax,
    ),
  }));
  const fulfilments = await readFulfilments(ctx);
  const rulesBefore = timeless(inForce.content.rules, vietnamDateOf(ctx.now()));
  const rulesAfter = timeless(row.content.rules, row.valid_from);
  const before = new Map<string, Tally>();
  const after = new Map<string, Tally>();
  const examples: RulePreview['examples'] = [];
  let differingCount = 0;
  const now = ctx.now().toISOString();
  for (const incident of incidents) {
    const dueBefore = dueByRule(rulesBefore, incident, calendar);
    const dueAfter = dueByRule(rulesAfter, incident, calendar);
    const doneAt = (ruleId: string) => fulfilments.get(`${incident.id} ${ruleId}`) ?? now;
    for (const [ruleId, due] of dueBefore) tally(before, ruleId, due, doneAt(ruleId));
    for (const [ruleId, due] of dueAfter) tally(after, ruleId, due, doneAt(ruleId));
    for (const ruleId of new Set([...dueBefore.keys(), ...dueAfter.keys()])) {
      const [earlier, later] = [dueBefore.get(ruleId) ?? null, dueAfter.get(ruleId) ?? null];
      if (earlier === later) continue;
      differingCount += 1;
      if (examples.length >= examplesMax) continue;
      const { number, title } = incident;
      examples.push({ id: incident.id, number, title, ruleId, dueBefore: earlier, dueAfter: later });
    }
  }
  const names = new Map([...rulesBefore, ...rulesAfter].map((rule) => [rule.id, rule]));
  return {
    incidents: incidents.length,
    rules: [...names.values()].map(({ id: ruleId, titleVi, titleEn }) => ({
      ruleId,
      titleVi,
      titleEn,
      before: rulesBefore.some((rule) => rule.id === ruleId)
        ? (before.get(ruleId) ?? { clocks: 0, late: 0 })
        : null,
      after: rulesAfter.some((rule) => rule.id === ruleId)
        ? (after.get(ruleId) ?? { clocks: 0, late: 0 })
        : null,
    })),
    examples,
    differingCount,
  };
};
