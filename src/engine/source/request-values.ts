import { requestText } from './kernel/request-text.ts';
import { Place, type RecordView, ValueType } from './record-view.ts';
import { startKernel } from './start-kernel.ts';
import { ValueStrings } from './value-strings.ts';

const percent = 0x25;
const plus = 0x2b;
const backslash = 0x5c;
const smallU = 0x75;
/** An attacker may encode twice so that a filter in between sees nothing; more is not undone by servers. */
const roundsMax = 2;
const lengthMax = 65_536;

type Exports = {
  decode: (start: number, end: number, width: number, out: number) => number;
};

/** Decodes requests in WebAssembly, in the memory of a worker. */
export class RequestKernel {
  readonly #exports: Exports;
  readonly #view: RecordView;

  /** Undefined where the view is not in a memory, or the platform lacks what kernels need. */
  static start(view: RecordView): RequestKernel | undefined {
    if (view.memory === undefined) return undefined;
    const exports = startKernel<Exports>(requestText, view.memory);
    return exports === undefined ? undefined : new RequestKernel(exports, view);
  }

  private constructor(exports: Exports, view: RecordView) {
    this.#exports = exports;
    this.#view = view;
  }

  /** Adds the decoded forms of a value; false where JavaScript has to do it. */
  addDecoded(view: RecordView, i: number): boolean {
    const field = view.fields[i]!;
    const { count, madeLength, derivedFrom } = view;
    let [start, length] = [view.offsets[i]!, view.lengths[i]!];
    let width = view.types[i] === ValueType.utf16 ? 2 : 1;
    if (view !== this.#view || !view.isInMemory || view.madeFree < (roundsMax * length * 2) / width)
      return false;
    for (let round = 0; round < roundsMax; round++) {
      const written = this.#exports.decode(start, start + length, width, view.madeLength);
      if (written < 0) {
        view.count = count;
        view.madeLength = madeLength;
        view.derivedFrom = derivedFrom;
        return false;
      }
      if (written === 0) break;
      view.derivedFrom = Math.min(view.derivedFrom, view.count);
      [start, length, width] = [view.madeLength, written, 2];
      view.addWritten(field, written);
    }
    return true;
  }
}

/** Reads requests as servers do. */
export class RequestDecoder {
  /** By the number of a field, whether it holds a request. */
  readonly #isRequest: Uint8Array;
  readonly #kernel: RequestKernel | undefined;
  readonly #strings = new ValueStrings();

  /** @param fields numbers of the fields that hold requests */
  constructor(fields: readonly number[], kernel?: RequestKernel) {
    this.#kernel = kernel;
    this.#isRequest = new Uint8Array(Math.max(...fields, 0) + 1);
    for (const field of fields) this.#isRequest[field] = 1;
  }

  /**
   * Adds the decoded form of requests beside the raw one, so that a rule may be written for either: `%2e%2e/` also
   * counts as `../`, `a+b` in a query as `a b`. Texts that were encoded twice get both decoded forms.
   */
  addDecoded(view: RecordView): void {
    const count = view.count;
    // The whole of a request comes before its parts, which need not be searched again.
    let plainFrom = 0;
    let plainTo = 0;
    for (let i = 0; i < count; i++) {
      if (this.#isRequest[view.fields[i]!] !== 1 || !isText(view.types[i]!)) continue;
      const start = view.offsets[i]!;
      const end = start + view.lengths[i]!;
      const isOfRecord = view.places[i] === Place.record;
      if (end - start > lengthMax || (isOfRecord && start >= plainFrom && end <= plainTo)) continue;
      const mayChange = view.types[i] === ValueType.jsonString ? mayHideEncoded : isEncoded;
      if (mayChange(view.bufferOf(i), start, end)) this.#decode(view, i);
      else if (isOfRecord) {
        plainFrom = start;
        plainTo = end;
      }
    }
  }

  #decode(view: RecordView, i: number): void {
    const type = view.types[i]!;
    if (type !== ValueType.jsonString && this.#kernel?.addDecoded(view, i)) return;
    let text = this.#textOf(view, i, type);
    for (let round = 0; round < roundsMax; round++) {
      const decoded = decodeRequest(text);
      if (decoded === text) break;
      view.derivedFrom = Math.min(view.derivedFrom, view.count);
      view.addMade(view.fields[i]!, decoded);
      text = decoded;
    }
  }

  #textOf(view: RecordView, i: number, type: number): string {
    const bytes = view.bufferOf(i);
    const [start, length] = [view.offsets[i]!, view.lengths[i]!];
    if (type === ValueType.jsonString) return this.#strings.read(bytes, start, length, type);
    const encoding = type === ValueType.utf16 ? 'utf16le' : 'utf8';
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString(encoding);
  }
}

const isText = (type: number): boolean =>
  type === ValueType.utf8 || type === ValueType.utf16 || type === ValueType.jsonString;

/** The same for a text in JSON, where an escape (`\u0025`) may stand for such a byte. */
function mayHideEncoded(bytes: Uint8Array, start: number, end: number): boolean {
  if (isEncoded(bytes, start, end)) return true;
  for (let at = start; at + 1 < end; at++)
    if (bytes[at] === backslash && bytes[at + 1] === smallU) return true;
  return false;
}

/** Whether there is a byte that may stand for another one. */
export function isEncoded(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === percent || bytes[at] === plus) return true;
  return false;
}

/** Undoes `%41`, `%u0041` (IIS) and, behind a question mark or in a bare query, `+`. Anything else stays. */
export function decodeRequest(text: string): string {
  const queryAt = text.startsWith('/') ? text.indexOf('?') : 0;
  const spaced = queryAt < 0 ? text : text.slice(0, queryAt) + text.slice(queryAt).replaceAll('+', ' ');
  return spaced.replace(/(?:%[0-9a-fA-F]{2})+|%u[0-9a-fA-F]{4}/g, (run) =>
    run[1] === 'u'
      ? String.fromCharCode(Number.parseInt(run.slice(2), 16))
      : Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
