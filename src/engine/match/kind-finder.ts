import type { RecordEntry } from '../rule/log-source-file.ts';
import { foldText } from '../rule/meaning/fold.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';

type Question = { readonly slot: number; readonly values: readonly Uint8Array[] | undefined };
type Kind = { readonly number: number; readonly questions: readonly Question[] };

/**
 * Says what records without a channel are, by what they hold: `event_type` of Suricata, `_path` of Zeek, the vendor of
 * an appliance, or fields that only one kind of log has. Gives one and the same object for records of one kind.
 */
export class KindFinder {
  readonly #fields: number[] = [];
  /** Field number -> slot. */
  readonly #slots = new Map<number, number>();
  /** Slot -> kinds whose first question it is. */
  readonly #kinds: Kind[][] = [];
  readonly #classes = new Map<EventClass, Map<string, EventClass>>();
  readonly #text = new ValueText();
  readonly #places: Int32Array;

  constructor(entries: readonly RecordEntry[], names: FieldNames) {
    for (const [number, { when }] of entries.entries()) {
      const questions = Object.entries(when).map(([name, values]): Question => {
        const lower = values === true ? undefined : values.map((value) => Buffer.from(foldText(value)));
        return { slot: this.#slotOf(names.id(name)), values: lower };
      });
      if (questions.length === 0) continue;
      const first = questions[0]!.slot;
      this.#kinds[first]!.push({ number, questions });
    }
    this.#places = new Int32Array(this.#fields.length);
  }

  /** The class of a record whose format says `known`. */
  find(view: RecordView, known: EventClass): EventClass {
    const places = this.#places;
    const { fields, count } = view;
    let isAsked = false;
    for (let i = 0; i < count; i++) {
      const slot = this.#slots.get(fields[i]!);
      if (slot === undefined) continue;
      if (!isAsked) places.fill(-1);
      isAsked = true;
      if (places[slot]! < 0) places[slot] = i;
    }
    if (!isAsked) return known;
    let found: number[] | undefined;
    for (let slot = 0; slot < places.length; slot++) {
      if (places[slot]! < 0) continue;
      for (const kind of this.#kinds[slot]!)
        if (kind.questions.every((question) => this.#holds(view, question))) {
          found ??= [];
          found.push(kind.number);
        }
    }
    return found === undefined ? known : this.#classOf(known, found);
  }

  #slotOf(field: number): number {
    let slot = this.#slots.get(field);
    if (slot === undefined) {
      slot = this.#fields.length;
      this.#slots.set(field, slot);
      this.#fields.push(field);
      this.#kinds.push([]);
    }
    return slot;
  }

  #holds(view: RecordView, { slot, values }: Question): boolean {
    const first = this.#places[slot]!;
    if (first < 0) return false;
    if (values === undefined) return true;
    const field = this.#fields[slot];
    for (let i = first; i < view.count; i++)
      if (view.fields[i] === field && values.some((value) => this.#equals(view, i, value))) return true;
    return false;
  }

  #equals(view: RecordView, i: number, value: Uint8Array): boolean {
    const type = view.types[i]!;
    if (type !== ValueType.utf8) {
      this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, type);
      return foldText(this.#text.toString()) === Buffer.from(value).toString('utf8');
    }
    if (view.lengths[i] !== value.length) return false;
    const bytes = view.bufferOf(i);
    const offset = view.offsets[i]!;
    for (let k = 0; k < value.length; k++) {
      const c = bytes[offset + k]!;
      if ((c >= 0x41 && c <= 0x5a ? c | 0x20 : c) !== value[k]) return false;
    }
    return true;
  }

  #classOf(known: EventClass, kinds: readonly number[]): EventClass {
    let ofKnown = this.#classes.get(known);
    if (ofKnown === undefined) {
      // Each file brings a class of its own; a hunt over endless files must not fill the memory.
      if (this.#classes.size >= 1024) this.#classes.clear();
      ofKnown = new Map();
      this.#classes.set(known, ofKnown);
    }
    const key = kinds.join();
    let found = ofKnown.get(key);
    if (found === undefined) {
      found = { ...known, kinds: [...kinds].sort((a, b) => a - b) };
      ofKnown.set(key, found);
    }
    return found;
  }
}
