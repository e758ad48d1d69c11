import { formatDate, type Language } from '../../../ui/format-date.ts';
import { formatNumber } from '../../../ui/format-number.ts';
import type { useText } from '../../../ui/use-text.ts';
import { type Form05Column, type Form05Row, unitOf } from '../contract/figures.ts';
import { isCalendarPeriod, type Period } from '../contract/period.ts';
import type { CountedRecord, PeriodicReport, PeriodicReportState } from '../contract.ts';

type Text = ReturnType<typeof useText>;
type Agencies = PeriodicReport['agencies'];

/** "Quý 4/2026", "15/12/2025 – 14/12/2026". */
export const sayPeriod = (text: Text, language: Language, period: Period): string => {
  const [year, month] = period.from.split('-').map(Number) as [number, number];
  const days = `${formatDate(period.from, language)} – ${formatDate(period.to, language)}`;
  if (!isCalendarPeriod(period)) return days;
  const kind = text(`reports.kind.${period.kind}`);
  if (period.kind === 'month') return `${kind} ${month}/${year}`;
  if (period.kind === 'quarter') return `${kind} ${Math.ceil(month / 3)}/${year}`;
  if (period.kind === 'half-year') return `${kind} ${month < 7 ? 1 : 2}/${year}`;
  return `${kind} ${year}`;
};

export const toneOf = (state: PeriodicReportState) =>
  state === 'approved' ? 'good' : state === 'submitted' ? 'wait' : 'active';

export const sayForm05Row = (text: Text, row: Form05Row): string =>
  row === 'none' || row === 'total' ? text(`reports.row.${row}`) : text(`incidents.attackType.${row}`);

/** The name of a figure as a reader sees it. */
export const sayFigure = (text: Text, key: string, agencies: Agencies = []): string => {
  const [family, row, column] = key.split('.');
  if (family === 'form05') {
    return `${sayForm05Row(text, row as Form05Row)}: ${text(`reports.column.${column as Form05Column}`)}`;
  }
  if (family === 'agency') {
    return agencies.find((line) => line.key === key)?.agency?.name ?? text('reports.no-agency');
  }
  return text(`reports.figure.${key}` as Parameters<Text>[0]);
};

/** A value with its unit; words where nothing was measured. */
export const sayValue = (text: Text, language: Language, key: string, value: number | null): string => {
  if (value === null) return text('reports.none');
  const number = formatNumber(value, language, 1);
  return unitOf(key) === 'hours' ? text('reports.hours', { count: number }) : number;
};

/** "tăng 3", "giảm 1", "không đổi"; nothing where one of the two is missing. */
export const sayChange = (
  text: Text,
  language: Language,
  value: number | null,
  previous: number | null,
): string | null => {
  if (value === null || previous === null) return null;
  if (value === previous) return text('reports.same');
  const count = formatNumber(Math.abs(value - previous), language, 1);
  return text(value > previous ? 'reports.more' : 'reports.less', { count });
};

export const addressOfRecords = (reportId: string, figure: string): string =>
  `/periodic-reports/${reportId}/records?figure=${encodeURIComponent(figure)}`;

/** Where a counted record lives. */
export const addressOfRecord = ({ source, id }: Pick<CountedRecord, 'source' | 'id'>): string => {
  if (source === 'incident') return `/incidents/${id}`;
  return source === 'report' ? `/reports/${id}` : `/team/members/${id}`;
};
