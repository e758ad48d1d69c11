import type { EventClass } from './event-class.ts';
import type { RecordView } from './record-view.ts';
import { ValueText } from './value-text.ts';

const classesMax = 1024;
/** Under which keys vendors give the request of a web client. */
export const requestKeys = ['request', 'url'] as const;

/** Log sources named after the vendor and product in the head of a message, one object for each pair. */
export class VendorClasses {
  readonly #text = new ValueText();
  readonly #classes = new Map<string, EventClass>();

  /** @param vendor index of the value in the view; `product` likewise */
  find(view: RecordView, vendor: number, product: number): EventClass {
    const pair = [this.#nameOf(view, vendor), this.#nameOf(view, product)] as const;
    const key = pair.join('|');
    let found = this.#classes.get(key);
    if (found === undefined) {
      found = { product: pair[0], service: pair[1], isOpen: true };
      // A log that invents vendors must not fill the memory.
      if (this.#classes.size >= classesMax) this.#classes.clear();
      this.#classes.set(key, found);
    }
    return found;
  }

  /** Names of log sources are in lower case, with `_` for blanks. */
  #nameOf(view: RecordView, i: number): string {
    this.#text.read(view.bufferOf(i), view.offsets[i]!, Math.min(view.lengths[i]!, 64), view.types[i]!);
    return this.#text.toString().trim().toLowerCase().replace(/\s+/g, '_');
  }
}
