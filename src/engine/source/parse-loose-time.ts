import { monthOf, type ParsedTime, parseIsoTime } from './parse-time.ts';

/** Twelve hours of the day by the marks that Windows and spreadsheets put behind a time, Vietnamese ones too. */
const halves = new Map([
  ['am', 0],
  ['sa', 0],
  ['pm', 12],
  ['ch', 12],
]);

/**
 * Reads the times that exports and appliances write: ISO 8601, seconds or milliseconds since 1970
 * (`1785553445.123`, `1785553445123`), dates with slashes, and `Aug 01 2026 03:04:05`.
 *
 * Dates with slashes are taken as month/day where AM or PM stands behind the time (the United States) and as
 * day/month otherwise. Undefined where there is no such time.
 */
export function parseLooseTime(bytes: Uint8Array, start: number, end: number): ParsedTime | undefined {
  if (end - start > 64) return undefined;
  const iso = parseIsoTime(bytes, start, end);
  if (iso !== undefined) return iso;
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1').trim();
  return parseEpoch(text) ?? parseSlashes(text) ?? parseNamedMonth(text);
}

/** Seconds since 1970, with a fraction or as whole milliseconds or microseconds. */
export function parseEpoch(text: string): ParsedTime | undefined {
  const match = /^(\d{9,10})(?:\.(\d{1,9}))?$|^(\d{10})(\d{3})$|^(\d{10})(\d{6})$/.exec(text);
  if (match === null) return undefined;
  const seconds = Number(match[1] ?? match[3] ?? match[5]);
  const fraction = match[2] ?? match[4] ?? match[6] ?? '';
  const nanos = Number(fraction.padEnd(9, '0'));
  return {
    micros: seconds * 1e6 + Math.floor(nanos / 1000),
    nanos: nanos % 1000,
    digits: fraction.length,
    isLocal: false,
  };
}

function parseSlashes(text: string): ParsedTime | undefined {
  const match =
    /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.(\d{1,6}))?(?: ?([A-Za-z]{2}))?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, a, b, year, hour, minute, second, fraction = '', half = ''] = match;
  const mark = half.toLowerCase();
  const isAmerican = mark === 'am' || mark === 'pm';
  const [day, month] = isAmerican ? [Number(b), Number(a)] : [Number(a), Number(b)];
  if (half !== '' && halves.get(mark) === undefined) return undefined;
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + halves.get(mark)!;
  return local([Number(year), month, day, hours, Number(minute), Number(second ?? 0)], fraction);
}

/** `Aug 01 2026 03:04:05.123 GMT+07:00`, as CEF and LEEF write it; without a zone it is local. */
function parseNamedMonth(text: string): ParsedTime | undefined {
  const match =
    /^([A-Z][a-z]{2}) {1,2}(\d{1,2}),? (\d{4}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(?: (?:GMT|UTC)?([+-]\d{2}:?\d{2})?)?( ?Z)?/.exec(
      text,
    );
  if (match === null) return undefined;
  const month = monthOf(Buffer.from(match[1]!), 0);
  const parts = [match[3], month, match[2], match[4], match[5], match[6]].map(Number);
  const time = local(parts, match[7] ?? '');
  if (time === undefined) return undefined;
  const zone = /([+-])(\d{2}):?(\d{2})$/.exec(match[8] ?? '');
  const isUtc = /(?:GMT|UTC|Z)/.test(text.slice(20));
  if (zone === null) return { ...time, isLocal: !isUtc };
  const minutes = (Number(zone[2]) * 60 + Number(zone[3])) * (zone[1] === '-' ? -1 : 1);
  return { ...time, micros: time.micros - minutes * 60e6, isLocal: false };
}

function local(parts: readonly number[], fraction: string): ParsedTime | undefined {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60)
    return undefined;
  const below = Number(fraction.padEnd(6, '0'));
  const micros = Date.UTC(year, month - 1, day, hour, minute, second) * 1000 + below;
  return { micros, nanos: 0, digits: fraction.length, isLocal: true };
}
