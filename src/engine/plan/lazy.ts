import type { TextPredicate } from '../rule/meaning/test-value.ts';
import type { TextOp } from '../rule/rule-model.ts';

/** A test that reads the record itself; `number` is its own. `field` is -1 for "any value". */
export type Lazy = { readonly number: number; readonly field: number } & (
  | {
      readonly kind: 'text';
      readonly predicate: TextPredicate;
      /** A shorter text (in UTF-16 units) cannot pass. */
      readonly unitsMin: number;
    }
  | {
      readonly kind: 'reference';
      readonly other: number;
      readonly textOp: TextOp;
      readonly cased: boolean;
    }
  | { readonly kind: 'exists' }
  | { readonly kind: 'null' }
);
