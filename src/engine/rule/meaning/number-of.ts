import type { NumberOp, TimePart } from '../rule-model.ts';

/** The number that a text spells in decimal or as 0x..., or NaN. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  return /^([-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|0x[0-9a-fA-F]+)$/.test(trimmed)
    ? Number(trimmed)
    : Number.NaN;
}

/** A part of a date as it is written (no time zone is applied), or NaN. Weeks count as in ISO 8601. */
export function timePartOf(text: string, part: TimePart): number {
  const match = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/.exec(text);
  if (match === null) return Number.NaN;
  const [year, month, day, hour, minute] = match.slice(1).map((digits) => Number(digits ?? Number.NaN));
  switch (part) {
    case 'year':
      return year!;
    case 'month':
      return month!;
    case 'day':
      return day!;
    case 'hour':
      return hour!;
    case 'minute':
      return minute!;
    case 'week':
      return isoWeek(year!, month!, day!);
  }
}

function isoWeek(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(year, month - 1, day));
  const thursday = date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000;
  const yearStart = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - yearStart) / 86_400_000 / 7) + 1;
}

/** Whether a number stands in a relation to the one in the rule; NaN stands in none. */
export function compareNumber(value: number, op: NumberOp, limit: number): boolean {
  switch (op) {
    case 'lt':
      return value < limit;
    case 'lte':
      return value <= limit;
    case 'gt':
      return value > limit;
    case 'gte':
      return value >= limit;
    case 'eq':
      return value === limit;
  }
}
