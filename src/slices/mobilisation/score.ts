import type { Score } from './contract/call-up.ts';
import { scoreMinutes } from './contract/codes.ts';

const MINUTE_MS = 60_000;

export type Timed = { calledAt: Date | null; firstAnswerAt: Date | null };

/**
 * How fast the called answered, whatever they answered: share within 5, 15 and 30 minutes of their own notice, and the
 * median. Backups that were never called do not count.
 */
export const scoreOf = (people: readonly Timed[]): Score => {
  const called = people.filter((one) => one.calledAt !== null);
  const tookMs = called
    .flatMap((one) =>
      one.firstAnswerAt && one.calledAt ? [one.firstAnswerAt.getTime() - one.calledAt.getTime()] : [],
    )
    .sort((first, second) => first - second);
  const middle = Math.floor(tookMs.length / 2);
  const medianMs =
    tookMs.length === 0
      ? null
      : tookMs.length % 2 === 1
        ? (tookMs[middle] as number)
        : ((tookMs[middle - 1] as number) + (tookMs[middle] as number)) / 2;
  return {
    called: called.length,
    answered: tookMs.length,
    within: scoreMinutes.map((minutes) => {
      const count = tookMs.filter((took) => took <= minutes * MINUTE_MS).length;
      return { minutes, count, share: called.length === 0 ? 0 : count / called.length };
    }),
    medianMinutes: medianMs === null ? null : Math.round((medianMs / MINUTE_MS) * 10) / 10,
  };
};
