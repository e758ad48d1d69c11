import { EvtxecmdRecord, evtxecmdNames } from './evtxecmd-record.ts';
import type { FieldNames } from './field-names.ts';
import { addText } from './line-bytes.ts';
import { parseLooseTime } from './parse-loose-time.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

const columnsMax = 4096;
const quote = 0x22;

/** Where times stand, best first; lower case, without blanks. */
const timeColumns = [
  'timecreated',
  '@timestamp',
  'timestamp',
  'dateandtime',
  'datetime',
  'eventtime',
  'utctime',
  'timegenerated',
  'creationdate',
  'time',
  'date',
];

/** Columns of exported event logs that hold parts of System; lower case, without blanks. */
const systemColumns = new Map([
  ['logname', 'Channel'],
  ['channel', 'Channel'],
  ['eventid', 'EventID'],
  ['id', 'EventID'],
  ['provider', 'Provider_Name'],
  ['providername', 'Provider_Name'],
  ['machinename', 'Computer'],
  ['computer', 'Computer'],
  ['recordid', 'EventRecordID'],
  ['eventrecordid', 'EventRecordID'],
]);

/**
 * Tables of text with a header: CSV and TSV, with `,` `;` `|` or a tab between the cells.
 *
 * ```
 * TimeCreated,Id,LogName,ProviderName,Message
 * 2026-08-01 03:04:05,4625,Security,Microsoft-Windows-Security-Auditing,"An account failed to log on.
 * Account: ""an"""
 * ```
 *
 * A cell in quotation marks may hold delimiters and line breaks; a mark in it is doubled (RFC 4180). Columns are
 * fields; where a column names the log of Windows (`LogName`, `Channel`), the others that exports of event logs have
 * get the names that the event log itself uses; tables of EvtxECmd are read as {@link EvtxecmdRecord} says. Lines before
 * the header (`sep=;`, `#TYPE ...`) are passed over. A row with too few or too many cells is reported and read as far as
 * its cells go.
 */
export class CsvLog implements TextFormat {
  readonly name = 'csv';
  readonly cut = 'rows';
  readonly isSplittable = false;
  readonly eventClass = { isOpen: true } as const;
  readonly #names: FieldNames;
  readonly #delimiter: number;
  #columns: number[] | undefined;
  #timeColumn = -1;
  #isTorn = false;
  /** For tables of EvtxECmd. */
  #evtxecmd: EvtxecmdRecord | undefined;

  constructor(names: FieldNames, delimiter: string) {
    this.#names = names;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (start === end || (this.#columns === undefined && isPreamble(view.bytes, start, end)))
      return 'skipped';
    if (this.#columns === undefined) {
      this.#readHeader(view, start, end);
      return 'skipped';
    }
    const result = this.#readRow(view, start, end, this.#columns);
    if (this.#evtxecmd === undefined || result === 'damaged') return result;
    return this.#evtxecmd.finish(view) ? result : 'partial';
  }

  #readRow(view: RecordView, start: number, end: number, columns: readonly number[]): ParseResult {
    this.#isTorn = false;
    let at = start;
    let column = 0;
    for (; at <= end && column < columns.length; column++) {
      const stop = this.#readCell(view, columns[column]!, at, end);
      if (stop < 0) return column > 0 ? 'partial' : 'damaged';
      if (column === this.#timeColumn) this.#readTime(view);
      at = stop + 1;
    }
    return column === columns.length && at === end + 1 && !this.#isTorn ? 'record' : 'partial';
  }

  /** Adds a cell; gives the offset of the delimiter after it, or -1 where its quotation mark is never closed. */
  #readCell(view: RecordView, field: number, start: number, end: number): number {
    const { bytes } = view;
    if (bytes[start] !== quote || start >= end) {
      let stop = start;
      while (stop < end && bytes[stop] !== this.#delimiter) stop++;
      if (stop > start) addText(view, field, start, stop);
      return stop;
    }
    let stop = start + 1;
    let hasMarks = false;
    while (stop < end && (bytes[stop] !== quote || (stop + 1 < end && bytes[stop + 1] === quote))) {
      if (bytes[stop] === quote) {
        hasMarks = true;
        stop++;
      }
      stop++;
    }
    if (stop >= end) return -1;
    if (hasMarks) {
      const raw = Buffer.from(bytes.subarray(start + 1, stop)).toString('utf8');
      view.addMade(field, raw.replaceAll('""', '"'));
    } else addText(view, field, start + 1, stop);
    stop++;
    // Text behind the closing mark: a mark that is missing or too much.
    if (stop < end && bytes[stop] !== this.#delimiter) this.#isTorn = true;
    while (stop < end && bytes[stop] !== this.#delimiter) stop++;
    return stop;
  }

  #readHeader(view: RecordView, start: number, end: number): void {
    const cells: string[] = [];
    let at = start;
    while (at <= end && cells.length < columnsMax) {
      view.reset();
      const stop = this.#readCell(view, 0, at, end);
      const [offset, length] = [view.offsets[0]!, view.lengths[0]!];
      const bytes = view.bufferOf(0).subarray(offset, offset + length);
      const name = view.count === 0 ? '' : Buffer.from(bytes).toString('utf8').trim();
      cells.push(name === '' ? `column${cells.length + 1}` : name);
      at = (stop < 0 ? end : stop) + 1;
    }
    view.reset();
    const keys = cells.map((name) => name.toLowerCase().replace(/\s+/g, ''));
    const isEventLog = keys.includes('logname') || keys.includes('channel');
    const isEvtxecmd = ['payload', 'chunknumber', 'eventrecordid'].every((key) => keys.includes(key));
    if (isEvtxecmd) this.#evtxecmd = new EvtxecmdRecord(this.#names);
    const nameOf = (i: number): string =>
      (isEvtxecmd ? evtxecmdNames.get(cells[i]!) : isEventLog ? systemColumns.get(keys[i]!) : undefined) ??
      cells[i]!;
    this.#columns = cells.map((_, i) => this.#names.id(nameOf(i)));
    const best = timeColumns.find((name) => keys.includes(name));
    this.#timeColumn = best === undefined ? -1 : keys.indexOf(best);
  }

  #readTime(view: RecordView): void {
    const last = view.count - 1;
    if (last < 0 || view.fields[last] !== this.#columns![this.#timeColumn]) return;
    const offset = view.offsets[last]!;
    const time = parseLooseTime(view.bufferOf(last), offset, offset + view.lengths[last]!);
    if (time !== undefined) view.setTime(time);
  }
}

/** `sep=;` of spreadsheets, `#TYPE ...` of PowerShell, and other remarks before the header. */
const isPreamble = (bytes: Uint8Array, start: number, end: number): boolean =>
  bytes[start] === 0x23 || /^sep=.$/i.test(Buffer.from(bytes.subarray(start, end)).toString('latin1'));

/** What stands between the cells of a table, by its first lines; undefined where they are no table. */
export function delimiterOf(lines: readonly string[]): string | undefined {
  const separator = /^sep=(.)$/i.exec(lines[0] ?? '');
  const rows = lines.filter((line) => !line.startsWith('#') && !/^sep=.$/i.test(line));
  const candidates = separator === null ? [',', '\t', ';', '|'] : [separator[1]!];
  return candidates.find((delimiter) => isTable(rows, delimiter, separator !== null));
}

/** Three columns with names, and rows that fit them. A quoted cell may run over lines: those rows do not count. */
function isTable(rows: readonly string[], delimiter: string, isTold: boolean): boolean {
  const [header, ...others] = rows;
  if (header === undefined) return false;
  const names = splitCells(header, delimiter);
  if (names === undefined || names.length < (isTold ? 1 : 3)) return false;
  if (!names.every((name) => isColumnName(name)) || new Set(names).size !== names.length) return false;
  const whole = others.map((row) => splitCells(row, delimiter)).filter((cells) => cells !== undefined);
  const fitting = whole.filter((cells) => cells.length === names.length).length;
  return others.length === 0
    ? isTold
    : fitting * 2 >= whole.length && (fitting > 0 || others.length > whole.length);
}

const isColumnName = (name: string): boolean =>
  /^[\p{L}_@#$*][\p{L}\p{M}\p{N} _.\-()[\]/:#@%+']{0,80}$/u.test(name.trim());

/** The cells of one line; undefined where a quotation mark stays open. */
function splitCells(line: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      const match = /^"((?:[^"]|"")*)"/.exec(line.slice(at));
      if (match === null) return undefined;
      cells.push(match[1]!);
      at += match[0].length;
      const next = line.indexOf(delimiter, at);
      at = next < 0 ? line.length + 1 : next + 1;
    } else {
      const next = line.indexOf(delimiter, at);
      cells.push(line.slice(at, next < 0 ? undefined : next));
      at = next < 0 ? line.length + 1 : next + 1;
    }
  }
  return cells;
}
