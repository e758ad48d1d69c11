import { EvtxecmdRecord, evtxecmdNames } from './evtxecmd-record.ts';
import type { FieldNames } from './field-names.ts';
import type { JsonKernel } from './json-kernel.ts';
import { JsonLines } from './json-lines.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

/** JSON of EvtxECmd, one event per line ({@link EvtxecmdRecord}). Its CSV is read as a table. */
export class EvtxecmdLog implements TextFormat {
  readonly name = 'evtxecmd';
  readonly isSplittable = true;
  readonly eventClass = { isOpen: true } as const;
  readonly #lines: JsonLines;
  readonly #record: EvtxecmdRecord;

  constructor(names: FieldNames, kernel?: JsonKernel) {
    this.#lines = new JsonLines(names, 'json-lines', kernel, evtxecmdNames);
    this.#record = new EvtxecmdRecord(names);
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    const result = this.#lines.parse(view, start, end);
    return result !== 'record' || this.#record.finish(view) ? result : 'partial';
  }
}

/** Whether a line of JSON is an event that EvtxECmd wrote. The line may be cut off. */
export const isEvtxecmdLine = (line: string): boolean =>
  /"ChunkNumber"\s*:\s*\d/.test(line) &&
  /"Payload"\s*:\s*"/.test(line) &&
  /"(?:EventRecordId|MapDescription|PayloadData1)"\s*:/.test(line);
