import { compareNumber } from '../rule/meaning/number-of.ts';
import type { CorrelationRule, Threshold } from '../rule/rule-model.ts';
import type { Burst, CorrelationEvent } from './correlation-event.ts';
import { makeMeasure } from './window-measure.ts';

/**
 * Moves a window of the timespan over the events of one group, in the order of time, and gives one burst for each
 * run of events at whose end the condition holds. So a thousand failed logons are one finding, not 991.
 */
export function findBursts(rule: CorrelationRule, events: readonly CorrelationEvent[]): Burst[] {
  const spanMicros = rule.timespanSeconds * 1e6;
  const thresholds = thresholdsOf(rule);
  const measure = makeMeasure(rule);
  const bursts: Burst[] = [];
  let open: { -readonly [key in keyof Burst]: Burst[key] } | undefined;
  let start = 0;
  for (const [i, event] of events.entries()) {
    measure.add(event);
    while (event.timeMicros - events[start]!.timeMicros > spanMicros) measure.remove(events[start++]!);
    // Events at the same instant belong together, in whatever order they were written.
    if (events[i + 1]?.timeMicros === event.timeMicros) continue;
    const value = measure.value;
    if (meetsThresholds(thresholds, value)) {
      if (open === undefined) open = { first: events[start]!, last: event, trigger: event, measure: value };
      else {
        open.last = event;
        open.measure = Math.max(open.measure, value);
      }
    } else if (open !== undefined) {
      bursts.push(open);
      open = undefined;
    }
  }
  if (open !== undefined) bursts.push(open);
  return bursts;
}

/** Temporal correlations ask for all rules unless they say how many, or which. */
function thresholdsOf(rule: CorrelationRule): readonly Threshold[] {
  if (rule.occurrence !== undefined) return [{ op: 'eq', value: 1 }];
  const isTemporal = rule.type === 'temporal' || rule.type === 'temporal_ordered';
  return isTemporal && rule.thresholds.length === 0
    ? [{ op: 'gte', value: rule.rules.length }]
    : rule.thresholds;
}

/** Whether a value meets every threshold. */
export const meetsThresholds = (thresholds: readonly Threshold[], value: number): boolean =>
  thresholds.every((threshold) => holds(value, threshold));

function holds(value: number, { op, value: limit }: Threshold): boolean {
  if (Number.isNaN(value)) return false;
  return op === 'neq' ? value !== limit : compareNumber(value, op, limit);
}
