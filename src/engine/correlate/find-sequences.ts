import type { CorrelationRule } from '../rule/rule-model.ts';
import type { Burst, CorrelationEvent } from './correlation-event.ts';

/**
 * Sequences for `temporal_ordered`: one event of each rule, in the order of the rules, within the timespan. For each
 * step the chain that began latest is kept: it is the one that any longer chain can best build on. A finished chain
 * is reported once and its events are not used again.
 */
export function findSequences(rule: CorrelationRule, events: readonly CorrelationEvent[]): Burst[] {
  const spanMicros = rule.timespanSeconds * 1e6;
  const length = rule.rules.length;
  const bursts: Burst[] = [];
  let begun: (CorrelationEvent | undefined)[] = [];
  for (const event of events) {
    const step = event.source;
    const first = step === 0 ? event : begun[step - 1];
    if (first === undefined || event.timeMicros - first.timeMicros > spanMicros) continue;
    begun[step] = first;
    if (step === length - 1) {
      bursts.push({ first, last: event, trigger: event, measure: length });
      begun = [];
    }
  }
  return bursts;
}
