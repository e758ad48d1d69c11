import type { Finding } from '../match/finding.ts';

/** An event of a correlation: a hit of a rule, or the result of another correlation. */
export type CorrelationEvent = {
  readonly timeMicros: number;
  /** Index into the `rules` of the correlation that reads it. */
  readonly source: number;
  readonly values: Readonly<Record<string, string>>;
  readonly finding: Finding;
};

/** A stretch of events for which a correlation holds. */
export type Burst = {
  readonly first: CorrelationEvent;
  readonly last: CorrelationEvent;
  /** The event with which the condition began to hold. */
  readonly trigger: CorrelationEvent;
  /** The largest value that was compared: a count, a sum, an average. */
  readonly measure: number;
};
