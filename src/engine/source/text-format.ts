import type { EventClass } from './event-class.ts';
import type { RecordView } from './record-view.ts';

/** A text log. A file has one format object for each worker that reads it. */
export interface TextFormat {
  readonly name: FormatName;
  /** How the text is cut into records; lines unless said otherwise. */
  readonly cut?: Cut;
  /** Whether ranges of a file can be read apart from each other. */
  readonly isSplittable: boolean;
  /** What the records are; for formats with several kinds, what the last record was. */
  readonly eventClass: EventClass;
  /** Fields that hold the request of a web client, whose decoded form counts as well. */
  readonly requestFields?: readonly number[];
  /** False where the request of the last record certainly holds nothing that has to be decoded. */
  readonly isEncoded?: boolean;
  /** Reads `view.bytes` from `start` to `end`. */
  parse(view: RecordView, start: number, end: number): ParseResult;
}

/**
 * `lines`: one record per line. `objects`: JSON objects over any number of lines. `listed`: objects of lists inside one
 * outer object. `elements`: `<Event>` elements of XML. `rows`: lines of CSV, in which a quoted cell may hold line breaks.
 */
export type Cut = 'lines' | 'objects' | 'listed' | 'elements' | 'rows';

/**
 * `skipped` lines (headers, blank lines) are no records; `damaged` ones are reported. What is `partial` is reported
 * and still hunted through: part of it could be read.
 */
export type ParseResult = 'record' | 'partial' | 'skipped' | 'damaged';

export const formatNames = [
  'evtx',
  'event-xml',
  'json-lines',
  'json',
  'json-list',
  'evtxecmd',
  'csv',
  'access-log',
  'w3c',
  'zeek',
  'auditd',
  'cef',
  'leef',
  'fortigate',
  'syslog',
] as const;
export type FormatName = (typeof formatNames)[number];
