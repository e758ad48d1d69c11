import { isInNetwork, parseAddress, parseNetwork } from '../network.ts';
import type { TextOp, ValueTest } from '../rule-model.ts';
import { BoundedRegex } from './bounded-regex.ts';
import { foldText } from './fold.ts';
import { Glob } from './glob.ts';
import { compareNumber, numberOf, timePartOf } from './number-of.ts';

/** A test of one text, made once and asked often. */
export type TextPredicate = (text: string) => boolean;

/** Makes the predicate for a test that asks the text of a value (not its presence, not another field). */
export function makePredicate(test: ValueTest, onFault: (reason: string) => void): TextPredicate {
  switch (test.type) {
    case 'text': {
      const value = test.cased ? test.value : foldText(test.value);
      return test.cased
        ? (text) => compareText(text, test.op, value)
        : (text) => compareText(foldText(text), test.op, value);
    }
    case 'glob': {
      const fold = test.cased ? (text: string) => text : foldText;
      const glob = new Glob(test.parts.map((part) => (typeof part === 'string' ? fold(part) : part)));
      return (text) => glob.test(fold(text));
    }
    case 'regex': {
      const regex = new BoundedRegex(test.source, test.flags, onFault);
      return (text) => regex.test(text);
    }
    case 'number':
      return (text) => {
        const value = test.part === undefined ? numberOf(text) : timePartOf(text, test.part);
        return compareNumber(value, test.op, test.value);
      };
    case 'cidr': {
      const network = parseNetwork(test.value)!;
      return (text) => {
        const address = parseAddress(text.trim());
        return address !== undefined && isInNetwork(address, network);
      };
    }
    default:
      throw new TypeError(`"${test.type}" does not ask a text`);
  }
}

/** Compares two texts that are folded already where case does not count. */
export function compareText(text: string, op: TextOp, value: string): boolean {
  switch (op) {
    case 'equals':
      return text === value;
    case 'contains':
      return text.includes(value);
    case 'startswith':
      return text.startsWith(value);
    case 'endswith':
      return text.endsWith(value);
  }
}
