import type { LineSink } from './line-splitter.ts';
import { RequestDecoder } from './request-values.ts';
import type { TextBuffers } from './text-buffers.ts';
import type { TextReading } from './text-reading.ts';

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
  readonly #isWanted: ((bytes: Uint8Array, start: number, end: number) => boolean) | undefined;
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
    this.#isWanted = this.#isLines && format.isSplittable ? search?.isWanted : undefined;
    this.block = this.#isLines ? search?.onBlock : undefined;
    const passOver = this.#isWanted === undefined ? undefined : search?.passOver;
    this.skip =
      passOver === undefined
        ? undefined
        : (bytes, from, offset) => {
            if (this.#isHead) return from;
            const limit = packing === 'none' ? from + range.end - offset : bytes.length;
            const { to, lines } = passOver(bytes, from, limit);
            this.lines += lines;
            return to;
          };
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
    if (this.#isWanted !== undefined && !this.#isWanted(bytes, start, end)) return;
    const { view } = this.#buffers;
    view.reset();
    this.#buffers.enter(bytes, start, end);
    view.record = this.lines;
    view.fileOffset = offset;
    this.#read();
  }

  tooLong(offset: number): void {
    const unit = this.#isLines ? 'a line' : 'a record';
    this.#reading.onDamage({ offset, reason: `${unit} longer than is read at once` });
  }

  #read(): void {
    const { view } = this.#buffers;
    const { format, year, timeZone, onDamage, onRecord } = this.#reading;
    const result = format.parse(view, view.start, view.start + view.byteLength);
    if (result !== 'record') {
      if (result !== 'skipped')
        onDamage({ offset: view.fileOffset, line: this.lines, reason: `not readable as ${format.name}` });
      if (result !== 'partial') return;
    }
    // Formats behind a syslog header often have a better time of their own.
    if (year !== undefined && Number.isNaN(view.timeMicros)) view.setYear(year);
    if (view.isLocalTime && timeZone !== undefined) view.timeMicros = timeZone.toUtc(view.timeMicros);
    if (this.#requests !== undefined && format.isEncoded !== false) this.#requests.addDecoded(view);
    onRecord(view);
  }
}
