import type { WorkingCalendar } from '../../calendar/public.ts';
import type { IncidentClockFacts } from '../../incidents/public.ts';
import type { DutyRule, IncidentTrigger, Moment } from '../contract/rules.ts';
import { dueTime, type Pause } from './due-time.ts';
import { applies, momentOf } from './incident-state.ts';

/** `earlier-fulfilment`: the turn after a fulfilled one; it counts from that and follows no other instant. */
export type StartCause = Moment | 'by-hand' | 'contact-changed' | 'calendar' | 'earlier-fulfilment';

export type ClockState = 'running' | 'paused' | 'fulfilled' | 'stopped';

/** A clock of an incident as it stands. Instants as ISO 8601 in UTC. */
export type HeldClock = {
  ruleId: string;
  /** 1 for the first clock of the rule in this incident. */
  occurrence: number;
  startedAt: string;
  startedBy: StartCause;
  dueAt: string;
  state: ClockState;
  pauses: readonly Pause[];
  fulfilledAt: string | null;
  /** A person stopped it: the machine never starts it again. */
  isStoppedByHand: boolean;
};

export type ClockChange = { ruleId: string; occurrence: number } & (
  | { kind: 'start' | 'move' | 'resume'; startedAt: string; startedBy: StartCause; dueAt: string }
  | { kind: 'stop' }
);

type Times = { startedAt: string; startedBy: StartCause; dueAt: string };

/** What the state of an incident asks of the clocks of one rule. */
const planRule = (
  rule: DutyRule,
  trigger: IncidentTrigger,
  facts: IncidentClockFacts,
  latest: HeldClock | undefined,
  calendar: WorkingCalendar,
  now: Date,
): ClockChange | undefined => {
  const moment = trigger.from === 'condition-met' ? null : momentOf(trigger.from, facts);
  const isAsked = applies(rule, trigger, facts) && (trigger.from === 'condition-met' || moment !== null);
  const timesFrom = (
    startedAt: string,
    pauses: readonly Pause[] = [],
    startedBy: StartCause = trigger.from,
  ): Times => ({
    startedAt,
    startedBy,
    dueAt: dueTime(new Date(startedAt), rule.limit, calendar, pauses).toISOString(),
  });
  const next = (startedAt: string, startedBy?: StartCause): ClockChange => ({
    kind: 'start',
    ruleId: rule.id,
    occurrence: (latest?.occurrence ?? 0) + 1,
    ...timesFrom(startedAt, [], startedBy),
  });
  const first = moment ?? now.toISOString();
  if (!latest) return isAsked ? next(first) : undefined;
  const same = { ruleId: rule.id, occurrence: latest.occurrence };
  const isLaterTurn = latest.startedBy === 'earlier-fulfilment';
  const isRunning = latest.state === 'running' || latest.state === 'paused';
  if (!isAsked) return isRunning && trigger.whenEnds === 'stop' ? { kind: 'stop', ...same } : undefined;
  if (latest.state === 'stopped') {
    if (latest.isStoppedByHand || trigger.whenReturns === 'stay') return undefined;
    if (trigger.whenReturns === 'restart') return next(first);
    const start = isLaterTurn ? latest.startedAt : (moment ?? latest.startedAt);
    return { kind: 'resume', ...same, ...timesFrom(start, latest.pauses, latest.startedBy) };
  }
  if (latest.state === 'fulfilled' && trigger.repeats) {
    return next(latest.fulfilledAt ?? first, 'earlier-fulfilment');
  }
  if (moment === null || trigger.whenMoved === 'keep' || isLaterTurn) return undefined;
  if (latest.state === 'fulfilled' && trigger.whenMoved === 'restart')
    return moment === latest.startedAt ? undefined : next(moment);
  const moved = timesFrom(moment, latest.pauses);
  const isSame = moved.startedAt === latest.startedAt && moved.dueAt === latest.dueAt;
  return isSame ? undefined : { kind: 'move', ...same, ...moved };
};

/**
 * What has to happen to the clocks of an incident so that they fit its facts. Pure, and settled after one step: planning
 * again upon the result gives nothing. `held` are all clocks of the incident, in any order.
 */
export const planClocks = (
  rules: readonly DutyRule[],
  facts: IncidentClockFacts,
  held: readonly HeldClock[],
  calendar: WorkingCalendar,
  now: Date,
): ClockChange[] => {
  const latest = new Map<string, HeldClock>();
  for (const clock of held) {
    if ((latest.get(clock.ruleId)?.occurrence ?? 0) < clock.occurrence) latest.set(clock.ruleId, clock);
  }
  return rules.flatMap((rule) => {
    if (rule.trigger.kind !== 'incident') return [];
    const change = planRule(rule, rule.trigger, facts, latest.get(rule.id), calendar, now);
    return change ? [change] : [];
  });
};
