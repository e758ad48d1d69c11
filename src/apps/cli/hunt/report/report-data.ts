import type { InBoth } from '../language.ts';

/** A finding as the page keeps it; numbers point into the lists of {@link ReportData}. */
export type ReportRow = readonly [
  rule: number,
  source: number,
  file: number,
  channel: number,
  time: string | null,
  kind: number,
  eventId: number | string | null,
  record: number,
  offset: number,
  matched: Readonly<Record<string, string | readonly string[]>>,
  isRecovered: 0 | 1,
];

export const reportKinds = ['rule', 'correlation', 'indicator', 'yara'] as const;

export type ReportRule = {
  readonly id: string;
  readonly title: InBoth;
  readonly description: InBoth;
  readonly falsePositives: InBoth;
  /** 0 informational to 4 critical. */
  readonly level: number;
  readonly tags: readonly string[];
};

export type ReportInput = {
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  readonly faults: readonly InBoth[];
};

/** Everything that stands in a report, as JSON beside the page that shows it. */
export type ReportData = {
  readonly kind: 'hunt' | 'scan';
  readonly language: 'vi' | 'en';
  readonly version: string;
  readonly host: string;
  readonly operator: string | null;
  readonly label: string | null;
  readonly options: readonly string[];
  readonly startedAt: string;
  readonly seconds: number;
  readonly isComplete: boolean;
  readonly total: number;
  readonly byLevel: readonly number[];
  readonly records: number;
  /** Of them, those in which not all damage would have been noticed. */
  readonly unread: number;
  readonly rules: readonly ReportRule[];
  readonly sources: readonly string[];
  readonly files: readonly string[];
  readonly channels: readonly string[];
  readonly rows: readonly ReportRow[];
  readonly inputs: readonly ReportInput[];
  /** Inputs beyond those listed. */
  readonly inputsLeftOut: number;
  readonly skipped: readonly InBoth[];
  readonly ruleSet: {
    readonly hash: string;
    readonly loaded: number;
    readonly withData: number;
    readonly outside: number;
    readonly problems: readonly InBoth[];
    readonly indicators: number;
  };
};
