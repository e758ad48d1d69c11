import type { DecodedFields } from '../match/explain.ts';
import type { EventClass } from '../source/event-class.ts';
import type { Damage } from '../source/evtx/read-chunk.ts';
import { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { LogReader } from '../source/read-log.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';

import { type InputFile, listRanges } from './list-inputs.ts';

/** A record with all its values decoded, for conversion and explanation. */
export type DecodedRecord = {
  readonly record: number;
  readonly offset: number;
  /** ISO 8601 in UTC with the digits of the log; null where there is no readable time. */
  readonly time: string | null;
  readonly timeMicros: number;
  readonly fields: DecodedFields;
  readonly event: EventClass;
};

/** Reads whole files of any known format and decodes every record. */
export class RecordDecoder {
  readonly #names = new FieldNames();
  readonly #reader = new LogReader(this.#names);
  readonly #text = new ValueText();

  /** Rejects where the file cannot be read. */
  async read(
    file: InputFile,
    handlers: { onRecord: (record: DecodedRecord) => void; onDamage: (damage: Damage) => void },
    signal?: AbortSignal,
    pace?: () => Promise<void>,
  ): Promise<void> {
    let linesBefore = 0;
    for (const range of listRanges(file)) {
      if (signal?.aborted) return;
      const before = linesBefore;
      const lines = await this.#reader.read(file, {
        range,
        onRecord: (view, known) => handlers.onRecord(this.#decode(view, known, before)),
        onDamage: handlers.onDamage,
        signal,
        pace,
      });
      linesBefore += lines;
      await pace?.();
    }
  }

  #decode(view: RecordView, known: EventClass, linesBefore: number): DecodedRecord {
    const fields = new Map<string, (string | null)[]>();
    for (let i = 0; i < view.ownCount; i++) {
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
        ? known
        : { channel, eventId: first('EventID') ?? '', provider: first('Provider_Name') ?? '' };
    const time = timeText(view.timeMicros, view.timeDigits, view.timeNanos);
    return {
      record: view.record + linesBefore,
      offset: view.fileOffset,
      time,
      timeMicros: view.timeMicros,
      fields,
      event,
    };
  }

  #value(view: RecordView, i: number): string {
    this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    return this.#text.toString();
  }
}
