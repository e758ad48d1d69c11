import type { EventClass } from '../rule/log-sources.ts';
import type { FieldNames } from '../source/field-names.ts';
import type { RecordView } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import type { ActivePlan, RecordMatcher } from './record-matcher.ts';

/** Hostile logs can name endless channels; beyond this number classes are planned anew each time. */
const plansMax = 20_000;

/** Finds the plan for a record: by channel, provider and event id, or by what the reader knows of its format. */
export class ClassFinder {
  readonly #matcher: RecordMatcher;
  readonly #text = new ValueText();
  readonly #channel: number;
  readonly #eventId: number;
  readonly #provider: number;
  readonly #plans = new Map<string, ActivePlan>();
  /** Texts of short values by their bytes, so that no text is decoded for most records. */
  readonly #texts = new Map<number, { bytes: Uint8Array; type: number; text: string }[]>();
  #textCount = 0;

  constructor(matcher: RecordMatcher, names: FieldNames) {
    this.#matcher = matcher;
    this.#channel = names.id('Channel');
    this.#eventId = names.id('EventID');
    this.#provider = names.id('Provider_Name');
  }

  /** @param known what the format of the file says; used where the record has no channel */
  find(view: RecordView, known: EventClass): ActivePlan {
    let [channel, eventId, provider] = [-1, -1, -1];
    const { fields } = view;
    for (let i = 0; i < view.count; i++) {
      const field = fields[i];
      if (field === this.#channel && channel < 0) channel = i;
      else if (field === this.#eventId && eventId < 0) eventId = i;
      else if (field === this.#provider && provider < 0) provider = i;
    }
    if (channel < 0)
      return this.#plan(
        `${known.product}\n${known.category}\n${known.service}\n${known.otherServices}`,
        known,
      );
    const names = {
      channel: this.#textAt(view, channel),
      eventId: this.#textAt(view, eventId),
      provider: this.#textAt(view, provider),
    };
    return this.#plan(`${names.channel}\n${names.eventId}\n${names.provider}`, names);
  }

  #plan(
    key: string,
    event: { channel?: string; eventId?: string; provider?: string } & EventClass,
  ): ActivePlan {
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      const isLinux = event.channel?.startsWith('Linux-') === true;
      const product = event.channel === undefined ? event.product : isLinux ? 'linux' : 'windows';
      plan = this.#matcher.plan(product === undefined ? event : { ...event, product });
      if (this.#plans.size >= plansMax) this.#plans.clear();
      this.#plans.set(key, plan);
    }
    return plan;
  }

  #textAt(view: RecordView, i: number): string {
    if (i < 0) return '';
    const bytes = view.bufferOf(i);
    const [offset, length, type] = [view.offsets[i]!, view.lengths[i]!, view.types[i]!];
    let hash = length;
    for (let k = 0; k < length; k++) hash = (Math.imul(hash, 31) + bytes[offset + k]!) | 0;
    const list = this.#texts.get(hash);
    if (list !== undefined)
      for (const entry of list)
        if (entry.type === type && isSame(entry.bytes, bytes, offset, length)) return entry.text;
    this.#text.read(bytes, offset, length, type);
    const text = this.#text.toString();
    if (this.#textCount++ > plansMax) {
      this.#texts.clear();
      this.#textCount = 0;
    }
    this.#texts.set(hash, [...(list ?? []), { bytes: bytes.slice(offset, offset + length), type, text }]);
    return text;
  }
}

function isSame(kept: Uint8Array, bytes: Uint8Array, offset: number, length: number): boolean {
  if (kept.length !== length) return false;
  for (let k = 0; k < length; k++) if (kept[k] !== bytes[offset + k]) return false;
  return true;
}
