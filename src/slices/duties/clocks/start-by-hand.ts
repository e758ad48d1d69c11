import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../../platform/http/route.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import { incidentFactsForClocks } from '../../incidents/public.ts';
import { findSystem } from '../../systems/public.ts';
import { getIncidentWithForms } from '../access.ts';
import type { startClockRoute, WholeClock } from '../contract/clocks.ts';
import { dutyErrors } from '../contract/errors.ts';
import { dueTime } from '../rules/due-time.ts';
import { isValidOn } from '../rules/incident-state.ts';
import { findRule, getRuleSetOn, type RuleSet } from '../rules/rule-sets.ts';
import type { SubjectKind } from '../tables.ts';
import { auditClock } from './change-clock.ts';
import { startClocks } from './clock-rows.ts';
import { describeOne, getVisibleClock } from './read-clocks.ts';
import { ruleSetOfIncident, tellClocks } from './sync-incident-clocks.ts';

const clockSlackMs = 5 * 60_000;
type Input = BodyOf<typeof startClockRoute>;

const refuseField = (field: string, reason: string): never => {
  throw platformErrors.invalid(undefined, { fields: [{ field, reason }] });
};

/** The subject as the clock names it, and the rule set that counts for it. */
const readSubject = async (
  ctx: Ctx,
  tx: Tx,
  input: Input,
  day: string,
): Promise<{ kind: SubjectKind; label: string; set: RuleSet }> => {
  const present = await getRuleSetOn(tx, day);
  const trigger = findRule(present, input.ruleId)?.trigger;
  if (!trigger) return refuseField('ruleId', 'invalid');
  if (trigger.kind !== 'by-hand') throw dutyErrors.notStartedByHand({ rule: input.ruleId });
  if (trigger.subject === 'team') {
    ctx.require('clock.update', {});
    if (input.subjectId !== null) refuseField('subjectId', 'invalid');
    return { kind: 'team', label: '', set: present };
  }
  if (input.subjectId === null) return refuseField('subjectId', 'required');
  if (trigger.subject === 'incident') {
    await getIncidentWithForms(ctx, tx, input.subjectId, 'clock.update');
    const incident = await incidentFactsForClocks(tx, input.subjectId);
    if (!incident) throw platformErrors.notFound();
    const kept = await ruleSetOfIncident(tx, incident);
    return { kind: 'incident', label: incident.number, set: findRule(kept, input.ruleId) ? kept : present };
  }
  ctx.require('clock.update', {});
  const system = await findSystem(tx, input.subjectId);
  if (!system) throw platformErrors.notFound();
  return { kind: 'system', label: system.name, set: present };
};

/** Starts the clock of a rule that waits for a person: a request was received, a file came in. */
export const startClockByHand = (ctx: Ctx, input: Input): Promise<WholeClock> =>
  ctx.tx(async (tx) => {
    const startedAt = new Date(input.startedAt);
    if (startedAt.getTime() > ctx.now().getTime() + clockSlackMs) refuseField('startedAt', 'duties.future');
    const day = vietnamDateOf(startedAt);
    const subject = await readSubject(ctx, tx, input, day);
    const rule = findRule(subject.set, input.ruleId);
    if (!rule || !isValidOn(rule, day)) return refuseField('ruleId', 'duties.ruleNotValid');
    const held = await tx
      .selectFrom('duty_clocks')
      .select('occurrence')
      .where('rule_id', '=', rule.id)
      .where('subject_kind', '=', subject.kind)
      .where('subject_id', input.subjectId === null ? 'is' : '=', input.subjectId)
      .orderBy('occurrence', 'desc')
      .limit(1)
      .executeTakeFirst();
    const [id] = await startClocks(ctx, tx, subject.set.content.ladder, [
      {
        rule_set_id: subject.set.id,
        rule_id: rule.id,
        subject_kind: subject.kind,
        subject_id: input.subjectId,
        subject_label: subject.label,
        occurrence: (held?.occurrence ?? 0) + 1,
        started_by: 'by-hand',
        note: input.note,
        startedAt,
        dueAt: dueTime(startedAt, rule.limit, await loadWorkingCalendar(tx)),
      },
    ]);
    if (!id) throw platformErrors.unavailable();
    const row = await getVisibleClock(ctx, tx, id);
    await auditClock(ctx, tx, 'clock.started', row, { note: input.note });
    await tellClocks(ctx, tx);
    return describeOne(ctx, tx, id);
  });
