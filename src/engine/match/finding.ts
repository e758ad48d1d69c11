import type { Level } from '../rule/rule-model.ts';

/** One line of the result: a rule that fired on a record, or a correlation over several. */
export type Finding = {
  readonly kind: 'rule' | 'correlation' | 'indicator';
  readonly rule: {
    readonly id: string;
    readonly title: string;
    readonly level: Level;
    readonly tags: readonly string[];
  };
  /** The path of the log as it was given or found. */
  readonly file: string;
  /** EventRecordID, or the number of the line. */
  readonly record: number;
  /** Where the record begins in the (unpacked) file, in bytes. */
  readonly offset: number;
  /** ISO 8601 in UTC with the digits that the log gave; null where the record has no readable time. */
  readonly time: string | null;
  readonly computer: string | null;
  readonly channel: string | null;
  readonly eventId: number | string | null;
  /** The values that the rule asked for and found. */
  readonly matched: Readonly<Record<string, string | readonly string[]>>;
  /** Present where the record was found in unused space. */
  readonly recovered?: true;
};

/** A hit with what correlations and sorting need; it never leaves the engine. */
export type Hit = {
  finding: Finding;
  /** Number of the rule in its set. */
  readonly rule: number;
  readonly timeMicros: number;
  /** Values of the fields that correlations group by or count. */
  readonly values?: Readonly<Record<string, string>>;
};
