import type { Finding, Hit } from '../match/finding.ts';
import type { Indicator } from '../rule/indicators/indicator.ts';
import type { DetectionRule } from '../rule/rule-model.ts';
import type { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';

const valueLengthMax = 8192;
const valuesMax = 100;

/** Turns a record on which a rule fired into a finding: only here are values decoded for people. */
export class HitWriter {
  readonly #rules: readonly DetectionRule[];
  readonly #names: FieldNames;
  /** Rule number -> fields that correlations need of its hits. */
  readonly #needed: ReadonlyMap<number, readonly string[]>;
  readonly #text = new ValueText();
  readonly #ids: { computer: number; channel: number; eventId: number };

  constructor(
    rules: readonly DetectionRule[],
    names: FieldNames,
    needed: ReadonlyMap<number, readonly string[]>,
  ) {
    this.#rules = rules;
    this.#names = names;
    this.#needed = needed;
    this.#ids = {
      computer: names.id('Computer'),
      channel: names.id('Channel'),
      eventId: names.id('EventID'),
    };
  }

  write(view: RecordView, file: string, ruleNumber: number, fields: ReadonlySet<number>): Hit {
    const rule = this.#rules[ruleNumber]!;
    const matched: Record<string, string | string[]> = {};
    const wanted = new Set(fields);
    for (const name of rule.fields) {
      const id = this.#names.find(name);
      if (id !== undefined) wanted.add(id);
    }
    for (const field of wanted) {
      const values = this.#valuesOf(view, field);
      if (values.length > 0) matched[this.#names.name(field)] = values.length === 1 ? values[0]! : values;
    }
    const head = { id: rule.id, title: rule.title, level: rule.level, tags: rule.tags };
    const finding = this.#finding(view, file, 'rule', head, matched);
    const needed = this.#needed.get(ruleNumber);
    const hit = { finding, rule: ruleNumber, timeMicros: view.timeMicros };
    return needed === undefined ? hit : { ...hit, values: this.#correlationValues(view, needed) };
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
    const eventId = this.#first(view, this.#ids.eventId);
    return {
      kind,
      rule,
      file,
      record: view.record,
      offset: view.fileOffset,
      time: timeText(view.timeMicros, view.timeDigits, view.timeNanos),
      computer: this.#first(view, this.#ids.computer),
      channel: this.#first(view, this.#ids.channel),
      eventId: eventId !== null && /^\d{1,9}$/.test(eventId) ? Number(eventId) : eventId,
      matched,
      ...(view.isRecovered ? { recovered: true as const } : {}),
    };
  }

  #correlationValues(view: RecordView, names: readonly string[]): Record<string, string> {
    const values: Record<string, string> = {};
    for (const name of names) {
      const known = this.#names.find(name);
      const value = known === undefined ? null : this.#first(view, known);
      // Correlations of the public rules group by ComputerName; events call it Computer.
      const text = value ?? (name === 'ComputerName' ? this.#first(view, this.#ids.computer) : null);
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
    this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    const text = this.#text.toString();
    return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
  }
}
