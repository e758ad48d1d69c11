import type { HuntSummary } from '../../../../engine/run/hunt.ts';
import type { InBoth, Language } from '../language.ts';
import { reasonInBoth } from '../reason-in.ts';
import type { RuleNote } from '../rule-notes.ts';

export type RunInput = {
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  readonly faults: readonly InBoth[];
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
  readonly skipped: readonly InBoth[];
  readonly rules: {
    readonly hash: string;
    readonly loaded: number;
    readonly withData: number;
    readonly outside: number;
    readonly problems: readonly InBoth[];
  };
  readonly indicators: number;
  /** Gives what the rules of these ids say of themselves. */
  readonly notesOf: (ids: ReadonlySet<string>) => Map<string, RuleNote>;
};

/** The same for programs, as it stands in a package. */
export function factsInEnglish({ seconds, unread, rules, inputs, skipped }: RunFacts): object {
  const english = (texts: readonly InBoth[]): string[] => texts.map(({ en }) => en);
  return {
    ...{ seconds, unread },
    rules: { ...rules, problems: english(rules.problems) },
    skipped: english(skipped),
    inputs: inputs.map((input) => ({ ...input, faults: english(input.faults) })),
  };
}

const faultsMax = 5;

/** A text without words of a language. */
export const sameInBoth = (text: string): InBoth => ({ vi: text, en: text });

/** A reason with what stands before it. */
function behind(place: InBoth, reason: string): InBoth {
  const { vi, en } = reasonInBoth(reason);
  return { vi: `${place.vi}${vi}`, en: `${place.en}${en}` };
}

/** The facts of a hunt. */
export function factsOfHunt(
  summary: HuntSummary,
  rest: Pick<RunFacts, 'language' | 'startedAt' | 'notesOf'>,
): RunFacts {
  const { rules } = summary;
  const placeOf = ({ offset, line }: { offset: number; line?: number }): InBoth =>
    line === undefined ? sameInBoth(`byte ${offset}: `) : { vi: `dòng ${line}: `, en: `line ${line}: ` };
  return {
    ...rest,
    kind: 'hunt',
    seconds: summary.seconds,
    isComplete: summary.isComplete,
    records: summary.records,
    unread: summary.files.reduce((sum, file) => sum + file.unread, 0),
    inputs: summary.files.map(({ path, format, bytes, records, damages, failures }) => {
      const faults = [
        ...failures.map(reasonInBoth),
        ...damages.map((damage) => behind(placeOf(damage), damage.reason)),
      ];
      const more = faults.length - faultsMax;
      return {
        ...{ path, format, bytes, records },
        faults: more > 0 ? [...faults.slice(0, faultsMax), sameInBoth(`… +${more}`)] : faults,
      };
    }),
    skipped: summary.skipped.map(({ path, reason }) => behind(sameInBoth(`${path}: `), reason)),
    rules: {
      hash: rules.hash,
      loaded: rules.loaded,
      withData: rules.withData,
      outside: rules.outside.length,
      problems: [
        ...rules.problems.map(({ file, line, reason }) => behind(sameInBoth(`${file}:${line}: `), reason)),
        ...rules.faults.map(({ title, reason }) => behind(sameInBoth(`${title}: `), reason)),
      ],
    },
    indicators: summary.indicators.loaded,
  };
}
