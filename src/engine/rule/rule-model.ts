/** The parts of a text pattern: literal text, `?` (any one character) or `*` (any run of characters). */
export type PatternPart = string | typeof anyOne | typeof anyRun;
export const anyOne = 0;
export const anyRun = 1;

export type TextOp = 'equals' | 'contains' | 'startswith' | 'endswith';
export type NumberOp = 'eq' | 'lt' | 'lte' | 'gt' | 'gte';
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** One question to one value. Plain data: it goes to disk and between processes as JSON. */
export type ValueTest =
  | { readonly type: 'text'; readonly op: TextOp; readonly value: string; readonly cased: boolean }
  | { readonly type: 'glob'; readonly parts: readonly PatternPart[]; readonly cased: boolean }
  | { readonly type: 'regex'; readonly source: string; readonly flags: string }
  | { readonly type: 'number'; readonly op: NumberOp; readonly value: number; readonly part?: TimePart }
  | { readonly type: 'cidr'; readonly value: string }
  | { readonly type: 'fieldref'; readonly field: string; readonly op: TextOp; readonly cased: boolean }
  /** The field is there, whatever its value. */
  | { readonly type: 'exists' }
  /** The field is absent, or null where the format knows null. */
  | { readonly type: 'null' };

/** A detection as a boolean expression; `field: null` asks every value of the record. */
export type Expression =
  | { readonly op: 'and' | 'or'; readonly of: readonly Expression[] }
  | { readonly op: 'not'; readonly of: Expression }
  | { readonly op: 'test'; readonly field: string | null; readonly test: ValueTest }
  | { readonly op: 'const'; readonly value: boolean };

export type LogSource = { readonly category?: string; readonly product?: string; readonly service?: string };

export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof levels)[number];

/** Where a rule stands; lines count from 1. */
export type RulePlace = { readonly file: string; readonly line: number };

export type RuleHead = RulePlace & {
  /** The rule's id, or its name or title where it has none. */
  readonly id: string;
  readonly name: string | undefined;
  readonly title: string;
  readonly level: Level;
  readonly status: string;
  readonly tags: readonly string[];
  readonly description: string;
};

export type DetectionRule = RuleHead & {
  readonly logSource: LogSource;
  readonly expression: Expression;
  /** The condition as it is written, for explanations. */
  readonly condition?: string;
  /** The named parts of the detection, for explanations. */
  readonly selections: Readonly<Record<string, Expression>>;
  /** Fields that the author wants shown with a hit. */
  readonly fields: readonly string[];
};

export type CorrelationType =
  | 'event_count'
  | 'value_count'
  | 'temporal'
  | 'temporal_ordered'
  | 'value_sum'
  | 'value_avg'
  | 'value_percentile'
  | 'value_median'
  /** Khiên's own: events with an even pace. */
  | 'regular_beat';

export type Threshold = { readonly op: NumberOp | 'neq'; readonly value: number };

export type CorrelationRule = RuleHead & {
  readonly type: CorrelationType;
  /** Ids or names of the rules that it builds on. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  readonly timespanSeconds: number;
  /** All must hold. */
  readonly thresholds: readonly Threshold[];
  /** Fields that are counted, summed or averaged. */
  readonly fields: readonly string[];
  readonly percentile: number;
  /** For temporal types: which rules must have occurred; leaves are indexes into `rules`. */
  readonly occurrence: Occurrence | undefined;
  /** alias -> rule -> field of that rule's events */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Whether hits of the rules that it builds on are reported on their own. */
  readonly generate: boolean;
};

export type Occurrence =
  | { readonly op: 'and' | 'or'; readonly of: readonly Occurrence[] }
  | { readonly op: 'not'; readonly of: Occurrence }
  | { readonly op: 'rule'; readonly index: number };

/** A rule, or a part of a file, that could not be loaded or looks wrong. */
export type RuleProblem = RulePlace & {
  readonly severity: 'error' | 'warning';
  readonly rule: string | undefined;
  readonly reason: string;
};

export type RuleSet = {
  readonly detections: readonly DetectionRule[];
  readonly correlations: readonly CorrelationRule[];
  readonly problems: readonly RuleProblem[];
};
