import type { ValueText } from '../source/value-text.ts';
import type { FoundSet } from './found-set.ts';

/** Asks many questions of one value; the dictionary remembers the answers. */
export interface ValueMatcher {
  /** Part of the key under which answers are remembered; different for each matcher of a dictionary. */
  readonly number: number;
  /** Adds the numbers of what holds. */
  match(value: ValueText, found: FoundSet): void;
}
