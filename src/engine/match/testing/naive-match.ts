import { parseAddress, parseNetwork } from '../../rule/network.ts';
import { anyOne, anyRun, type Expression, type ValueTest } from '../../rule/rule-model.ts';

/** A record as plain data: values of a field in order; null is a JSON null. */
export type PlainRecord = Record<string, (string | null)[]>;

const lower = (text: string): string =>
  [...text].map((c) => (c.toLowerCase().length === 1 ? c.toLowerCase() : c)).join('');

/** Evaluates a detection in the most obvious way, to compare the planned engine with. */
export function naiveMatch(expression: Expression, record: PlainRecord): boolean {
  switch (expression.op) {
    case 'const':
      return expression.value;
    case 'and':
      return expression.of.every((part) => naiveMatch(part, record));
    case 'or':
      return expression.of.some((part) => naiveMatch(part, record));
    case 'not':
      return !naiveMatch(expression.of, record);
    case 'test': {
      const { field, test } = expression;
      const values = field === null ? Object.values(record).flat() : (record[field] ?? []);
      if (test.type === 'exists') return values.length > 0;
      if (test.type === 'null') return values.every((value) => value === null);
      return values.some((value) => value !== null && naiveTest(value, test, record));
    }
  }
}

function naiveTest(value: string, test: ValueTest, record: PlainRecord): boolean {
  switch (test.type) {
    case 'text':
      return naiveText(value, test.op, test.value, test.cased);
    case 'glob': {
      const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const source = test.parts.map((part) =>
        part === anyRun ? '[^]*' : part === anyOne ? '[^]' : escaped(test.cased ? part : lower(part)),
      );
      return new RegExp(`^${source.join('')}$`).test(test.cased ? value : lower(value));
    }
    case 'regex':
      return new RegExp(test.source, test.flags).test(value);
    case 'number': {
      const number = Number(value.trim());
      if (value.trim() === '' || Number.isNaN(number)) return false;
      const { op, value: limit } = test;
      return (
        (op === 'eq' && number === limit) ||
        ((op === 'lt' || op === 'lte') && number < limit) ||
        ((op === 'gt' || op === 'gte') && number > limit) ||
        ((op === 'lte' || op === 'gte') && number === limit)
      );
    }
    case 'cidr': {
      const address = parseAddress(value.trim());
      const network = parseNetwork(test.value)!;
      if (address === undefined) return false;
      const bits = (bytes: Uint8Array) =>
        [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      return bits(address).slice(0, network.bits) === bits(network.bytes).slice(0, network.bits);
    }
    case 'fieldref':
      return (record[test.field] ?? []).some(
        (other) => other !== null && naiveText(value, test.op, other, test.cased),
      );
    default:
      throw new TypeError('presence is asked of fields, not of values');
  }
}

function naiveText(value: string, op: string, wanted: string, cased: boolean): boolean {
  const [a, b] = cased ? [value, wanted] : [lower(value), lower(wanted)];
  if (op === 'equals') return a === b;
  if (op === 'contains') return a.includes(b);
  return op === 'startswith' ? a.startsWith(b) : a.endsWith(b);
}
