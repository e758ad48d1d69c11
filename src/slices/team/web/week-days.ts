const DAY_MS = 86_400_000;
const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** The date (`YYYY-MM-DD`) that lies `days` later. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Today's date in Viet Nam (UTC+7), whatever the zone of the device. */
export const vietnamToday = (now: Date = new Date()): string =>
  new Date(now.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);

/** The Monday of the date's week; today's when the date is none. */
export const mondayOf = (date: string): string => {
  const known = Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? vietnamToday() : date;
  const weekday = new Date(`${known}T00:00:00Z`).getUTCDay();
  return addDays(known, -((weekday + 6) % 7));
};

/** The instant span of a date in Viet Nam, in milliseconds. */
export const spanOf = (date: string): { startMs: number; endMs: number } => {
  const startMs = Date.parse(`${date}T00:00:00+07:00`);
  return { startMs, endMs: startMs + DAY_MS };
};
