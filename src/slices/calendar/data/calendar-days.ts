import type { CalendarDay } from '../contract/working-calendar.ts';

export type ShippedDay = CalendarDay & { basis: string };

const law = 'Bộ luật Lao động 45/2019/QH14, Điều 112';
const noticeOf = (year: number) => `${law}; thông báo lịch nghỉ năm ${year}`;
const awaited = `${law}; chưa có thông báo lịch nghỉ của năm`;

const holiday = (basis: string, nameVi: string, nameEn: string, ...days: string[]): ShippedDay[] =>
  days.map((day) => ({ day, kind: 'holiday', nameVi, nameEn, basis }));

/** A weekday off, made up for on a Saturday. */
const swap = (basis: string, nameVi: string, nameEn: string, off: string, worked: string): ShippedDay[] => [
  { day: off, kind: 'swap-day-off', nameVi, nameEn, basis },
  { day: worked, kind: 'swap-workday', nameVi: `Làm bù: ${nameVi}`, nameEn: `Made up for: ${nameEn}`, basis },
];

const newYear = ['Tết Dương lịch', 'New Year'] as const;
const tet = ['Tết Nguyên đán', 'Lunar New Year'] as const;
const kings = ['Giỗ Tổ Hùng Vương', 'Commemoration of the Hung Kings'] as const;
const victory = ['Ngày Chiến thắng', 'Reunification Day'] as const;
const labour = ['Ngày Quốc tế lao động', 'International Labour Day'] as const;
const national = ['Quốc khánh', 'National Day'] as const;

/**
 * Holidays and exchanged days of 2025 to 2027, written down from memory: none is verified. For 2027 only the days that
 * follow from the law and the lunar calendar are here; the notice of the year, which places the free days around Tet and
 * National Day, was not out.
 */
export const shippedDays: readonly ShippedDay[] = [
  ...holiday(noticeOf(2025), ...newYear, '2025-01-01'),
  ...holiday(noticeOf(2025), ...tet, '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'),
  ...holiday(noticeOf(2025), ...kings, '2025-04-07'),
  ...holiday(noticeOf(2025), ...victory, '2025-04-30'),
  ...holiday(noticeOf(2025), ...labour, '2025-05-01'),
  ...swap(noticeOf(2025), ...labour, '2025-05-02', '2025-04-26'),
  ...holiday(noticeOf(2025), ...national, '2025-09-01', '2025-09-02'),
  ...holiday(noticeOf(2026), ...newYear, '2026-01-01'),
  ...swap(noticeOf(2026), ...newYear, '2026-01-02', '2026-01-10'),
  ...holiday(noticeOf(2026), ...tet, '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
  ...holiday(noticeOf(2026), ...kings, '2026-04-26'),
  ...holiday(noticeOf(2026), 'Nghỉ bù Giỗ Tổ Hùng Vương', 'In lieu of the Hung Kings’ day', '2026-04-27'),
  ...holiday(noticeOf(2026), ...victory, '2026-04-30'),
  ...holiday(noticeOf(2026), ...labour, '2026-05-01'),
  ...swap(noticeOf(2026), ...national, '2026-08-31', '2026-08-22'),
  ...holiday(noticeOf(2026), ...national, '2026-09-01', '2026-09-02'),
  ...holiday(awaited, ...newYear, '2027-01-01'),
  ...holiday(awaited, ...tet, '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'),
  ...holiday(awaited, 'Nghỉ bù Tết Nguyên đán', 'In lieu of Lunar New Year', '2027-02-09', '2027-02-10'),
  ...holiday(awaited, ...kings, '2027-04-16'),
  ...holiday(awaited, ...victory, '2027-04-30'),
  ...holiday(awaited, ...labour, '2027-05-01'),
  ...holiday(awaited, 'Nghỉ bù Ngày Quốc tế lao động', 'In lieu of Labour Day', '2027-05-03'),
  ...holiday(awaited, ...national, '2027-09-02'),
];
