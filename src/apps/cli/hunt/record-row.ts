import type { DecodedRecord } from '../../../engine/run/decoded-records.ts';
import { csvCell } from './csv-row.ts';

/** A record as one line of JSON; fields with several values are lists. */
export function recordJson(file: string, { record, offset, time, fields }: DecodedRecord): string {
  const flat: Record<string, string | null | readonly (string | null)[]> = {};
  for (const [name, values] of fields) flat[name] = values.length === 1 ? values[0]! : values;
  return JSON.stringify({ file, record, offset, time, fields: flat });
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
export function recordCsvRow(file: string, { record, offset, time, fields }: DecodedRecord): string {
  const first = (name: string): string | null => fields.get(name)?.[0] ?? null;
  const cells = [time, first('Computer'), first('Channel'), first('EventID'), file, record, offset];
  return [...cells, JSON.stringify(Object.fromEntries(fields))].map(csvCell).join(',');
}
