import { makePredicate, type TextPredicate } from '../rule/meaning/test-value.ts';
import { isInNetwork, type Network, parseAddress, parseNetwork } from '../rule/network.ts';
import type { FoundSet } from './found-set.ts';
import type { NumberedTest } from './sorted-tests.ts';

/** A value whose text is wanted as a whole, or not at all. */
export type WholeText = { readonly length: number; toString(): string };

/** Numbers, asked one by one, and networks, asked after the address was read once. */
export class OtherTests {
  readonly #numbers: { number: number; predicate: TextPredicate }[] = [];
  readonly #networks: { number: number; network: Network }[] = [];

  constructor(tests: readonly NumberedTest[]) {
    for (const { number, test } of tests) {
      if (test.type === 'cidr') this.#networks.push({ number, network: parseNetwork(test.value)! });
      else this.#numbers.push({ number, predicate: makePredicate(test, () => {}) });
    }
  }

  match(value: WholeText, found: FoundSet): void {
    if (this.#networks.length > 0) this.#matchNetworks(value, found);
    if (this.#numbers.length === 0) return;
    const text = value.toString();
    for (const { number, predicate } of this.#numbers) if (predicate(text)) found.add(number);
  }

  #matchNetworks(value: WholeText, found: FoundSet): void {
    // No address is longer, with a zone and blanks around it.
    if (value.length > 128) return;
    const address = parseAddress(value.toString().trim());
    if (address === undefined) return;
    for (const { number, network } of this.#networks) if (isInNetwork(address, network)) found.add(number);
  }
}
