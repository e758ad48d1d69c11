import { isCalendarPeriod, type Period } from './contract/period.ts';
import { allTextsVi } from './texts/official.ts';

/** Words of the printed report. Official documents are Vietnamese, whatever language the screen has. */
export const official = allTextsVi;

const dayOf = (date: string): string => date.split('-').reverse().join('/');

const roman = ['I', 'II', 'III', 'IV'] as const;

/** "tháng 9 năm 2026", "quý III năm 2026", "6 tháng đầu năm 2026", "từ ngày … đến ngày …". */
export const periodWords = (period: Period): string => {
  const [year, month] = period.from.split('-').map(Number) as [number, number];
  if (!isCalendarPeriod(period)) {
    const days = `từ ngày ${dayOf(period.from)} đến ngày ${dayOf(period.to)}`;
    if (period.kind === 'half-year') return `6 tháng (${days})`;
    return period.kind === 'year' ? `năm ${period.to.slice(0, 4)} (${days})` : days;
  }
  if (period.kind === 'month') return `tháng ${month} năm ${year}`;
  if (period.kind === 'quarter') return `quý ${roman[Math.floor((month - 1) / 3)]} năm ${year}`;
  if (period.kind === 'half-year') return `6 tháng ${month === 1 ? 'đầu' : 'cuối'} năm ${year}`;
  return `năm ${year}`;
};

const grouped = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** "1.234", "không có" for a missing measurement. */
export const numberWords = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'không có số liệu' : grouped.format(value);

/** "tăng 12,5% so với kỳ trước (40)", "bằng kỳ trước", "kỳ trước không có". */
export const changeWords = (
  value: number | null | undefined,
  previous: number | null | undefined,
): string => {
  if (value === null || value === undefined || previous === null || previous === undefined) return '';
  if (value === previous) return 'bằng kỳ trước';
  if (previous === 0) return 'kỳ trước không có';
  const share = (Math.abs(value - previous) / previous) * 100;
  return `${value > previous ? 'tăng' : 'giảm'} ${grouped.format(share)}% so với kỳ trước (${grouped.format(previous)})`;
};
