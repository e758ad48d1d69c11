import { KeyCache } from './key-cache.ts';

/** What an {@link XmlScanner} finds. Texts come as a stretch of bytes, or made where they hold entities. */
export interface XmlHandler {
  open(element: string): void;
  attribute(name: string, from: number, to: number, made: string | undefined): void;
  text(from: number, to: number, made: string | undefined): void;
  close(isEmpty: boolean): void;
}

const depthMax = 64;
const lessThan = 0x3c;
const ampersand = 0x26;

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Walks over the XML of one element: tags, attributes, text, CDATA, comments. No document types and no entities of
 * its own, so nothing can grow. Names are remembered by their bytes: logs repeat a few of them.
 */
export class XmlScanner {
  readonly #names = new KeyCache((name) => name);

  /** Gives what it finds to the handler; false where the XML breaks off or is none. */
  scan(bytes: Uint8Array, start: number, end: number, handler: XmlHandler): boolean {
    let depth = 0;
    let at = start;
    while (at < end) {
      if (bytes[at] !== lessThan) {
        const stop = this.#find(bytes, lessThan, at, end);
        handler.text(at, stop, decodeText(bytes, at, stop));
        at = stop;
      } else if (bytes[at + 1] === 0x2f) {
        if (depth === 0) return false;
        depth--;
        handler.close(false);
        at = this.#find(bytes, 0x3e, at, end) + 1;
      } else if (bytes[at + 1] === 0x21 || bytes[at + 1] === 0x3f) {
        at = this.#skipMarkup(bytes, at, end, handler);
        if (at < 0) return false;
      } else {
        if (++depth > depthMax) return false;
        at = this.#readTag(bytes, at + 1, end, handler);
        if (at < 0) return false;
        if (bytes[at - 2] === 0x2f) depth--;
      }
    }
    return depth === 0;
  }

  /** A comment, a CDATA section or a processing instruction; gives the offset after it, or -1. */
  #skipMarkup(bytes: Uint8Array, at: number, end: number, handler: XmlHandler): number {
    const head = Buffer.from(bytes.subarray(at, Math.min(at + 9, end))).toString('latin1');
    const isData = head === '<![CDATA[';
    const close = isData ? ']]>' : head.startsWith('<!--') ? '-->' : '>';
    const rest = Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at);
    const length = rest.indexOf(close, isData ? 9 : head.startsWith('<!--') ? 4 : 1);
    if (length < 0) return -1;
    if (isData) handler.text(at + 9, at + length, undefined);
    return at + length + close.length;
  }

  /** A start tag from its name on; gives the offset after its `>`, or -1. */
  #readTag(bytes: Uint8Array, start: number, end: number, handler: XmlHandler): number {
    let at = start;
    while (at < end && !isNameEnd(bytes[at]!)) at++;
    if (at === start || at >= end) return -1;
    handler.open(this.#names.get(bytes, start, at));
    for (;;) {
      while (at < end && isBlank(bytes[at]!)) at++;
      if (at >= end) return -1;
      if (bytes[at] === 0x3e) return at + 1;
      if (bytes[at] === 0x2f) {
        if (bytes[at + 1] !== 0x3e || at + 1 >= end) return -1;
        handler.close(true);
        return at + 2;
      }
      at = this.#readAttribute(bytes, at, end, handler);
      if (at < 0) return -1;
    }
  }

  #readAttribute(bytes: Uint8Array, start: number, end: number, handler: XmlHandler): number {
    let at = start;
    while (at < end && bytes[at] !== 0x3d && !isNameEnd(bytes[at]!)) at++;
    const nameEnd = at;
    while (at < end && (isBlank(bytes[at]!) || bytes[at] === 0x3d)) at++;
    const mark = bytes[at];
    if (nameEnd === start || at >= end || (mark !== 0x22 && mark !== 0x27)) return -1;
    const stop = this.#find(bytes, mark, at + 1, end);
    if (stop >= end) return -1;
    const made = decodeText(bytes, at + 1, stop);
    handler.attribute(this.#names.get(bytes, start, nameEnd), at + 1, stop, made);
    return stop + 1;
  }

  #find(bytes: Uint8Array, byte: number, from: number, end: number): number {
    let at = from;
    while (at < end && bytes[at] !== byte) at++;
    return at;
  }
}

/** A text with its entities replaced; undefined where it has none. */
function decodeText(bytes: Uint8Array, from: number, to: number): string | undefined {
  let at = from;
  while (at < to && bytes[at] !== ampersand) at++;
  if (at === to) return undefined;
  const raw = Buffer.from(bytes.subarray(from, to)).toString('utf8');
  return raw.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : -1;
    if (code >= 0) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities.get(name) ?? whole;
  });
}

const isBlank = (c: number): boolean => c === 0x20 || (c >= 0x09 && c <= 0x0d);
const isNameEnd = (c: number): boolean => isBlank(c) || c === 0x3e || c === 0x2f;
