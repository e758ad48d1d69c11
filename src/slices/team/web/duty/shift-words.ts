import { formatDate, formatTime, type Language } from '../../../../ui/format-date.ts';

type Span = { startsAt: string; endsAt: string };

/** `06:00–14:00`. */
export const timeWords = ({ startsAt, endsAt }: Span): string =>
  `${formatTime(startsAt)}–${formatTime(endsAt)}`;

/** `23/11/2026 06:00–14:00`. */
export const shiftWords = (span: Span, language: Language): string =>
  `${formatDate(span.startsAt, language)} ${timeWords(span)}`;

/** Family and middle names take room; the given name with the middle one tells colleagues apart in a cell. */
export const shortName = (fullName: string): string => fullName.split(' ').slice(-2).join(' ');

/** The same hours on another day of Viet Nam. */
export const moveToDay = ({ startsAt, endsAt }: Span, day: string): Span => {
  const ownDay = new Date(Date.parse(startsAt) + 7 * 3_600_000).toISOString().slice(0, 10);
  const shiftMs = Date.parse(`${day}T00:00:00Z`) - Date.parse(`${ownDay}T00:00:00Z`);
  const move = (at: string) => new Date(Date.parse(at) + shiftMs).toISOString();
  return { startsAt: move(startsAt), endsAt: move(endsAt) };
};
