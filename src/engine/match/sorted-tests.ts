import { foldText } from '../rule/meaning/fold.ts';
import type { ValueTest } from '../rule/rule-model.ts';

/** A predicate of the plan: its number and what it asks of a value. */
export type NumberedTest = { readonly number: number; readonly test: ValueTest };

/** A folded text, anywhere in a value. */
export type Literal = { readonly text: string; readonly number: number };

/** A folded text at an end of a value; whole: it fills the value. */
export type EndLiteral = Literal & { readonly isWhole: boolean };

/** The tests on one field by the way in which they are answered together. */
export type SortedTests = {
  readonly starts: readonly EndLiteral[];
  readonly ends: readonly EndLiteral[];
  /** None is empty. */
  readonly anywhere: readonly Literal[];
  /** Numbers and networks. */
  readonly others: readonly NumberedTest[];
};

export function sortTests(tests: readonly NumberedTest[]): SortedTests {
  const starts: EndLiteral[] = [];
  const ends: EndLiteral[] = [];
  const anywhere: Literal[] = [];
  const others: NumberedTest[] = [];
  for (const numbered of tests) {
    const { number, test } = numbered;
    if (test.type !== 'text') others.push(numbered);
    else {
      const text = foldText(test.value);
      if (test.op === 'endswith') ends.push({ text, number, isWhole: false });
      else if (test.op !== 'contains' || text === '')
        starts.push({ text, number, isWhole: test.op === 'equals' });
      else anywhere.push({ text, number });
    }
  }
  return { starts, ends, anywhere, others };
}
