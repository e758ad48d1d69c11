import { firedRecords } from '../../match/testing/hunt-content.ts';
import { lintRules } from '../lint-rules.ts';
import { loadRules } from '../load-rules.ts';
import type { RuleProblem } from '../rule-model.ts';

export type PlainEvent = Record<string, unknown>;

/** A rule for Windows events around the lines of a detection, which are indented by four blanks here. */
export const ruleWith = (detection: string): string =>
  `title: A rule\nid: r\nlogsource:\n    product: windows\ndetection:\n${detection
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;

/** Which of the events (counted from 1) a detection fires on. */
export const firesOn = (detection: string, ...events: PlainEvent[]): Promise<number[]> =>
  firedRecords(
    ruleWith(detection),
    events.map((event) => `${JSON.stringify({ Channel: 'Test', EventID: 1, ...event })}\n`).join(''),
  );

/** One item, `Field|modifiers: values`, as a whole detection. */
export const itemFiresOn = (item: string, ...events: PlainEvent[]): Promise<number[]> =>
  firesOn(`s:\n    ${item}\ncondition: s`, ...events);

/** Values of the field A that one item matches. */
export async function matching(item: string, ...values: unknown[]): Promise<unknown[]> {
  const records = await itemFiresOn(item, ...values.map((A) => (A === undefined ? {} : { A })));
  return records.map((record) => values[record - 1]);
}

export const problemsOf = (...texts: string[]): RuleProblem[] => [
  ...loadRules(texts.map((text, i) => ({ file: `${i}.yml`, text }))).problems,
];

/** What the lint says that loading does not mind. */
export const warningsOf = (...texts: string[]): RuleProblem[] =>
  lintRules(texts.map((text, i) => ({ file: `${i}.yml`, text })));

/** Why a rule is refused; undefined where it is not. */
export const refusal = (text: string): string | undefined =>
  problemsOf(text).find(({ severity }) => severity === 'error')?.reason;
