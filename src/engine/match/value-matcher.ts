import type { ValueText } from '../source/value-text.ts';

/** Asks many questions of one value; the dictionary remembers the answers. */
export interface ValueMatcher {
  /** Part of the key under which answers are remembered; different for each matcher of a dictionary. */
  readonly number: number;
  /** Appends the numbers of what holds; a number may come more than once. */
  match(value: ValueText, found: number[]): void;
}
