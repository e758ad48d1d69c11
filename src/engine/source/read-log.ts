import type { EventClass } from './event-class.ts';
import type { Damage } from './evtx/read-chunk.ts';
import { type ByteRange, EvtxReader } from './evtx/read-evtx.ts';
import { readPackedEvtx } from './evtx/read-packed-evtx.ts';
import type { FieldNames } from './field-names.ts';
import { openFormat } from './open-format.ts';
import { readText } from './read-text.ts';
import type { Recognised } from './recognise.ts';
import { RecordView } from './record-view.ts';
import { TextBuffers } from './text-buffers.ts';
import type { LineSearch } from './text-reading.ts';
import type { TimeZone } from './time-zone.ts';
import type { WorkMemory } from './work-memory.ts';

export type LogReading = {
  readonly range: ByteRange;
  readonly recoverSlack?: boolean;
  /** Where times without a zone were written; UTC unless given. */
  readonly timeZone?: TimeZone | undefined;
  /** The year of times that name none (syslog of the old form); unknown unless given. */
  readonly year?: number | undefined;
  /** `known` is what the format says about the record, for records without a channel. */
  readonly onRecord: (view: RecordView, known: EventClass) => void;
  readonly onDamage: (damage: Damage) => void;
  readonly search?: LineSearch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Waited for now and then, so that a slow consumer slows the reading down. */
  readonly pace?: (() => Promise<void>) | undefined;
};

/** The whole of a file, whatever its length. */
export const wholeFile: ByteRange = { start: 0, end: Number.MAX_SAFE_INTEGER };

const eventLog: EventClass = {};

/** Reads logs of every known format, one after another, with shared tables. */
export class LogReader {
  readonly #names: FieldNames;
  readonly #evtx: EvtxReader;
  readonly #buffers: TextBuffers;

  /** @param memory of the worker, so that kernels can read the records; one reader reads one file at a time then */
  constructor(names: FieldNames, memory?: WorkMemory) {
    const view = new RecordView(memory);
    this.#names = names;
    this.#evtx = new EvtxReader(names, view);
    this.#buffers = new TextBuffers(view);
  }

  /** Reads a range; gives the number of lines in it (0 for event logs). Rejects where the file cannot be read. */
  async read(file: Recognised & { readonly path: string }, reading: LogReading): Promise<number> {
    const { range, onDamage, signal, pace } = reading;
    if (file.format === 'evtx') {
      const options = {
        recoverSlack: reading.recoverSlack ?? false,
        onRecord: (view: RecordView) => reading.onRecord(view, eventLog),
        onDamage,
      };
      if (file.packing === 'none') this.#evtx.read(file.path, range, options);
      else await readPackedEvtx(file.path, file.packing, this.#evtx, options, pace);
      return 0;
    }
    const format = openFormat(file.format, this.#names, file, this.#buffers.kernels);
    const onRecord = (view: RecordView): void => reading.onRecord(view, format.eventClass);
    return await readText(file.path, this.#buffers, {
      format,
      packing: file.packing,
      encoding: file.encoding,
      delimiter: file.delimiter ?? ',',
      timeZone: reading.timeZone,
      year: reading.year,
      range,
      onRecord,
      search: reading.search,
      onDamage,
      signal,
      pace,
    });
  }
}
