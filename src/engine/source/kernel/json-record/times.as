// Times as ../../parse-time.ts (parseIsoTime) and ../../parse-loose-time.ts (parseEpoch) read them.

// The time that was read last: microseconds since 1970, nanoseconds below, digits of its fraction, 1 without a zone.
export let micros: f64 = 0;
export let nanos: i32 = 0;
export let digits: i32 = 0;
export let isLocal: i32 = 0;

// `2026-08-01T03:04`, as it was read last, and its minutes since 1970. Zeros are no time.
let minuteText: v128 = i64x2.splat(0);
let minutes: i64 = 0;

export function readIso(start: usize, end: usize): bool {
  if (end - start < 19 || load<u8>(start + 4) != 0x2d || load<u8>(start + 13) != 0x3a) return false;
  const text = v128.load(start);
  if (!i8x16.all_true(i8x16.eq(text, minuteText))) {
    if (!readMinute(start)) return false;
    minuteText = text;
  }
  const second = number(start + 17, 2);
  if (<u32>second > 60) return false;
  let at = start + 19;
  let fraction = 0;
  let length = 0;
  const mark = load<u8>(at);
  if (mark == 0x2e || mark == 0x2c) {
    for (at++; at < end; at++, length++) {
      const digit = <u32>load<u8>(at) - 0x30;
      if (digit > 9) break;
      if (length < 9) fraction = fraction * 10 + digit;
    }
    for (let i = length; i < 9; i++) fraction *= 10;
  }
  const zoned = minutes - zoneMinutes(at, end);
  // In the steps of JavaScript, so that far times are rounded the same.
  micros = <f64>((zoned * 60 + second) * 1000) * 1000 + <f64>(fraction / 1000);
  nanos = fraction % 1000;
  digits = min(length, 9);
  const zone = at < end ? load<u8>(at) : 0;
  isLocal = zone == 0x5a || zone == 0x7a || zone == 0x2b || zone == 0x2d ? 0 : 1;
  return true;
}

function readMinute(start: usize): bool {
  const year = number(start, 4);
  const month = number(start + 5, 2);
  const day = number(start + 8, 2);
  const hour = number(start + 11, 2);
  const minute = number(start + 14, 2);
  if ((year | month | day | hour | minute) < 0) return false;
  if (month > 12 || day > 31 || hour > 24 || minute > 59) return false;
  minutes = <i64>(daysBefore(year, month) + day - 1) * 1440 + hour * 60 + minute;
  return true;
}

// Seconds since 1970 with or without a fraction, whole milliseconds, whole microseconds.
export function readEpoch(start: usize, end: usize): bool {
  let at = start;
  while (at < end && <u32>load<u8>(at) - 0x30 <= 9) at++;
  let whole = at - start;
  let from = at;
  if (at < end) {
    if (load<u8>(at) != 0x2e || (whole != 9 && whole != 10)) return false;
    from++;
    for (at++; at < end; at++) if (<u32>load<u8>(at) - 0x30 > 9) return false;
    if (end - from < 1 || end - from > 9) return false;
  } else if (whole == 13 || whole == 16) {
    whole = 10;
    from = start + 10;
  } else if (whole != 9 && whole != 10) return false;
  let seconds: i64 = 0;
  for (let i: usize = 0; i < whole; i++) seconds = seconds * 10 + load<u8>(start + i) - 0x30;
  let fraction = 0;
  for (let i = from; i < end; i++) fraction = fraction * 10 + load<u8>(i) - 0x30;
  digits = <i32>(end - from);
  for (let i = digits; i < 9; i++) fraction *= 10;
  micros = <f64>seconds * 1000000 + <f64>(fraction / 1000);
  nanos = fraction % 1000;
  isLocal = 0;
  return true;
}

// An unsigned number of fixed width, or -1.
@inline function number(at: usize, width: usize): i32 {
  let value = 0;
  for (let i: usize = 0; i < width; i++) {
    const digit = <i32>load<u8>(at + i) - 0x30;
    if (<u32>digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function zoneMinutes(start: usize, end: usize): i32 {
  const byte = load<u8>(start);
  const sign = byte == 0x2b ? 1 : byte == 0x2d ? -1 : 0;
  if (sign == 0 || end - start < 5) return 0;
  const hours = number(start + 1, 2);
  const rest = number(start + (load<u8>(start + 3) == 0x3a ? 4 : 3), 2);
  return hours < 0 || rest < 0 ? 0 : sign * (hours * 60 + rest);
}

// Days from 1970 to the first of a month (0 is the last of the year before). Years before 100 mean those of the 20th
// century, as for Date.UTC.
function daysBefore(written: i32, month: i32): i32 {
  const full = written < 100 ? written + 1900 : written;
  // Years begin in March, so that the day that leap years have more is the last one.
  const year = month > 2 ? full : full - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const era = year / 400;
  const yearOfEra = year - era * 400;
  const dayOfYear = (153 * months + 2) / 5;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}
