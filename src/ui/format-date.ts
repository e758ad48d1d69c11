export type Language = 'vi' | 'en';

/** Whole country, no summer time: UTC+07:00. */
const zone = 'Asia/Ho_Chi_Minh';
const offsetMs = 7 * 3_600_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

const parts = (at: string | Date) => {
  const shifted = new Date(new Date(at).getTime() + offsetMs);
  return {
    day: shifted.getUTCDate(),
    month: shifted.getUTCMonth(),
    year: shifted.getUTCFullYear(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
};

/** Instant as a day: `23/11/2026` or `23 Nov 2026`. A bare date (`2026-11-23`) stays that day. */
export const formatDate = (at: string | Date, language: Language): string => {
  const { day, month, year } = parts(at);
  return language === 'vi' ? `${two(day)}/${two(month + 1)}/${year}` : `${day} ${months[month]} ${year}`;
};

/** Instant as time of day: `02:10`. */
export const formatTime = (at: string | Date): string => {
  const { hour, minute } = parts(at);
  return `${two(hour)}:${two(minute)}`;
};

/** Instant to the minute: `23/11/2026 02:10` or `23 Nov 2026 02:10`, in Asia/Ho_Chi_Minh. */
export const formatDateTime = (at: string | Date, language: Language): string =>
  `${formatDate(at, language)} ${formatTime(at)}`;

/** Distance from now in words: `3 phút trước`, `hôm qua`, `in 2 hours`; beyond 7 days the date. */
export const formatRelative = (at: string | Date, language: Language, now: Date = new Date()): string => {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const seconds = Math.round((new Date(at).getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 60) return language === 'vi' ? 'vừa xong' : 'just now';
  if (size < 3600) return words.format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return words.format(Math.trunc(seconds / 3600), 'hour');
  if (size < 7 * 86_400) return words.format(Math.trunc(seconds / 86_400), 'day');
  return formatDate(at, language);
};

const typed = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\s,]+(\d{1,2})[:hg.](\d{2}))?\s*$/;

/**
 * What a person typed (`23/11/2026 02:10`, also `23-11-2026 2h10`) as an ISO instant.
 * @returns undefined when it is no such day or time, or when the time is missing.
 */
export const parseDateTime = (value: string): string | undefined => {
  const found = typed.exec(value);
  if (!found?.[4]) return undefined;
  const [day, month, year, hour, minute] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const isSame = local.getUTCDate() === day && local.getUTCMonth() === month - 1 && hour < 24 && minute < 60;
  return isSame ? new Date(local.getTime() - offsetMs).toISOString() : undefined;
};

/** What a person typed (`23/11/2026`) as a bare ISO date (`2026-11-23`); undefined when it is no such day. */
export const parseDate = (value: string): string | undefined => {
  const found = typed.exec(value);
  if (!found || found[4]) return undefined;
  const [day, month, year] = found.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1
    ? `${year}-${two(month)}-${two(day)}`
    : undefined;
};

/** Name of the zone that all forms above use. */
export const displayZone = zone;
