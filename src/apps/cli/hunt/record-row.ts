import type { DecodedRecord } from '../../../engine/run/decoded-records.ts';
import type { TimeZone } from '../../../engine/source/time-zone.ts';
import { csvCell } from './csv-row.ts';

const shown = (time: string | null, zone: TimeZone | undefined): string | null =>
  time === null || zone === undefined ? time : zone.display(time);

/** A record as one line of JSON; fields with several values are lists. */
export function recordJson(
  file: string,
  { record, offset, time, fields }: DecodedRecord,
  zone?: TimeZone | undefined,
): string {
  const flat: Record<string, string | null | readonly (string | null)[]> = {};
  for (const [name, values] of fields) flat[name] = values.length === 1 ? values[0]! : values;
  return JSON.stringify({ file, record, offset, time: shown(time, zone), fields: flat });
}

export const recordCsvColumns = [
  'time',
  'computer',
  'channel',
  'event_id',
  'file',
  'record',
  'offset',
  'fields',
] as const;

/** A record as one row of CSV: what all logs have in columns, the rest as JSON in the last one. */
export function recordCsvRow(
  file: string,
  { record, offset, time, fields }: DecodedRecord,
  zone?: TimeZone | undefined,
): string {
  const first = (name: string): string | null => fields.get(name)?.[0] ?? null;
  const cells = [
    shown(time, zone),
    first('Computer'),
    first('Channel'),
    first('EventID'),
    file,
    record,
    offset,
  ];
  return [...cells, JSON.stringify(Object.fromEntries(fields))].map(csvCell).join(',');
}
