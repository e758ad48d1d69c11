import { ValueType } from './record-view.ts';
import { ValueText } from './value-text.ts';

/** Values as strings: most by one call into Node, the others by way of {@link ValueText}, which says the same. */
export class ValueStrings {
  readonly #text = new ValueText();
  #bytes: Uint8Array | undefined;
  #buffer: Buffer = Buffer.alloc(0);

  /** The text of one value. */
  read(bytes: Uint8Array, offset: number, length: number, type: number): string {
    return this.#readPlain(bytes, offset, length, type) ?? this.#readAny(bytes, offset, length, type);
  }

  #readAny(bytes: Uint8Array, offset: number, length: number, type: number): string {
    this.#text.read(bytes, offset, length, type);
    return this.#text.toString();
  }

  /** Undefined where Node would read a value in its own way: malformed, escaped, or closed by a NUL. */
  #readPlain(bytes: Uint8Array, offset: number, length: number, type: number): string | undefined {
    if (type === ValueType.utf16) {
      const end = offset + (length & ~1);
      if (bytes[end - 1] === 0 && bytes[end - 2] === 0) return undefined;
      return this.#bufferOf(bytes).toString('utf16le', offset, end);
    }
    if (type !== ValueType.utf8 && type !== ValueType.jsonString && type !== ValueType.ansi) return undefined;
    if (bytes[offset + length - 1] === 0) return undefined;
    const text = this.#bufferOf(bytes).toString('utf8', offset, offset + length);
    if (text.includes('\ufffd')) return undefined;
    return type === ValueType.jsonString && text.includes('\\') ? unescapeJson(text) : text;
  }

  #bufferOf(bytes: Uint8Array): Buffer {
    if (this.#bytes !== bytes) {
      this.#bytes = bytes;
      this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#buffer;
  }
}

/** Undefined where JSON knows no such text: logs hold backslashes before any letter. */
function unescapeJson(text: string): string | undefined {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return undefined;
  }
}
