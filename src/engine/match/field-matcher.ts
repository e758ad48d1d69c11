import { foldTable, foldText } from '../rule/meaning/fold.ts';
import { makePredicate, type TextPredicate } from '../rule/meaning/test-value.ts';
import { isInNetwork, type Network, parseAddress, parseNetwork } from '../rule/network.ts';
import type { ValueTest } from '../rule/rule-model.ts';
import type { ValueText } from '../source/value-text.ts';
import type { FoundSet } from './found-set.ts';
import { LiteralScanner } from './literal-scanner.ts';
import { LiteralTrie } from './literal-trie.ts';
import type { ValueMatcher } from './value-matcher.ts';

/** A predicate of the plan: its number and what it asks of a value. */
export type NumberedTest = { readonly number: number; readonly test: ValueTest };

/**
 * All predicates on one field, asked of a value together: literals at the ends by tries, literals anywhere by the
 * scanner, networks after reading the address once, numbers one by one.
 */
export class FieldMatcher implements ValueMatcher {
  readonly #starts = new LiteralTrie(false);
  readonly #ends = new LiteralTrie(true);
  readonly #anywhere: LiteralScanner;
  readonly #numbers: { number: number; predicate: TextPredicate }[] = [];
  readonly #networks: { number: number; network: Network }[] = [];
  readonly #hasAnywhere: boolean;
  #folded = new Uint16Array(4096);
  readonly number: number;

  constructor(number: number, tests: readonly NumberedTest[]) {
    this.number = number;
    const anywhere: { text: string; number: number }[] = [];
    for (const { number: id, test } of tests) {
      if (test.type === 'cidr') this.#networks.push({ number: id, network: parseNetwork(test.value)! });
      else if (test.type !== 'text')
        this.#numbers.push({ number: id, predicate: makePredicate(test, () => {}) });
      else {
        const text = foldText(test.value);
        if (test.op === 'endswith') this.#ends.add(text, id, false);
        else if (test.op !== 'contains' || text === '') this.#starts.add(text, id, test.op === 'equals');
        else anywhere.push({ text, number: id });
      }
    }
    this.#anywhere = new LiteralScanner(anywhere);
    this.#hasAnywhere = anywhere.length > 0;
  }

  match(value: ValueText, found: FoundSet): void {
    const length = value.length;
    if (length > this.#folded.length) this.#folded = new Uint16Array(length * 2);
    const { units } = value;
    const folded = this.#folded;
    for (let i = 0; i < length; i++) folded[i] = foldTable[units[i]!]!;
    this.#starts.match(folded, length, found);
    this.#ends.match(folded, length, found);
    if (this.#hasAnywhere) this.#anywhere.match(folded, length, found);
    if (this.#networks.length > 0) this.#matchNetworks(value, found);
    if (this.#numbers.length > 0) {
      const text = value.toString();
      for (const { number, predicate } of this.#numbers) if (predicate(text)) found.add(number);
    }
  }

  #matchNetworks(value: ValueText, found: FoundSet): void {
    // No address is longer, with a zone and blanks around it.
    if (value.length > 128) return;
    const address = parseAddress(value.toString().trim());
    if (address === undefined) return;
    for (const { number, network } of this.#networks) if (isInNetwork(address, network)) found.add(number);
  }
}
