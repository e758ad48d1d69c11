// Times in ISO 8601 in UTC.

import { putPadded, twoDigits } from './numbers';

const EPOCH_SECONDS: i64 = 11644473600;
const LAST_SECOND: i64 = 253402300799;

// The text of a day, with the T behind it: most times of a log are of the day of the time before.
let dayText: usize = 0;
let day: i64 = i64.MIN_VALUE;

export function setDayText(at: usize): void {
  dayText = at;
}

// `fraction` is a number of `width` digits, of which `digits` are written.
export function putTime(at: usize, seconds: i64, fraction: u32, width: u32, digits: u32): usize {
  let ofDay = seconds / 86400;
  if (ofDay * 86400 > seconds) ofDay--;
  if (ofDay != day) writeDay(ofDay);
  v128.store(at, v128.load(dayText));
  const second = <u32>(seconds - ofDay * 86400);
  const minute = second / 60;
  const hour = minute / 60;
  store<u16>(at, <u16>twoDigits(hour), 11);
  store<u8>(at, 0x3a, 13);
  store<u16>(at, <u16>twoDigits(minute - hour * 60), 14);
  store<u8>(at, 0x3a, 16);
  store<u16>(at, <u16>twoDigits(second - minute * 60), 17);
  at += 19;
  if (digits > 0) {
    store<u8>(at, 0x2e);
    for (; width > digits; width--) fraction /= 10;
    at = putPadded(at + 1, fraction, digits);
  }
  store<u8>(at, 0x5a);
  return at + 1;
}

// The date of a day since 1970, counted in years that begin in March (Howard Hinnant, "chrono-compatible low-level
// date algorithms"). Years 1601 to 9999.
function writeDay(ofDay: i64): void {
  day = ofDay;
  const days = <u32>(ofDay + 719468);
  const era = days / 146097;
  const ofEra = days - era * 146097;
  const yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
  const ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const shifted = (5 * ofYear + 2) / 153;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  putPadded(dayText, year, 4);
  store<u8>(dayText, 0x2d, 4);
  store<u16>(dayText, <u16>twoDigits(month), 5);
  store<u8>(dayText, 0x2d, 7);
  store<u16>(dayText, <u16>twoDigits(ofYear - (153 * shifted + 2) / 5 + 1), 8);
  store<u8>(dayText, 0x54, 10);
}

// 0 for times that are not written as such.
export function putFileTime(at: usize, ticks: u64): usize {
  if (<i64>ticks < 0) return 0;
  const whole = ticks / 10000000;
  const seconds = <i64>whole - EPOCH_SECONDS;
  if (seconds > LAST_SECOND) return 0;
  return putTime(at, seconds, <u32>(ticks - whole * 10000000), 7, 7);
}
