import { leastLength } from '../rule/meaning/least-length.ts';
import { makePredicate } from '../rule/meaning/test-value.ts';
import type { ValueTest } from '../rule/rule-model.ts';
import type { FieldNames } from '../source/field-names.ts';
import type { Lazy } from './lazy.ts';

/** Makes a test that reads the record itself. */
export function compileLazy(
  number: number,
  field: string | null,
  test: ValueTest,
  names: FieldNames,
  onFault: (reason: string) => void,
): Lazy {
  const head = { number, field: field === null ? -1 : names.id(field) };
  switch (test.type) {
    case 'exists':
    case 'null':
      return { ...head, kind: test.type };
    case 'fieldref':
      return {
        ...head,
        kind: 'reference',
        other: names.id(test.field),
        textOp: test.op,
        cased: test.cased,
      };
    default:
      return {
        ...head,
        kind: 'text',
        predicate: makePredicate(test, onFault),
        unitsMin: test.type === 'regex' ? leastLength(test.source) : 0,
      };
  }
}
