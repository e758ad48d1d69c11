const entriesMax = 4096;

/**
 * What a reader makes of a name, remembered by the bytes of the name: logs repeat a few names endlessly, and decoding
 * them each time would cost more than the rest of the line.
 */
export class KeyCache<T> {
  readonly #make: (name: string) => T;
  readonly #entries = new Map<number, { readonly bytes: Uint8Array; readonly value: T }>();

  constructor(make: (name: string) => T) {
    this.#make = make;
  }

  get(bytes: Uint8Array, start: number, end: number): T {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const known = this.#entries.get(hash);
    if (known !== undefined && isSame(known.bytes, bytes, start, end)) return known.value;
    const copy = bytes.slice(start, end);
    const value = this.#make(Buffer.from(copy).toString('utf8').trim());
    if (this.#entries.size < entriesMax) this.#entries.set(hash, { bytes: copy, value });
    return value;
  }
}

function isSame(kept: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (kept.length !== end - start) return false;
  for (let i = 0; i < kept.length; i++) if (kept[i] !== bytes[start + i]) return false;
  return true;
}
