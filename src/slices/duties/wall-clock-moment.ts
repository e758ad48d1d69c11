import { startOfVietnamDate, vietnamDateOf } from '../../platform/time/vietnam-time.ts';

type Moment = { date: string; hour?: number; minute?: number };

/**
 * The instant as the clock in Viet Nam shows it, no more exactly than it is known. The national forms name no zone, so
 * every time on them is Vietnamese time, in whatever zone it was stated first.
 */
export const wallClockMoment = (at: Date, precision: 'minute' | 'hour' | 'day' = 'minute'): Moment => {
  const date = vietnamDateOf(at);
  const minutes = Math.floor((at.getTime() - startOfVietnamDate(date).getTime()) / 60_000);
  return {
    date,
    ...(precision === 'day' ? {} : { hour: Math.floor(minutes / 60) }),
    ...(precision === 'minute' ? { minute: minutes % 60 } : {}),
  };
};
