import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';

const OFFSET_MS = 7 * 3_600_000;
const timeOf = (at: string) => new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(11, 16);
const dateOf = (at: string) => vietnamDateOf(new Date(at)).split('-').reverse().join('/');

/** `23/11/2026 06:00–14:00`, with the second date where the shift ends on another day. The same in both languages. */
export const sayShiftTime = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string => {
  const end = dateOf(startsAt) === dateOf(endsAt) ? timeOf(endsAt) : `${dateOf(endsAt)} ${timeOf(endsAt)}`;
  return `${dateOf(startsAt)} ${timeOf(startsAt)}–${end}`;
};
