import type { Finding, Hit } from '../match/finding.ts';
import type { Indicator } from '../rule/indicators/indicator.ts';
import type { DetectionRule } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueStrings } from '../source/value-strings.ts';
import type { RuleFieldNames } from './rule-field-names.ts';

const valueLengthMax = 8192;
const valuesMax = 100;

/** What findings on one record share. */
type RecordPlace = Pick<Finding, 'time' | 'computer' | 'channel' | 'eventId'>;

/** What the findings on all records of a class share. */
type ClassPlace = Pick<Finding, 'channel' | 'eventId'>;

/** Turns a record on which a rule fired into a finding: only here are values decoded for people. */
export class HitWriter {
  readonly #rules: readonly DetectionRule[];
  readonly #names: FieldNames;
  readonly #ruleNames: RuleFieldNames;
  /** Rule number -> fields that correlations need of its hits. */
  readonly #needed: ReadonlyMap<number, readonly string[]>;
  readonly #strings = new ValueStrings();
  readonly #ids: { computer: number; channel: number; eventId: number };
  /** By rule number: what findings say about the rule. */
  readonly #heads: (Finding['rule'] | undefined)[] = [];
  /** By class and rule number: the fields that the author of the rule wants shown. */
  readonly #shown = new WeakMap<EventClass, (readonly number[] | undefined)[]>();
  readonly #classPlaces = new WeakMap<EventClass, ClassPlace>();
  /** Counts records. Several rules often fire on one: its texts are made once. */
  #serial = 0;
  #placeSerial = 0;
  #place: RecordPlace = { time: null, computer: null, channel: null, eventId: null };
  readonly #values: string[] = [];
  /** By value: the record for which the text was made. */
  readonly #valueSerials: number[] = [];
  /** The computer of the last finding: mostly the next one is of the same. */
  readonly #computer = { bytes: new Uint8Array(0), type: -1, text: '' };

  constructor(
    rules: readonly DetectionRule[],
    names: FieldNames,
    ruleNames: RuleFieldNames,
    needed: ReadonlyMap<number, readonly string[]>,
  ) {
    this.#rules = rules;
    this.#names = names;
    this.#ruleNames = ruleNames;
    this.#needed = needed;
    this.#ids = {
      computer: names.id('Computer'),
      channel: names.id('Channel'),
      eventId: names.id('EventID'),
    };
  }

  /** To be called before the findings of another record. */
  nextRecord(): void {
    this.#serial++;
  }

  write(
    view: RecordView,
    file: string,
    ruleNumber: number,
    event: EventClass,
    fields: ReadonlySet<number>,
  ): Hit {
    const head = this.#heads[ruleNumber] ?? this.#makeHead(ruleNumber);
    const matched: Record<string, string | string[]> = {};
    for (const field of fields) this.#addMatched(view, field, matched);
    if (this.#rules[ruleNumber]!.fields.length > 0)
      for (const field of this.#shownFields(ruleNumber, event))
        if (!fields.has(field)) this.#addMatched(view, field, matched);
    const finding = this.#finding(view, file, 'rule', head, matched, event);
    const needed = this.#needed.get(ruleNumber);
    if (needed === undefined) return { finding, rule: ruleNumber, timeMicros: view.timeMicros };
    const values = this.#correlationValues(view, ruleNumber, event, needed);
    return { finding, rule: ruleNumber, timeMicros: view.timeMicros, values };
  }

  #makeHead(ruleNumber: number): Finding['rule'] {
    const { id, title, level, tags } = this.#rules[ruleNumber]!;
    const head = { id, title, level, tags };
    this.#heads[ruleNumber] = head;
    return head;
  }

  #shownFields(ruleNumber: number, event: EventClass): readonly number[] {
    let ofClass = this.#shown.get(event);
    if (ofClass === undefined) {
      ofClass = [];
      this.#shown.set(event, ofClass);
    }
    let fields = ofClass[ruleNumber];
    if (fields === undefined) {
      const names = this.#rules[ruleNumber]!.fields;
      fields = names.flatMap((name) => this.#fieldsOf(ruleNumber, event, name));
      ofClass[ruleNumber] = fields;
    }
    return fields;
  }

  /** The fields of a record under which a rule's field may stand. */
  #fieldsOf(ruleNumber: number, event: EventClass, name: string): number[] {
    return this.#ruleNames.of(ruleNumber, event, name).map((own) => this.#names.id(own));
  }

  /** Adds the values of a field, if it has any. */
  #addMatched(view: RecordView, field: number, matched: Record<string, string | string[]>): void {
    const { fields, types, count } = view;
    let first: string | undefined;
    let several: string[] | undefined;
    for (let i = 0; i < count; i++) {
      if (fields[i] !== field || types[i] === ValueType.null) continue;
      const text = this.#value(view, i);
      if (first === undefined) first = text;
      else if (several === undefined) several = [first, text];
      else if (several.push(text) === valuesMax) break;
    }
    if (first !== undefined) matched[this.#names.name(field)] = several ?? first;
  }

  /** An indicator found in a field. */
  writeIndicator(view: RecordView, file: string, indicator: Indicator, field: number): Hit {
    const { type, value, note } = indicator;
    const head = {
      id: `indicator:${type}:${value}`,
      title: note === '' ? value : `${value} (${note})`,
      level: 'high',
      tags: [],
    } as const;
    const matched: Record<string, string | string[]> = { indicator: value };
    this.#addMatched(view, field, matched);
    return {
      finding: this.#finding(view, file, 'indicator', head, matched, undefined),
      rule: -1,
      timeMicros: view.timeMicros,
    };
  }

  #finding(
    view: RecordView,
    file: string,
    kind: Finding['kind'],
    rule: Finding['rule'],
    matched: Finding['matched'],
    event: EventClass | undefined,
  ): Finding {
    if (this.#placeSerial !== this.#serial) {
      this.#place = this.#placeOf(view, event);
      this.#placeSerial = this.#serial;
    }
    const { time, computer, channel, eventId } = this.#place;
    const { record, fileOffset: offset } = view;
    const finding = { kind, rule, file, record, offset, time, computer, channel, eventId, matched };
    return view.isRecovered ? { ...finding, recovered: true } : finding;
  }

  #placeOf(view: RecordView, event: EventClass | undefined): RecordPlace {
    const { channel, eventId } = this.#classPlaceOf(view, event);
    return {
      time: timeText(view.timeMicros, view.timeDigits, view.timeNanos),
      computer: this.#computerOf(view),
      channel,
      eventId,
    };
  }

  /** Records of one class of an event log have one channel and one event id. */
  #classPlaceOf(view: RecordView, event: EventClass | undefined): ClassPlace {
    if (event === undefined || !event.channel || !event.eventId) return this.#readClassPlace(view);
    let place = this.#classPlaces.get(event);
    if (place === undefined) {
      place = this.#readClassPlace(view);
      this.#classPlaces.set(event, place);
    }
    return place;
  }

  #readClassPlace(view: RecordView): ClassPlace {
    const eventId = this.#first(view, this.#ids.eventId);
    return {
      channel: this.#first(view, this.#ids.channel),
      eventId: eventId !== null && /^\d{1,9}$/.test(eventId) ? Number(eventId) : eventId,
    };
  }

  #computerOf(view: RecordView): string | null {
    const at = view.indexOf(this.#ids.computer);
    if (at < 0) return null;
    const last = this.#computer;
    const offset = view.offsets[at]!;
    const bytes = view.bufferOf(at).subarray(offset, offset + view.lengths[at]!);
    if (last.type !== view.types[at] || Buffer.compare(last.bytes, bytes) !== 0) {
      last.text = this.#value(view, at);
      last.type = view.types[at]!;
      last.bytes = new Uint8Array(bytes);
    }
    return last.text;
  }

  #correlationValues(
    view: RecordView,
    ruleNumber: number,
    event: EventClass,
    names: readonly string[],
  ): Record<string, string> {
    const values: Record<string, string> = {};
    for (const name of names) {
      const fields = this.#fieldsOf(ruleNumber, event, name);
      // Correlations of the public rules group by ComputerName; events call it Computer.
      if (name === 'ComputerName') fields.push(this.#ids.computer);
      const field = fields.find((one) => view.indexOf(one) >= 0);
      const text = field === undefined ? null : this.#first(view, field);
      if (text !== null) values[name] = text;
    }
    return values;
  }

  #first(view: RecordView, field: number): string | null {
    const at = view.indexOf(field);
    return at < 0 ? null : this.#value(view, at);
  }

  #value(view: RecordView, i: number): string {
    if (this.#valueSerials[i] === this.#serial) return this.#values[i]!;
    const whole = this.#strings.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    const text = whole.length > valueLengthMax ? `${whole.slice(0, valueLengthMax)}…` : whole;
    this.#values[i] = text;
    this.#valueSerials[i] = this.#serial;
    return text;
  }
}
