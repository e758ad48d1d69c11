import type { Finding, Hit } from '../match/finding.ts';
import type { Indicator } from '../rule/indicators/indicator.ts';
import type { DetectionRule } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import type { RuleFieldNames } from './rule-field-names.ts';

const valueLengthMax = 8192;
const valuesMax = 100;

type RecordPlace = Pick<Finding, 'time' | 'computer' | 'channel' | 'eventId'>;

/** Turns a record on which a rule fired into a finding: only here are values decoded for people. */
export class HitWriter {
  readonly #rules: readonly DetectionRule[];
  readonly #names: FieldNames;
  readonly #ruleNames: RuleFieldNames;
  /** Rule number -> fields that correlations need of its hits. */
  readonly #needed: ReadonlyMap<number, readonly string[]>;
  readonly #text = new ValueText();
  readonly #ids: { computer: number; channel: number; eventId: number };
  /** By rule number: what findings say about the rule. */
  readonly #heads: (Finding['rule'] | undefined)[] = [];
  /** Several rules often fire on one record: its texts are made once. */
  #place: RecordPlace | undefined;
  readonly #values: (string | undefined)[] = [];

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
    this.#place = undefined;
    this.#values.length = 0;
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
    for (const name of this.#rules[ruleNumber]!.fields)
      for (const field of this.#fieldsOf(ruleNumber, event, name))
        if (!fields.has(field)) this.#addMatched(view, field, matched);
    const finding = this.#finding(view, file, 'rule', head, matched);
    const needed = this.#needed.get(ruleNumber);
    const hit = { finding, rule: ruleNumber, timeMicros: view.timeMicros };
    if (needed === undefined) return hit;
    return { ...hit, values: this.#correlationValues(view, ruleNumber, event, needed) };
  }

  #makeHead(ruleNumber: number): Finding['rule'] {
    const { id, title, level, tags } = this.#rules[ruleNumber]!;
    const head = { id, title, level, tags };
    this.#heads[ruleNumber] = head;
    return head;
  }

  /** The fields of a record under which a rule's field may stand; those that no record ever had are left out. */
  #fieldsOf(ruleNumber: number, event: EventClass, name: string): number[] {
    return this.#ruleNames.of(ruleNumber, event, name).flatMap((own) => this.#names.find(own) ?? []);
  }

  #addMatched(view: RecordView, field: number, matched: Record<string, string | string[]>): void {
    const values = this.#valuesOf(view, field);
    if (values.length > 0) matched[this.#names.name(field)] = values.length === 1 ? values[0]! : values;
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
    const values = this.#valuesOf(view, field);
    const matched = {
      indicator: value,
      [this.#names.name(field)]: values.length === 1 ? values[0]! : values,
    };
    return {
      finding: this.#finding(view, file, 'indicator', head, matched),
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
  ): Finding {
    this.#place ??= this.#placeOf(view);
    const { time, computer, channel, eventId } = this.#place;
    return {
      kind,
      rule,
      file,
      record: view.record,
      offset: view.fileOffset,
      time,
      computer,
      channel,
      eventId,
      matched,
      ...(view.isRecovered ? { recovered: true as const } : {}),
    };
  }

  #placeOf(view: RecordView): RecordPlace {
    const eventId = this.#first(view, this.#ids.eventId);
    return {
      time: timeText(view.timeMicros, view.timeDigits, view.timeNanos),
      computer: this.#first(view, this.#ids.computer),
      channel: this.#first(view, this.#ids.channel),
      eventId: eventId !== null && /^\d{1,9}$/.test(eventId) ? Number(eventId) : eventId,
    };
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

  #valuesOf(view: RecordView, field: number): string[] {
    const values: string[] = [];
    for (let i = 0; i < view.count && values.length < valuesMax; i++) {
      if (view.fields[i] !== field || view.types[i] === ValueType.null) continue;
      values.push(this.#value(view, i));
    }
    return values;
  }

  #value(view: RecordView, i: number): string {
    const known = this.#values[i];
    if (known !== undefined) return known;
    this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    const whole = this.#text.toString();
    const text = whole.length > valueLengthMax ? `${whole.slice(0, valueLengthMax)}…` : whole;
    this.#values[i] = text;
    return text;
  }
}
