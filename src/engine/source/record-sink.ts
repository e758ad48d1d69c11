import type { LineCheck } from './line-check.ts';
import type { LineSink } from './line-splitter.ts';
import { openLineCheck } from './open-line-check.ts';
import { RequestDecoder } from './request-values.ts';
import type { TextBuffers } from './text-buffers.ts';
import type { ParseResult } from './text-format.ts';
import type { LinePassing, TextReading } from './text-reading.ts';

/** Takes single records out of the splitter, has them read, and gives them on. */
export class RecordSink implements LineSink {
  readonly skip: LineSink['skip'];
  readonly block: LineSink['block'];
  /** Lines of the range so far. */
  lines = 0;
  /** A line behind the range was met. */
  isDone = false;
  readonly #reading: TextReading;
  readonly #buffers: TextBuffers;
  readonly #requests: RequestDecoder | undefined;
  readonly #isLines: boolean;
  /** Where the range ends; packed files are read whole. */
  readonly #end: number;
  readonly #passing: (LinePassing & { readonly check: LineCheck }) | undefined;
  /** The next line is the end of one that belongs to the range before. */
  #isHead: boolean;

  constructor(reading: TextReading, buffers: TextBuffers) {
    const { format, range, search, packing } = reading;
    this.#reading = reading;
    this.#buffers = buffers;
    this.#requests =
      format.requestFields === undefined
        ? undefined
        : new RequestDecoder(format.requestFields, buffers.kernels.requests);
    this.#isLines = (format.cut ?? 'lines') === 'lines';
    this.#end = packing === 'none' ? range.end : Number.POSITIVE_INFINITY;
    this.#isHead = this.#isLines && range.start > 0;
    const passing = this.#isLines && format.isSplittable ? search?.passing : undefined;
    if (passing !== undefined) this.#passing = { ...passing, check: openLineCheck(format, buffers.kernels) };
    this.block = this.#isLines ? search?.onBlock : undefined;
    if (this.#passing?.check.find !== undefined)
      this.skip = (bytes, from, offset) => this.#skip(bytes, from, offset);
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number): void {
    if (this.#isHead) {
      this.#isHead = false;
      return;
    }
    if (offset >= this.#end) {
      this.isDone = true;
      return;
    }
    this.lines++;
    if (this.#isLines && start === end) return;
    const passing = this.#passing;
    if (passing === undefined || passing.isWanted(bytes, start, end)) this.#read(bytes, start, end, offset);
    else this.#pass(bytes, start, end, offset);
  }

  /** A line that is not wanted: it is read for its damage only, where it may have some. */
  #pass(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const { check, onPassed } = this.#passing!;
    const isRead = check.isDoubtful(bytes, start, end);
    if (isRead && !isRecord(this.#parse(bytes, start, end, offset, this.lines))) return;
    onPassed(1, end - start, isRead || check.isComplete ? 0 : 1);
  }

  /** The same for as many lines at once as possible; gives where the next one begins. */
  #skip(block: Uint8Array, from: number, offset: number): number {
    const { passOver, check, onPassed } = this.#passing!;
    const canSearch = this.#buffers.kernels.doubtful?.canSearch(block) === true;
    if (this.#isHead || !canSearch) return from;
    const limit = Math.min(block.length, from + this.#end - offset);
    const passed = passOver(block, from, limit);
    let { records, bytes } = passed;
    let read = 0;
    check.find!(block, from, passed.to, (start, end, line) => {
      read++;
      const result = this.#parse(block, start, end, offset + start - from, this.lines + line + 1);
      if (isRecord(result)) return;
      records--;
      bytes -= end - start;
    });
    this.lines += passed.lines;
    onPassed(records, bytes, check.isComplete ? 0 : passed.records - read);
    return passed.to;
  }

  tooLong(offset: number): void {
    const unit = this.#isLines ? 'a line' : 'a record';
    this.#reading.onDamage({ offset, reason: `${unit} longer than is read at once` });
  }

  #read(bytes: Uint8Array, start: number, end: number, offset: number): void {
    if (!isRecord(this.#parse(bytes, start, end, offset, this.lines))) return;
    const { view } = this.#buffers;
    const { format, year, timeZone, onRecord } = this.#reading;
    // Formats behind a syslog header often have a better time of their own.
    if (year !== undefined && Number.isNaN(view.timeMicros)) view.setYear(year);
    if (view.isLocalTime && timeZone !== undefined) view.timeMicros = timeZone.toUtc(view.timeMicros);
    if (this.#requests !== undefined && format.isEncoded !== false) this.#requests.addDecoded(view);
    onRecord(view);
  }

  /** Fills the view; tells of damage. */
  #parse(bytes: Uint8Array, start: number, end: number, offset: number, line: number): ParseResult {
    const { view } = this.#buffers;
    const { format, onDamage } = this.#reading;
    view.reset();
    this.#buffers.enter(bytes, start, end);
    view.record = line;
    view.fileOffset = offset;
    const result = format.parse(view, view.start, view.start + view.byteLength);
    if (result === 'damaged' || result === 'partial')
      onDamage({ offset: view.fileOffset, line, reason: `not readable as ${format.name}` });
    return result;
  }
}

const isRecord = (result: ParseResult): boolean => result === 'record' || result === 'partial';
