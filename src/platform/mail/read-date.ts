import type { StatedInstant } from './parsed-message.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const pattern =
  /^\s*(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*[\s-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([+-]\d{4})|([A-Za-z]{1,5}))?/;
/** Obsolete names of RFC 5322 section 4.3; all others mean "unknown". */
const zoneNames: Record<string, number> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

const formatZone = (minutes: number): string => {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

const readZone = (offset: string | undefined, name: string | undefined): number | undefined => {
  if (offset === undefined) return name === undefined ? undefined : zoneNames[name.toUpperCase()];
  if (offset === '-0000') return undefined;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3));
  if (minutes > 14 * 60) return undefined;
  return offset.startsWith('-') ? -minutes : minutes;
};

const readYear = (text: string): number => {
  const year = Number(text);
  if (text.length === 4) return year;
  return text.length === 3 ? 1900 + year : year < 50 ? 2000 + year : 1900 + year;
};

/**
 * Reads a Date header (RFC 5322 section 3.3 and its obsolete forms). Without a usable zone the clock time is
 * taken as UTC and `zone` is null. Null when unreadable or outside 1980 to 2100.
 */
export const readDate = (header: string | undefined): StatedInstant | null => {
  const match = pattern.exec((header ?? '').slice(0, 100));
  if (!match) return null;
  const month = months.indexOf((match[2] as string).toLowerCase());
  const year = readYear(match[3] as string);
  const [day, hour, minute, second] = [match[1], match[4], match[5], match[6] ?? '0'].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  if (month < 0 || year < 1980 || year > 2100 || day < 1 || hour > 23 || minute > 59 || second > 60)
    return null;
  const local = new Date(Date.UTC(year, month, day, hour, minute, Math.min(second, 59)));
  if (local.getUTCDate() !== day) return null;
  const zone = readZone(match[7], match[8]);
  return {
    instant: new Date(local.getTime() - (zone ?? 0) * 60_000),
    zone: zone === undefined ? null : formatZone(zone),
  };
};
