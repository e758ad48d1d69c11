/** Objects of a PDF (ISO 32000-1, 7.3) and the reader that takes them out of bytes. */
export type PdfRef = { readonly ref: number };
export type PdfStream = { readonly dict: PdfDict; readonly dataStart: number; readonly source: Buffer };
export type PdfName = { readonly name: string };
export type PdfDict = ReadonlyMap<string, PdfValue>;
export type PdfValue =
  | null
  | boolean
  | number
  | Buffer
  | PdfName
  | PdfRef
  | readonly PdfValue[]
  | PdfDict
  | PdfStream;

export const isName = (value: PdfValue | undefined): value is PdfName =>
  typeof value === 'object' && value !== null && 'name' in value;
export const isRef = (value: PdfValue | undefined): value is PdfRef =>
  typeof value === 'object' && value !== null && 'ref' in value;
export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map;
export const isStream = (value: PdfValue | undefined): value is PdfStream =>
  typeof value === 'object' && value !== null && 'dataStart' in value;
export const nameOf = (value: PdfValue | undefined): string | undefined =>
  isName(value) ? value.name : undefined;

const white = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const depthMax = 60;

/** Reads values one after the other. Every step moves on, so bytes of any kind end it. */
export class PdfReader {
  readonly source: Buffer;
  at: number;
  readonly end: number;

  constructor(source: Buffer, at = 0, end = source.length) {
    this.source = source;
    this.at = at;
    this.end = end;
  }

  skipWhite(): void {
    while (this.at < this.end) {
      const byte = this.source[this.at] as number;
      if (byte === 0x25)
        while (this.at < this.end && this.source[this.at] !== 10 && this.source[this.at] !== 13) this.at += 1;
      else if (!white.has(byte)) return;
      this.at += 1;
    }
  }

  /** A run of regular characters: number, keyword, or the text of a name. */
  word(): string {
    const start = this.at;
    while (this.at < this.end) {
      const byte = this.source[this.at] as number;
      if (white.has(byte) || delimiters.has(byte)) break;
      this.at += 1;
    }
    return this.source.toString('latin1', start, this.at);
  }

  takes(keyword: string): boolean {
    this.skipWhite();
    if (this.source.toString('latin1', this.at, this.at + keyword.length) !== keyword) return false;
    this.at += keyword.length;
    return true;
  }

  /** @throws Error for what is no value */
  value(depth = 0): PdfValue {
    if (depth > depthMax) throw new Error('pdf: nested too deep');
    this.skipWhite();
    if (this.at >= this.end) throw new Error('pdf: cut off');
    const byte = this.source[this.at];
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.literal();
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) return this.source[this.at + 1] === 0x3c ? this.dict(depth) : this.hex();
    return this.plain();
  }

  private name(): PdfName {
    this.at += 1;
    const text = this.word().replace(/#([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    return { name: text };
  }

  private hex(): Buffer {
    const close = this.source.indexOf(0x3e, this.at);
    if (close < 0 || close >= this.end) throw new Error('pdf: string without end');
    const digits = this.source.toString('latin1', this.at + 1, close).replace(/[^0-9a-f]/gi, '');
    this.at = close + 1;
    return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
  }

  private literal(): Buffer {
    const bytes: number[] = [];
    let open = 1;
    this.at += 1;
    while (this.at < this.end) {
      const byte = this.source[this.at] as number;
      this.at += 1;
      if (byte === 0x5c) this.escape(bytes);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open === 0) return Buffer.from(bytes);
        bytes.push(byte);
      }
    }
    throw new Error('pdf: string without end');
  }

  private escape(bytes: number[]): void {
    const byte = this.source[this.at] as number;
    const plain: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
    const octal = /^[0-7]{1,3}/.exec(this.source.toString('latin1', this.at, this.at + 3))?.[0];
    if (octal) {
      bytes.push(Number.parseInt(octal, 8) & 0xff);
      this.at += octal.length;
      return;
    }
    this.at += 1;
    if (byte === 13 && this.source[this.at] === 10) this.at += 1;
    if (byte !== 10 && byte !== 13) bytes.push(plain[String.fromCharCode(byte)] ?? byte);
  }

  private array(depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    this.at += 1;
    while (!this.takes(']')) values.push(this.value(depth + 1));
    return values;
  }

  private dict(depth: number): PdfDict {
    const entries = new Map<string, PdfValue>();
    this.at += 2;
    while (!this.takes('>>')) {
      const key = this.value(depth + 1);
      if (!isName(key)) throw new Error('pdf: key without a name');
      entries.set(key.name, this.value(depth + 1));
    }
    return entries;
  }

  private plain(): PdfValue {
    const word = this.word();
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word))
      throw new Error(`pdf: unexpected ${JSON.stringify(word.slice(0, 20))}`);
    const reference = /^\s+\d+\s+R(?![\w])/.exec(
      this.source.toString('latin1', this.at, Math.min(this.end, this.at + 20)),
    );
    if (reference && /^\d+$/.test(word)) {
      this.at += reference[0].length;
      return { ref: Number(word) };
    }
    return Number(word);
  }
}

/** One text for equal values, whatever the order of keys: to compare an object with what it was before. */
export const fingerprintOf = (value: PdfValue | undefined): string => {
  if (value === undefined || value === null) return 'null';
  if (Buffer.isBuffer(value)) return `<${value.toString('hex')}>`;
  if (Array.isArray(value)) return `[${value.map(fingerprintOf).join(' ')}]`;
  if (isName(value)) return `/${value.name}`;
  if (isRef(value)) return `${value.ref}R`;
  if (isDict(value)) {
    const entries = [...value].sort(([one], [other]) => (one < other ? -1 : 1));
    return `<<${entries.map(([key, item]) => `/${key} ${fingerprintOf(item)}`).join(' ')}>>`;
  }
  return String(value);
};
