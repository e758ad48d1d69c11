import type { CorrelationRule } from '../rule/rule-model.ts';
import type { Burst, CorrelationEvent } from './correlation-event.ts';
import { meetsThresholds } from './find-bursts.ts';

/** How far a gap may be from the pace of its run: malware adds some jitter, people far more. */
const toleranceShare = 0.15;
/** Many logs have whole seconds only. */
const toleranceMicros = 2e6;
/** Pages that people have open ask for news more often than that. */
const paceMicrosMin = 5e6;
/** Connections within a second are one beat. */
const beatMicros = 1e6;

type Run = { readonly beats: CorrelationEvent[]; pace: number };

/**
 * Runs of events of one group with an even pace, as a program calls home: every gap within 15 % (or two seconds) of
 * the mean gap before it. The value compared is the number of beats; the timespan is the longest gap that counts.
 * This type of correlation is an extension of Khiên's; Sigma's own types count events and values only.
 */
export function findBeats(rule: CorrelationRule, events: readonly CorrelationEvent[]): Burst[] {
  const gapMax = rule.timespanSeconds * 1e6;
  const bursts: Burst[] = [];
  let run: Run | undefined;
  let previous: CorrelationEvent | undefined;
  const close = (): void => {
    const count = run?.beats.length ?? 0;
    if (run !== undefined && meetsThresholds(rule.thresholds, count))
      bursts.push({
        first: run.beats[0]!,
        last: run.beats[count - 1]!,
        trigger: run.beats[count - 1]!,
        measure: count,
      });
    run = undefined;
  };
  for (const event of events) {
    const before = previous;
    const gap = before === undefined ? 0 : event.timeMicros - before.timeMicros;
    if (before !== undefined && gap < beatMicros) continue;
    previous = event;
    if (before === undefined) continue;
    if (
      run !== undefined &&
      Math.abs(gap - run.pace) <= Math.max(toleranceMicros, run.pace * toleranceShare)
    ) {
      // The mean over all gaps: jitter evens out, a drifting pace does not pass.
      run.pace += (gap - run.pace) / run.beats.length;
      run.beats.push(event);
      continue;
    }
    close();
    if (gap >= paceMicrosMin && gap <= gapMax) run = { beats: [before, event], pace: gap };
  }
  close();
  return bursts;
}
