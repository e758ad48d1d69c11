/**
 * The zone of every duty list, deadline and official date: Asia/Ho_Chi_Minh, UTC+7 without summer time since 1975.
 * A fixed offset is exact here and needs no zone data.
 */
const OFFSET_MS = 7 * 3_600_000;

export const DAY_MS = 86_400_000;

/** The calendar date (`YYYY-MM-DD`) that a clock in Viet Nam shows at the instant. */
export const vietnamDateOf = (at: Date): string =>
  new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The instant at which the calendar date begins in Viet Nam. */
export const startOfVietnamDate = (date: string): Date => new Date(`${date}T00:00:00+07:00`);

/** The calendar date that lies `days` later (or earlier, when negative). */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
