import type { DecodedFields } from '../match/explain.ts';
import { KindFinder } from '../match/kind-finder.ts';
import type { RecordEntry } from '../rule/log-source-file.ts';
import type { EventClass } from '../source/event-class.ts';
import type { Damage } from '../source/evtx/read-chunk.ts';
import { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { LogReader } from '../source/read-log.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import type { TimeZone } from '../source/time-zone.ts';
import { ValueText } from '../source/value-text.ts';
import { WorkMemory } from '../source/work-memory.ts';
import { type InputFile, listRanges } from './list-inputs.ts';
import { allRecords, RecordFilter, type RecordSelection } from './record-filter.ts';

/**
 * Address space for reading and writing: blocks, places of values, templates, output. Untouched pages cost nothing.
 */
const readerBytes = 96 << 20;

/** A record with all its values decoded, for conversion and explanation. */
export type DecodedRecord = {
  readonly record: number;
  readonly offset: number;
  /** ISO 8601 in UTC with the digits of the log; null where there is no readable time. */
  readonly time: string | null;
  readonly timeMicros: number;
  /** Nanoseconds below the microsecond. */
  readonly timeNanos: number;
  readonly fields: DecodedFields;
  readonly event: EventClass;
};

export type DecodingOptions = {
  /** Which records are wanted; all unless given. */
  readonly selection?: RecordSelection;
  /** Where times without a zone were written; UTC unless given. */
  readonly timeZone?: TimeZone | undefined;
  /** The year of times that name none (syslog of the old form); unknown unless given. */
  readonly year?: number | undefined;
  /** Records that are recognised by what they hold. */
  readonly kinds?: readonly RecordEntry[];
  /** Also second spellings of values (decoded requests), which rules may match. */
  readonly withSecondSpellings?: boolean;
  /** Also records in the unused space of event logs. */
  readonly recoverSlack?: boolean;
};

/** Reads whole files of any known format and decodes every record. */
export class RecordDecoder {
  readonly #options: DecodingOptions;
  readonly #names = new FieldNames();
  readonly #reader = new LogReader(this.#names, WorkMemory.make(readerBytes));
  readonly #text = new ValueText();
  readonly #filter: RecordFilter;
  readonly #kinds: KindFinder;

  constructor(options: DecodingOptions = {}) {
    this.#options = options;
    this.#filter = new RecordFilter(options.selection ?? allRecords, this.#names);
    this.#kinds = new KindFinder(options.kinds ?? [], this.#names);
  }

  /** The names behind the numbers of fields in views. */
  get names(): FieldNames {
    return this.#names;
  }

  /** Rejects where the file cannot be read. */
  async read(
    file: InputFile,
    handlers: { onRecord: (record: DecodedRecord) => void; onDamage: (damage: Damage) => void },
    signal?: AbortSignal,
    pace?: () => Promise<void>,
  ): Promise<void> {
    const onView = (view: RecordView, known: EventClass, linesBefore: number): void =>
      handlers.onRecord(this.#decode(view, known, linesBefore));
    await this.readViews(file, { onView, onDamage: handlers.onDamage }, signal, pace);
  }

  /** The same records as views, which are valid only during the call. Rejects where the file cannot be read. */
  async readViews(
    file: InputFile,
    handlers: {
      onView: (view: RecordView, known: EventClass, linesBefore: number) => void;
      onDamage: (damage: Damage) => void;
    },
    signal?: AbortSignal,
    pace?: () => Promise<void>,
  ): Promise<void> {
    let linesBefore = 0;
    for (const range of listRanges(file)) {
      if (signal?.aborted) return;
      const before = linesBefore;
      const lines = await this.#reader.read(file, {
        range,
        timeZone: this.#options.timeZone,
        year: this.#options.year,
        recoverSlack: this.#options.recoverSlack ?? false,
        onRecord: (view, known) => {
          if (this.#filter.keeps(view)) handlers.onView(view, known, before);
        },
        onDamage: (damage) =>
          handlers.onDamage(damage.line === undefined ? damage : { ...damage, line: damage.line + before }),
        signal,
        pace,
      });
      linesBefore += lines;
      await pace?.();
    }
  }

  #decode(view: RecordView, known: EventClass, linesBefore: number): DecodedRecord {
    const fields = new Map<string, (string | null)[]>();
    const count = this.#options.withSecondSpellings === true ? view.count : view.ownCount;
    for (let i = 0; i < count; i++) {
      const name = this.#names.name(view.fields[i]!);
      const value = view.types[i] === ValueType.null ? null : this.#value(view, i);
      const values = fields.get(name);
      if (values === undefined) fields.set(name, [value]);
      else values.push(value);
    }
    const first = (name: string): string | undefined => fields.get(name)?.[0] ?? undefined;
    const channel = first('Channel');
    const event =
      channel === undefined
        ? known.isOpen
          ? this.#kinds.find(view, known)
          : known
        : { channel, eventId: first('EventID') ?? '', provider: first('Provider_Name') ?? '' };
    const time = timeText(view.timeMicros, view.timeDigits, view.timeNanos);
    return {
      record: view.record + linesBefore,
      offset: view.fileOffset,
      time,
      timeMicros: view.timeMicros,
      timeNanos: view.timeNanos,
      fields,
      event,
    };
  }

  #value(view: RecordView, i: number): string {
    this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    return this.#text.toString();
  }
}
