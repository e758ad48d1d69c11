import { foldText } from '../rule/meaning/fold.ts';
import { compareText, makePredicate, type TextPredicate } from '../rule/meaning/test-value.ts';
import type { Expression, ValueTest } from '../rule/rule-model.ts';
import type { FieldNames } from '../source/field-names.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';

/** Which records are wanted. Plain data: it goes to workers. */
export type RecordSelection = {
  /** In microseconds since 1970; records without a readable time are kept. */
  readonly sinceMicros: number;
  readonly untilMicros: number;
  /** A condition on the fields of the record itself. */
  readonly where?: Expression | undefined;
};

export const allRecords: RecordSelection = {
  sinceMicros: Number.NEGATIVE_INFINITY,
  untilMicros: Number.POSITIVE_INFINITY,
};

type Ask = (view: RecordView) => boolean;

/** Keeps the records of a selection. One per worker. */
export class RecordFilter {
  readonly #since: number;
  readonly #until: number;
  readonly #text = new ValueText();
  readonly #ask: Ask | undefined;

  constructor(selection: RecordSelection, names: FieldNames) {
    this.#since = selection.sinceMicros;
    this.#until = selection.untilMicros;
    this.#ask = selection.where === undefined ? undefined : this.#compile(selection.where, names);
  }

  /** Whether nothing is left out, so that records need not be read to know. */
  get keepsAll(): boolean {
    const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
    return this.#ask === undefined && this.#since === NEGATIVE_INFINITY && this.#until === POSITIVE_INFINITY;
  }

  /** Whether a record is wanted. */
  keeps(view: RecordView): boolean {
    // A time that is not a number is neither before nor after.
    if (view.timeMicros < this.#since || view.timeMicros > this.#until) return false;
    return this.#ask === undefined || this.#ask(view);
  }

  #compile(node: Expression, names: FieldNames): Ask {
    switch (node.op) {
      case 'const':
        return () => node.value;
      case 'not': {
        const inner = this.#compile(node.of, names);
        return (view) => !inner(view);
      }
      case 'and': {
        const parts = node.of.map((part) => this.#compile(part, names));
        return (view) => parts.every((part) => part(view));
      }
      case 'or': {
        const parts = node.of.map((part) => this.#compile(part, names));
        return (view) => parts.some((part) => part(view));
      }
      case 'test':
        return this.#compileTest(node.field, node.test, names);
    }
  }

  #compileTest(field: string | null, test: ValueTest, names: FieldNames): Ask {
    // Rules say ComputerName, events Computer.
    const id = field === null ? -1 : names.id(field === 'ComputerName' ? 'Computer' : field);
    if (test.type === 'exists') return (view) => view.indexOf(id) >= 0;
    if (test.type === 'null') return (view) => !this.#some(view, id, () => true);
    if (test.type === 'fieldref') {
      const other = names.id(test.field);
      const fold = test.cased ? (text: string) => text : foldText;
      return (view) =>
        this.#some(view, id, (text) =>
          this.#some(view, other, (second) => compareText(fold(text), test.op, fold(second))),
        );
    }
    const predicate = makePredicate(test, () => {});
    return (view) => this.#some(view, id, predicate);
  }

  #some(view: RecordView, field: number, predicate: TextPredicate): boolean {
    for (let i = 0; i < view.count; i++) {
      if ((field >= 0 && view.fields[i] !== field) || view.types[i] === ValueType.null) continue;
      this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
      if (predicate(this.#text.toString())) return true;
    }
    return false;
  }
}
