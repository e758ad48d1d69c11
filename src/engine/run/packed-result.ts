import type { Finding, Hit } from '../match/finding.ts';
import type { TaskResult } from './scanner.ts';

/**
 * What came out of a task as a worker sends it: each text once, rules by their number, all else as numbers. As objects,
 * a hundred thousand findings keep both ends busy for a second. See {@link packResult} for the order of the numbers.
 */
export type PackedResult = Omit<TaskResult, 'hits'> & {
  readonly texts: readonly string[];
  readonly numbers: Float64Array;
};

type Head = Finding['rule'];

const noText = -1;
const kinds = ['rule', 'correlation', 'indicator'] as const;

/** Packs a result for sending. */
export function packResult({ hits, ...rest }: TaskResult): PackedResult {
  const packer = new Packer();
  for (const hit of hits) packer.add(hit);
  return { ...rest, texts: packer.texts, numbers: packer.numbers };
}

/**
 * Makes the findings again.
 *
 * @param file the path of the log that the task is a part of
 * @param heads what findings say about rules, by their number
 */
export function unpackResult(
  { texts, numbers, ...rest }: PackedResult,
  file: string,
  heads: readonly Head[],
): TaskResult {
  const reader = new Unpacker(texts, numbers);
  const hits: Hit[] = [];
  while (!reader.isAtEnd) hits.push(reader.next(file, heads));
  return { hits, ...rest };
}

class Packer {
  readonly texts: string[] = [];
  readonly #known = new Map<string, number>();
  #numbers = new Float64Array(4096);
  #length = 0;

  get numbers(): Float64Array {
    return this.#numbers.slice(0, this.#length);
  }

  add({ finding, rule, timeMicros, values }: Hit): void {
    const { record, offset, time, computer, channel, eventId, matched } = finding;
    this.#put(rule);
    this.#put(kinds.indexOf(finding.kind) * 2 + (finding.recovered === true ? 1 : 0));
    // Indicators have no number: each brings its own head.
    if (rule < 0) this.#putText(JSON.stringify(finding.rule));
    this.#put(record);
    this.#put(offset);
    this.#put(timeMicros);
    this.#putText(time);
    this.#putText(computer);
    this.#putText(channel);
    // An even number is an event id, an odd one leads to the text of one.
    this.#put(
      eventId === null
        ? noText
        : typeof eventId === 'number'
          ? eventId * 2
          : this.#textNumber(eventId) * 2 + 1,
    );
    this.#putMatched(matched);
    if (values === undefined) this.#put(noText);
    else this.#putMatched(values);
  }

  #putMatched(matched: Finding['matched']): void {
    const count = this.#length;
    this.#put(0);
    for (const name in matched) {
      const value = matched[name]!;
      this.#numbers[count]!++;
      this.#putText(name);
      if (typeof value === 'string') this.#putText(value);
      else {
        // Several values: how many, below what can be a text.
        this.#put(noText - value.length);
        for (const text of value) this.#putText(text);
      }
    }
  }

  #putText(text: string | null): void {
    this.#put(text === null ? noText : this.#textNumber(text));
  }

  #textNumber(text: string): number {
    let number = this.#known.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#known.set(text, number);
    }
    return number;
  }

  #put(value: number): void {
    if (this.#length === this.#numbers.length) {
      const numbers = new Float64Array(this.#length * 2);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    this.#numbers[this.#length++] = value;
  }
}

class Unpacker {
  readonly #texts: readonly string[];
  readonly #numbers: Float64Array;
  #at = 0;

  constructor(texts: readonly string[], numbers: Float64Array) {
    this.#texts = texts;
    this.#numbers = numbers;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#numbers.length;
  }

  next(file: string, heads: readonly Head[]): Hit {
    const rule = this.#take();
    const kind = this.#take();
    const head = rule < 0 ? (JSON.parse(this.#takeText()!) as Head) : heads[rule]!;
    const record = this.#take();
    const offset = this.#take();
    const timeMicros = this.#take();
    const base = {
      kind: kinds[kind >> 1]!,
      rule: head,
      file,
      record,
      offset,
      time: this.#takeText(),
      computer: this.#takeText(),
      channel: this.#takeText(),
      eventId: this.#takeEventId(),
      matched: this.#takeMatched(this.#take()),
    };
    const finding: Finding = (kind & 1) === 0 ? base : { ...base, recovered: true };
    const count = this.#take();
    if (count === noText) return { finding, rule, timeMicros };
    return { finding, rule, timeMicros, values: this.#takeMatched(count) as Record<string, string> };
  }

  #takeEventId(): string | number | null {
    const id = this.#take();
    return id === noText ? null : id % 2 === 0 ? id / 2 : this.#texts[(id - 1) / 2]!;
  }

  #takeMatched(count: number): Finding['matched'] {
    const matched: Record<string, string | readonly string[]> = {};
    for (let i = 0; i < count; i++) {
      const name = this.#takeText()!;
      const value = this.#take();
      if (value >= 0) matched[name] = this.#texts[value]!;
      else {
        const several: string[] = [];
        for (let k = value; k < noText; k++) several.push(this.#takeText()!);
        matched[name] = several;
      }
    }
    return matched;
  }

  #takeText(): string | null {
    const number = this.#take();
    return number < 0 ? null : this.#texts[number]!;
  }

  #take(): number {
    return this.#numbers[this.#at++]!;
  }
}
