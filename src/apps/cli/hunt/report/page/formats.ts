import { reportTexts } from './report-texts.ts';

/** How the reader wants to read: language and zone of times. */
export type Reading = { language: 'vi' | 'en'; zone: 'local' | 'utc' };

export const textsFor = (reading: Reading) => reportTexts[reading.language]!;

const localeOf = ({ language }: Reading): string => (language === 'en' ? 'en-GB' : 'vi-VN');

export const numberText = (value: number, reading: Reading, digits = 0): string =>
  value.toLocaleString(localeOf(reading), { maximumFractionDigits: digits });

export function sizeText(bytes: number, reading: Reading): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${numberText(bytes / 1000 ** step, reading, 1)} ${units[step]}`;
}

// Viet Nam has had one zone and no summer time since 1975.
const localOffsetMs = 7 * 3_600_000;

const inZone = (at: number, { zone }: Reading): string =>
  new Date(Math.floor(at) + (zone === 'local' ? localOffsetMs : 0)).toISOString();

/** Day and minute as the reader writes them. */
export function momentText(at: number, reading: Reading): string {
  if (Number.isNaN(at)) return textsFor(reading).noTime;
  const iso = inZone(at, reading);
  const [year, month, day] = iso.slice(0, 10).split('-');
  return `${day}/${month}/${year} ${iso.slice(11, 16)}`;
}

/** The time of a record with seconds and every digit that its log gave. */
export function exactText(time: string | null, at: number, reading: Reading): string {
  if (time === null || Number.isNaN(at)) return textsFor(reading).noTime;
  const fraction = /(\.\d+)Z$/.exec(time)?.[1] ?? '';
  return `${momentText(at, reading)}${inZone(at, reading).slice(16, 19)}${fraction}`;
}
