export type ClockState = 'done' | 'calm' | 'soon' | 'late';

/** Share of the whole time under which a clock turns amber. */
const soonShare = 0.2;

/** Without a start the clock turns amber in the last hour. */
const soonMs = 3_600_000;

/** Where a clock stands. Times in milliseconds since 1970. */
export const clockState = (now: number, due: number, started?: number, done?: number): ClockState => {
  if (done !== undefined) return 'done';
  if (now >= due) return 'late';
  const left = due - now;
  return left < (started === undefined ? soonMs : (due - started) * soonShare) ? 'soon' : 'calm';
};
