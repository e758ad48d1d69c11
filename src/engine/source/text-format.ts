import type { EventClass } from './event-class.ts';
import type { RecordView } from './record-view.ts';

/** A log of one record per line (or per JSON object). A file has one format object for each worker that reads it. */
export interface TextFormat {
  readonly name: FormatName;
  /** Whether ranges of a file can be read apart from each other. */
  readonly isSplittable: boolean;
  /** What the records are; for formats with several kinds, what the last record was. */
  readonly eventClass: EventClass;
  /** Reads `view.bytes` from `start` to `end`. */
  parse(view: RecordView, start: number, end: number): ParseResult;
}

/** `skipped` lines (headers, blank lines) are no records; `damaged` ones are reported. */
export type ParseResult = 'record' | 'skipped' | 'damaged';

export const formatNames = [
  'evtx',
  'json-lines',
  'json',
  'access-log',
  'w3c',
  'zeek',
  'auditd',
  'syslog',
] as const;
export type FormatName = (typeof formatNames)[number];
