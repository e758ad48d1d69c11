import type { Finding, Hit } from '../match/finding.ts';
import type { CorrelationRule, RuleSet } from '../rule/rule-model.ts';
import type { Burst, CorrelationEvent } from './correlation-event.ts';
import { findBeats } from './find-beats.ts';
import { findBursts } from './find-bursts.ts';
import { findSequences } from './find-sequences.ts';

type Result = {
  readonly timeMicros: number;
  readonly values: Readonly<Record<string, string>>;
  readonly finding: Finding;
};

/**
 * Correlates the hits of a whole hunt. Hits come from many files in any order; they are put in the order of time
 * first. Windows slide with the events and are never aligned to the clock. Events without a time, and events that
 * lack a field to group by, take no part. Gives the findings of each correlation in the order of rules and time.
 */
export function correlate(rules: RuleSet, hits: readonly Hit[]): Finding[] {
  const results = new Map<string, Result[]>();
  const hitsOf = new Map<number, Result[]>();
  for (const { rule, timeMicros, values, finding } of hits) {
    if (Number.isNaN(timeMicros)) continue;
    const list = hitsOf.get(rule) ?? [];
    list.push({ timeMicros, values: values ?? {}, finding });
    hitsOf.set(rule, list);
  }
  const resultsOf = (correlation: CorrelationRule): Result[] => {
    const known = results.get(correlation.id);
    if (known !== undefined) return known;
    const events: CorrelationEvent[] = correlation.rules.flatMap((reference, source) => {
      const isMeant = (rule: { id: string; name: string | undefined }): boolean =>
        rule.id === reference || rule.name === reference;
      const inner = rules.correlations.find(isMeant);
      const found =
        inner === undefined ? (hitsOf.get(rules.detections.findIndex(isMeant)) ?? []) : resultsOf(inner);
      return found.map((result) => ({ ...result, source }));
    });
    const own = evaluate(correlation, events);
    results.set(correlation.id, own);
    return own;
  };
  const inner = new Set(
    rules.correlations.filter(({ generate }) => !generate).flatMap((correlation) => correlation.rules),
  );
  return rules.correlations.flatMap((correlation) => {
    const own = resultsOf(correlation).map(({ finding }) => finding);
    const isInner =
      inner.has(correlation.id) || (correlation.name !== undefined && inner.has(correlation.name));
    return isInner ? [] : own;
  });
}

function evaluate(rule: CorrelationRule, events: readonly CorrelationEvent[]): Result[] {
  const groups = new Map<string, { names: Record<string, string>; events: CorrelationEvent[] }>();
  for (const event of events) {
    const names = groupValues(rule, event);
    if (names === undefined) continue;
    const key = JSON.stringify(Object.values(names)).toLowerCase();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { names, events: [event] });
    else group.events.push(event);
  }
  const results: Result[] = [];
  for (const group of groups.values()) {
    group.events.sort(byTime);
    for (const burst of findIn(rule, group.events)) results.push(toResult(rule, group.names, burst));
  }
  return results.sort((a, b) => a.timeMicros - b.timeMicros);
}

function findIn(rule: CorrelationRule, events: readonly CorrelationEvent[]): Burst[] {
  if (rule.type === 'regular_beat') return findBeats(rule, events);
  return rule.type === 'temporal_ordered' && rule.occurrence === undefined
    ? findSequences(rule, events)
    : findBursts(rule, events);
}

/** The values to group by, under the names of the correlation; undefined where one is absent. */
function groupValues(rule: CorrelationRule, event: CorrelationEvent): Record<string, string> | undefined {
  const names: Record<string, string> = {};
  for (const name of rule.groupBy) {
    const field = rule.aliases[name]?.[rule.rules[event.source]!] ?? name;
    const value = event.values[field] ?? event.values[name];
    if (value === undefined) return undefined;
    names[name] = value;
  }
  return names;
}

function byTime(a: CorrelationEvent, b: CorrelationEvent): number {
  if (a.timeMicros !== b.timeMicros) return a.timeMicros - b.timeMicros;
  if (a.finding.file !== b.finding.file) return a.finding.file < b.finding.file ? -1 : 1;
  return a.finding.offset - b.finding.offset || a.source - b.source;
}

function toResult(rule: CorrelationRule, names: Readonly<Record<string, string>>, burst: Burst): Result {
  const { last, first, trigger } = burst;
  const { file, record, offset, time, computer, channel, eventId } = last.finding;
  const finding: Finding = {
    kind: 'correlation',
    rule: { id: rule.id, title: rule.title, level: rule.level, tags: rule.tags },
    ...{ file, record, offset, time, computer, channel, eventId },
    matched: {
      ...names,
      'correlation.value': String(burst.measure),
      'correlation.first': first.finding.time ?? '',
      'correlation.last': time ?? '',
    },
  };
  return { timeMicros: trigger.timeMicros, values: { ...trigger.values, ...names }, finding };
}
