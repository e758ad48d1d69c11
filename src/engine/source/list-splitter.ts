import type { LineSink } from './line-splitter.ts';

const objectBytesMax = 16 << 20;
/** What may be read anew of a damaged input, beside twice its length; beyond it is cut wherever an object may begin. */
const rereadBytesMax = 64 << 20;
const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const newline = 0x0a;
/** Stands for what is missing where a text ends between objects. */
const cutOff = Buffer.from('{');
const opens = (c: number): boolean => c === 0x7b || c === 0x5b;
const closes = (c: number): boolean => c === 0x7d || c === 0x5d;

/**
 * Cuts out the objects of lists that stand in an outer object, as clouds give out their logs, mostly in one line:
 *
 * ```
 * {"Records":[{"eventVersion":"1.08","eventName":"ConsoleLogin"},{"eventVersion":"1.08"}]}
 * {"@odata.context":"https://graph.microsoft.com/...","value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"..."}
 * ```
 *
 * What stands around the lists is passed over; several such texts may follow each other. A brace or a quotation mark
 * that is lost makes one object look as if it held those behind it. So whatever is no object as a whole is cut where
 * the next one begins, by the key with which the first one began, and reading goes on there.
 */
export class ListSplitter {
  readonly #sink: LineSink;
  #rest: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #place: 'outside' | 'around' | 'list' | 'object' = 'outside';
  /** Braces and brackets open in the outer object, itself counted. */
  #level = 0;
  /** The same in the object of the list. */
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  /** The last byte outside objects that is no blank. */
  #previous = 0;
  /** Where the open object begins; -1 outside. */
  #start = -1;
  /** The key with which objects begin, in its quotation marks. */
  #lead: Buffer | undefined;
  #rereadBytes = rereadBytesMax;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(block: Uint8Array): void {
    this.#rereadBytes += 2 * block.length;
    const bytes = this.#rest.length === 0 ? viewOf(block) : Buffer.concat([this.#rest, block]);
    this.#scan(bytes, this.#rest.length);
    while (this.#start >= 0 && bytes.length - this.#start > objectBytesMax) this.#giveTooLong(bytes);
    const from = this.#start < 0 ? bytes.length : this.#start;
    // Blocks are used again.
    this.#rest = new Uint8Array(bytes.subarray(from));
    this.#offset += from;
    if (this.#start >= 0) this.#start = 0;
  }

  /** The input ends inside an object or a list: what is there is given on, to be reported as damaged. */
  end(): void {
    const rest = viewOf(this.#rest);
    if (this.#start >= 0) {
      while (this.#start >= 0) {
        const again = this.#give(rest, this.#start, rest.length);
        if (again >= 0) this.#scan(rest, again);
      }
    } else if (this.#place !== 'outside') this.#sink.line(cutOff, 0, cutOff.length, this.#offset);
    this.#rest = new Uint8Array(0);
    this.#start = -1;
  }

  #scan(bytes: Buffer, from: number): void {
    for (let at = from; at < bytes.length; at++) {
      const c = bytes[at]!;
      if (this.#isInText) at = this.#passText(bytes, at);
      else if (c === 0x20 || c === 0x09 || c === newline || c === 0x0d) continue;
      else if (this.#place === 'object') at = this.#readInObject(bytes, at, c);
      else {
        this.#readBetween(bytes, at, c);
        this.#previous = c;
      }
    }
  }

  /** Gives the offset of the last byte that is done with. */
  #readInObject(bytes: Buffer, at: number, c: number): number {
    if (c === quote) this.#isInText = true;
    else if (opens(c)) this.#depth++;
    else if (closes(c) && --this.#depth === 0) {
      // A bracket ends the list: the object was never closed.
      const isList = c === 0x5d;
      const again = this.#give(bytes, this.#start, isList ? at : at + 1);
      if (again >= 0) return again - 1;
      this.#place = isList ? 'around' : 'list';
      this.#previous = c;
    }
    return at;
  }

  #readBetween(bytes: Buffer, at: number, c: number): void {
    // Keys come before braces in the outer object, and nothing does outside: behind a comma a list goes on.
    const goesOn = c === 0x7b && this.#previous === comma && this.#level < 2;
    if (goesOn || (this.#place === 'list' && c === 0x7b)) this.#begin(at);
    else if (this.#place === 'list') this.#readInList(bytes, at, c);
    else if (this.#place === 'outside') {
      if (c !== 0x7b) return;
      this.#place = 'around';
      this.#level = 1;
    } else if (c === quote) this.#isInText = true;
    else if (c === 0x5b && this.#level === 1) this.#place = 'list';
    else if (opens(c)) this.#level++;
    else if (closes(c) && --this.#level === 0) this.#place = 'outside';
  }

  #readInList(bytes: Buffer, at: number, c: number): void {
    if (c === 0x5d) this.#place = 'around';
    else if (c === comma) return;
    else if (this.#previous === 0x5b) {
      // A list of something else.
      this.#place = 'around';
      this.#level = 2;
      if (c === quote) this.#isInText = true;
      else if (opens(c)) this.#level++;
      else if (closes(c)) this.#level--;
    } else if (c === 0x7d) this.#sink.line(bytes, at, at + 1, this.#offset + at);
    else {
      // The rest of an object that ended too early.
      this.#begin(at);
      this.#isInText = c === quote;
    }
  }

  #begin(at: number): void {
    this.#place = 'object';
    this.#level = 1;
    this.#depth = 1;
    this.#start = at;
  }

  /** Passes over a text as far as it goes, at most to the end of its line; gives the offset of its last byte. */
  #passText(bytes: Buffer, from: number): number {
    let at = this.#isEscaped ? from + 1 : from;
    this.#isEscaped = false;
    for (; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === quote || c === newline) {
        this.#isInText = false;
        return at;
      }
      if (c !== backslash) continue;
      if (at + 1 === bytes.length) this.#isEscaped = true;
      else if (bytes[at + 1] !== newline) at++;
    }
    return bytes.length - 1;
  }

  /** Gives an object, or the beginning of what is none as a whole; gives where to read on then, or -1. */
  #give(bytes: Buffer, start: number, end: number): number {
    this.#lead ??= leadOf(bytes, start, end);
    this.#start = -1;
    if (this.#nextBegin(bytes, start + 1, end) < 0 || isWhole(bytes, start, end)) {
      this.#sink.line(bytes, start, end, this.#offset + start);
      return -1;
    }
    const last = this.#takeApart(bytes, start, end);
    this.#goOnInList();
    return last;
  }

  /** What was read of the last object was read wrongly. */
  #goOnInList(): void {
    this.#place = 'list';
    this.#start = -1;
    this.#isInText = false;
    this.#isEscaped = false;
    this.#previous = comma;
  }

  /** Gives what stands before the next beginning of an object; gives where that is, or the old place without one. */
  #takeApart(bytes: Buffer, from: number, end: number): number {
    let start = from;
    for (;;) {
      const next = this.#nextBegin(bytes, start + 1, end);
      if (next < 0) return start;
      let stop = next;
      while (stop > start && (bytes[stop - 1] === comma || bytes[stop - 1]! <= 0x20)) stop--;
      this.#sink.line(bytes, start, stop, this.#offset + start);
      start = next;
      if (this.#rereadBytes < 0) continue;
      this.#rereadBytes -= end - next;
      return next;
    }
  }

  #giveTooLong(bytes: Buffer): void {
    this.#lead ??= leadOf(bytes, this.#start, bytes.length);
    const start = this.#start;
    const next = this.#takeApart(bytes, start, bytes.length);
    this.#goOnInList();
    if (next === start) this.#sink.tooLong(this.#offset + start);
    else this.#scan(bytes, next);
  }

  /** Where an object begins with the usual key, behind another one; -1 where none does. */
  #nextBegin(bytes: Buffer, from: number, end: number): number {
    const lead = this.#lead;
    if (lead === undefined) return -1;
    const part = bytes.subarray(0, end);
    for (let at = part.indexOf(lead, from); at >= 0; at = part.indexOf(lead, at + 1)) {
      const brace = lastOf(bytes, at, from);
      if (brace < from || bytes[brace] !== 0x7b) continue;
      const before = bytes[lastOf(bytes, brace, from - 1)];
      if (before === comma || before === 0x7d || before === 0x5b) return brace;
    }
    return -1;
  }
}

const viewOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** The offset of the last byte before another that is no blank. */
function lastOf(bytes: Buffer, before: number, from: number): number {
  let at = before - 1;
  while (at > from && bytes[at]! <= 0x20) at--;
  return at;
}

function leadOf(bytes: Buffer, start: number, end: number): Buffer | undefined {
  const head = bytes.toString('latin1', start, Math.min(end, start + 256));
  const key = /^\{\s*("[^"\\]{1,128}")\s*:/.exec(head)?.[1];
  return key === undefined ? undefined : Buffer.from(key, 'latin1');
}

function isWhole(bytes: Buffer, start: number, end: number): boolean {
  try {
    JSON.parse(bytes.toString('utf8', start, end));
    return true;
  } catch {
    return false;
  }
}
