import type { HuntSummary } from '../../../../engine/run/hunt.ts';
import type { Language } from '../language.ts';
import type { RuleNote } from '../rule-notes.ts';

export type RunInput = {
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  readonly faults: readonly string[];
};

/** What a report and a package tell of a hunt or a scan beside its findings. */
export type RunFacts = {
  readonly kind: 'hunt' | 'scan';
  readonly language: Language;
  readonly startedAt: Date;
  readonly seconds: number;
  readonly isComplete: boolean;
  readonly records: number;
  /** Of them, those in which not all damage would have been noticed. */
  readonly unread: number;
  readonly inputs: readonly RunInput[];
  readonly skipped: readonly string[];
  readonly rules: {
    readonly hash: string;
    readonly loaded: number;
    readonly withData: number;
    readonly outside: number;
    readonly problems: readonly string[];
  };
  readonly indicators: number;
  /** Gives what the rules of these ids say of themselves. */
  readonly notesOf: (ids: ReadonlySet<string>) => Map<string, RuleNote>;
};

const faultsMax = 5;

/** The facts of a hunt. */
export function factsOfHunt(
  summary: HuntSummary,
  rest: Pick<RunFacts, 'language' | 'startedAt' | 'notesOf'>,
): RunFacts {
  const { rules } = summary;
  const placeOf = ({ offset, line }: { offset: number; line?: number }): string =>
    line === undefined ? `@${offset}` : `:${line}`;
  return {
    ...rest,
    kind: 'hunt',
    seconds: summary.seconds,
    isComplete: summary.isComplete,
    records: summary.records,
    unread: summary.files.reduce((sum, file) => sum + file.unread, 0),
    inputs: summary.files.map(({ path, format, bytes, records, damages, failures }) => {
      const faults = [...failures, ...damages.map((damage) => `${placeOf(damage)} ${damage.reason}`)];
      const more = faults.length - faultsMax;
      return {
        ...{ path, format, bytes, records },
        faults: more > 0 ? [...faults.slice(0, faultsMax), `… +${more}`] : faults,
      };
    }),
    skipped: summary.skipped.map(({ path, reason }) => `${path} (${reason})`),
    rules: {
      hash: rules.hash,
      loaded: rules.loaded,
      withData: rules.withData,
      outside: rules.outside.length,
      problems: [
        ...rules.problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`),
        ...rules.faults.map(({ title, reason }) => `${title}: ${reason}`),
      ],
    },
    indicators: summary.indicators.loaded,
  };
}
