import type { RecordEntry } from '../rule/log-source-file.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import type { RecordView } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import { type MatchKernel, noChannel } from './kernel/match-kernel.ts';
import { KindFinder } from './kind-finder.ts';
import type { ActivePlan, RecordMatcher } from './record-matcher.ts';

/** Hostile logs can name endless channels; beyond this number classes are planned anew each time. */
const plansMax = 20_000;
const textsMax = 65_536;

/** A text that was seen before, with a number of its own. */
type Text = {
  readonly bytes: Uint8Array;
  readonly type: number;
  readonly text: string;
  readonly number: number;
};

/** What decides the class of an event. */
type Texts = { channel: Text; eventId: Text; provider: Text };

const noText: Text = { bytes: new Uint8Array(0), type: 0, text: '', number: 0 };

/** Finds the plan for a record: by channel, provider and event id, or by what the reader knows of its format. */
export class ClassFinder {
  readonly #matcher: RecordMatcher;
  readonly #text = new ValueText();
  readonly #kinds: KindFinder;
  readonly #channel: number;
  readonly #eventId: number;
  readonly #provider: number;
  /** By the object a reader gives, and by what it says: each file has a reader of its own. */
  readonly #ofFormat = new WeakMap<EventClass, ActivePlan>();
  readonly #ofSource = new Map<string, ActivePlan>();
  readonly #ofEvents = new Map<number, ActivePlan>();
  /** Texts of short values by their bytes, so that no text is decoded for most records. */
  readonly #texts = new Map<number, Text[]>();
  readonly #last: Texts = { channel: noText, eventId: noText, provider: noText };
  #textCount = 0;
  readonly #kernel: MatchKernel | undefined;
  /** By the number that the kernel knows a class by. */
  #plans: ActivePlan[] = [];

  /** @param kinds records that are recognised by what they hold */
  constructor(matcher: RecordMatcher, names: FieldNames, kinds: readonly RecordEntry[] = []) {
    this.#matcher = matcher;
    this.#kinds = new KindFinder(kinds, names);
    this.#channel = names.id('Channel');
    this.#eventId = names.id('EventID');
    this.#provider = names.id('Provider_Name');
    this.#kernel = matcher.kernel;
    this.#kernel?.nameClassFields(this.#channel, this.#eventId, this.#provider);
  }

  /** @param known what the format of the file says; used where the record has no channel */
  find(view: RecordView, known: EventClass): ActivePlan {
    const kernel = this.#kernel;
    if (kernel === undefined || view.memory !== kernel.memory || !view.isInMemory)
      return this.#find(view, known);
    const number = kernel.classOf(view);
    if (number >= 0) return this.#plans[number]!;
    if (number === noChannel) return this.#findFormat(view, known);
    const plan = this.#find(view, known);
    if (kernel.addClass(view, this.#plans.length)) this.#plans.push(plan);
    return plan;
  }

  #findFormat(view: RecordView, known: EventClass): ActivePlan {
    const found = known.isOpen ? this.#kinds.find(view, known) : known;
    return this.#ofFormat.get(found) ?? this.#planFormat(found);
  }

  #find(view: RecordView, known: EventClass): ActivePlan {
    let [channel, eventId, provider] = [-1, -1, -1];
    const { fields } = view;
    for (let i = 0; i < view.count; i++) {
      const field = fields[i];
      if (field === this.#channel && channel < 0) channel = i;
      else if (field === this.#eventId && eventId < 0) eventId = i;
      else if (field === this.#provider && provider < 0) provider = i;
    }
    if (channel < 0) return this.#findFormat(view, known);
    if (this.#textCount > textsMax - 4) this.#forgetTexts();
    const last = this.#last;
    last.channel = this.#textAt(view, channel, last.channel);
    last.eventId = this.#textAt(view, eventId, last.eventId);
    last.provider = this.#textAt(view, provider, last.provider);
    const key = (last.channel.number * textsMax + last.eventId.number) * textsMax + last.provider.number;
    return this.#ofEvents.get(key) ?? this.#planEvents(key, last);
  }

  #forgetTexts(): void {
    this.#texts.clear();
    this.#ofEvents.clear();
    this.#textCount = 0;
    Object.assign(this.#last, { channel: noText, eventId: noText, provider: noText });
  }

  #planFormat(known: EventClass): ActivePlan {
    const { product, category, service, otherServices, kinds } = known;
    const key = JSON.stringify([product, category, service, otherServices, kinds]);
    const plan = this.#ofSource.get(key) ?? this.#matcher.plan(known);
    this.#ofSource.set(key, plan);
    this.#ofFormat.set(known, plan);
    return plan;
  }

  #planEvents(key: number, { channel, eventId, provider }: Texts): ActivePlan {
    const plan = this.#matcher.plan({
      channel: channel.text,
      eventId: eventId.text,
      provider: provider.text,
    });
    if (this.#ofEvents.size >= plansMax) {
      this.#ofEvents.clear();
      this.#plans = [];
      this.#kernel?.forgetClasses();
    }
    this.#ofEvents.set(key, plan);
    return plan;
  }

  /** @param last what stood here in the record before: mostly it does again */
  #textAt(view: RecordView, i: number, last: Text): Text {
    if (i < 0) return noText;
    const bytes = view.bufferOf(i);
    const offset = view.offsets[i]!;
    const length = view.lengths[i]!;
    const type = view.types[i]!;
    if (last.type === type && isSame(last.bytes, bytes, offset, length)) return last;
    let hash = length;
    for (let k = 0; k < length; k++) hash = (Math.imul(hash, 31) + bytes[offset + k]!) | 0;
    const list = this.#texts.get(hash);
    if (list !== undefined)
      for (const entry of list)
        if (entry.type === type && isSame(entry.bytes, bytes, offset, length)) return entry;
    this.#text.read(bytes, offset, length, type);
    const copy = new Uint8Array(bytes.subarray(offset, offset + length));
    const entry = { bytes: copy, type, text: this.#text.toString(), number: ++this.#textCount };
    this.#texts.set(hash, [...(list ?? []), entry]);
    return entry;
  }
}

function isSame(kept: Uint8Array, bytes: Uint8Array, offset: number, length: number): boolean {
  if (kept.length !== length) return false;
  for (let k = 0; k < length; k++) if (kept[k] !== bytes[offset + k]) return false;
  return true;
}
