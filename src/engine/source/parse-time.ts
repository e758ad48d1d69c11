/** A time as a log wrote it. */
export type ParsedTime = {
  /** Since 1970. */
  micros: number;
  /** Nanoseconds below the microsecond: a fraction may have nine digits. */
  nanos: number;
  /** How many digits the fraction had, at most nine. */
  digits: number;
  /** No zone was written: the time was taken as UTC and may mean that of another place. */
  isLocal: boolean;
};

const answer: ParsedTime = { micros: 0, nanos: 0, digits: 0, isLocal: false };

/**
 * Reads times as logs write them, from bytes: `2026-08-01T03:04:05.123456Z`, with a blank for the T, with or
 * without fraction and zone. The answer is one object, used again and again; undefined where there is no such time.
 */
export function parseIsoTime(bytes: Uint8Array, start: number, end: number): ParsedTime | undefined {
  if (end - start < 19 || bytes[start + 4] !== 0x2d || bytes[start + 13] !== 0x3a) return undefined;
  const year = digitsAt(bytes, start, 4);
  const month = digitsAt(bytes, start + 5, 2);
  const day = digitsAt(bytes, start + 8, 2);
  const hour = digitsAt(bytes, start + 11, 2);
  const minute = digitsAt(bytes, start + 14, 2);
  const second = digitsAt(bytes, start + 17, 2);
  if (Math.min(year, month, day, hour, minute, second) < 0) return undefined;
  if (month > 12 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined;
  let at = start + 19;
  let fraction = 0;
  let digits = 0;
  if (bytes[at] === 0x2e || bytes[at] === 0x2c) {
    let weight = 100_000_000;
    for (at++; at < end && bytes[at]! >= 0x30 && bytes[at]! <= 0x39; at++, digits++) {
      if (digits < 9) fraction += (bytes[at]! - 0x30) * weight;
      weight /= 10;
    }
  }
  const zone = zoneMinutes(bytes, at, end);
  answer.micros =
    utcMillis(year, month, day, (hour * 60 + minute - zone) * 60 + second) * 1000 +
    Math.floor(fraction / 1000);
  answer.nanos = fraction % 1000;
  answer.digits = Math.min(digits, 9);
  answer.isLocal = !hasZone(bytes, at, end);
  return answer;
}

/** Whether a `Z` or an offset stands there. */
function hasZone(bytes: Uint8Array, at: number, end: number): boolean {
  const c = at < end ? bytes[at] : 0;
  return c === 0x5a || c === 0x7a || c === 0x2b || c === 0x2d;
}

function zoneMinutes(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start] === 0x2b ? 1 : bytes[start] === 0x2d ? -1 : 0;
  if (sign === 0 || end - start < 5) return 0;
  const hours = digitsAt(bytes, start + 1, 2);
  const minutes = digitsAt(bytes, start + (bytes[start + 3] === 0x3a ? 4 : 3), 2);
  return hours < 0 || minutes < 0 ? 0 : sign * (hours * 60 + minutes);
}

/** The day of the last time that was read. */
const readDay = { key: -1, millis: 0 };

/** `Date.UTC` for a time in the second of a day; neighbouring records were mostly written on the same day. */
function utcMillis(year: number, month: number, day: number, second: number): number {
  const key = (year * 100 + month) * 100 + day;
  if (key !== readDay.key) {
    readDay.key = key;
    readDay.millis = Date.UTC(year, month - 1, day);
  }
  return readDay.millis + second * 1000;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNumbers = new Map(months.map((name, i) => [Buffer.from(name).readUIntBE(0, 3), i + 1]));

/** The number of an English month name (1 to 12), or 0. */
export function monthOf(bytes: Uint8Array, at: number): number {
  const name = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
  return monthNumbers.get(name | 0x202020) ?? 0;
}

/** A time of a web server, `01/Aug/2026:03:04:05 +0700`, in microseconds; NaN where it is none. */
export function parseWebTime(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 20) return Number.NaN;
  const day = digitsAt(bytes, start, 2);
  const month = monthOf(bytes, start + 3);
  const year = digitsAt(bytes, start + 7, 4);
  const hour = digitsAt(bytes, start + 12, 2);
  const minute = digitsAt(bytes, start + 15, 2);
  const second = digitsAt(bytes, start + 18, 2);
  if (month === 0 || Math.min(day, year, hour, minute, second) < 0) return Number.NaN;
  const minutes = hour * 60 + minute - zoneMinutes(bytes, start + 21, end);
  return utcMillis(year, month, day, minutes * 60 + second) * 1000;
}

/** `Aug  1 03:04:05` in microseconds, as if in the leap year 2000; NaN where it is none. */
export function parseYearless(bytes: Uint8Array, at: number): number {
  const month = monthOf(bytes, at);
  const day = bytes[at + 4] === 0x20 ? digitsAt(bytes, at + 5, 1) : digitsAt(bytes, at + 4, 2);
  const hour = digitsAt(bytes, at + 7, 2);
  const minute = digitsAt(bytes, at + 10, 2);
  const second = digitsAt(bytes, at + 13, 2);
  if (month === 0 || day < 1 || Math.min(hour, minute, second) < 0) return Number.NaN;
  return utcMillis(2000, month, day, (hour * 60 + minute) * 60 + second) * 1000;
}

/** An unsigned decimal number of fixed width, or -1. */
export function digitsAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i++) {
    const digit = bytes[i]! - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const dayMillis = 86_400_000;
/** The day of the last time that was asked for; the next one is mostly of the same. */
const lastDay = { number: Number.NaN, text: '' };
const twoDigits = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));

/**
 * A time in ISO 8601, in UTC, with the digits that the log gave.
 *
 * @param nanos below the microsecond, for logs with more than six digits
 */
export function timeText(micros: number, digits: number, nanos = 0): string | null {
  if (Number.isNaN(micros) || Math.abs(micros) > 8.64e18) return null;
  const millis = Math.floor(micros / 1000);
  const day = Math.floor(millis / dayMillis);
  if (day !== lastDay.number) {
    // Up to the T: years beyond 9999 have a sign and more digits.
    lastDay.text = new Date(day * dayMillis).toISOString().slice(0, -13);
    lastDay.number = day;
  }
  const rest = millis - day * dayMillis;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}`;
  if (digits === 0) return `${lastDay.text}${clock}Z`;
  const below = (rest % 1000) * 1_000_000 + Math.round(micros - millis * 1000) * 1000 + nanos;
  return `${lastDay.text}${clock}.${String(1_000_000_000 + below).slice(1, 1 + digits)}Z`;
}
