import { makePredicate, type TextPredicate } from '../rule/meaning/test-value.ts';
import { isInNetwork, type Network, parseAddress, parseNetwork } from '../rule/network.ts';
import type { ValueText } from '../source/value-text.ts';
import type { FoundSet } from './found-set.ts';
import type { NumberedTest } from './sorted-tests.ts';

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

  match(value: ValueText, found: FoundSet): void {
    if (this.#networks.length > 0) this.#matchNetworks(value, found);
    if (this.#numbers.length === 0) return;
    const text = value.toString();
    for (const { number, predicate } of this.#numbers) if (predicate(text)) found.add(number);
  }

  #matchNetworks(value: ValueText, found: FoundSet): void {
    // No address is longer, with a zone and blanks around it.
    if (value.length > 128) return;
    const address = parseAddress(value.toString().trim());
    if (address === undefined) return;
    for (const { number, network } of this.#networks) if (isInNetwork(address, network)) found.add(number);
  }
}
