import { attackTypes, causes, handlers, severities } from '../../incidents/contract/codes.ts';
import { channels } from '../../intake/contract/codes.ts';

/**
 * Names of the figures of a periodic report. Whatever stands in a report has such a name, and the records behind it can
 * be listed by it. An agency's line is `agency.<id>`.
 */
export const overviewFigures = [
  'incident.received',
  'incident.carried-over',
  'incident.closed',
  'incident.open-at-end',
  'incident.severe',
  'incident.personal-data',
  'incident.not-an-incident',
] as const;
export const severityFigures = [
  'group.severe',
  'group.ordinary',
  'group.none',
  ...severities.map((severity) => `severity.${severity}` as const),
  'severity.none',
] as const;
export const causeFigures = [...causes.map((cause) => `cause.${cause}` as const), 'cause.none'] as const;
export const timeFigures = ['time.contain', 'time.restore', 'time.close'] as const;
export const reportFigures = [
  'report.received',
  'report.linked',
  'report.rejected',
  'report.waiting',
  ...channels.map((channel) => `channel.${channel}` as const),
] as const;
export const teamFigures = ['team.at-end', 'team.joined', 'team.left'] as const;

/** Rows of form 05 of Circular 20/2017/TT-BTTTT; `none` gathers what is no attack or is not classified yet. */
export const form05Rows = [...attackTypes, 'none', 'total'] as const;
/** Columns of form 05: number, who handled, estimated damage in dong. */
export const form05Columns = ['count', ...handlers, 'damage'] as const;
export type Form05Row = (typeof form05Rows)[number];
export type Form05Column = (typeof form05Columns)[number];
export type Form05Figure = `form05.${Form05Row}.${Form05Column}`;
export const form05Figure = (row: Form05Row, column: Form05Column): Form05Figure => `form05.${row}.${column}`;

export const form05Figures: readonly Form05Figure[] = form05Rows.flatMap((row) =>
  form05Columns.map((column) => form05Figure(row, column)),
);

/** Every figure but the lines of agencies. */
export const fixedFigures = [
  ...overviewFigures,
  ...severityFigures,
  ...causeFigures,
  ...timeFigures,
  ...reportFigures,
  ...teamFigures,
  ...form05Figures,
] as const;
export type FixedFigure = (typeof fixedFigures)[number];

/** Unit of a figure's value. Medians are null where nothing was measured. */
export const unitOf = (figure: string): 'count' | 'dong' | 'hours' => {
  if (figure.startsWith('time.')) return 'hours';
  return figure.endsWith('.damage') ? 'dong' : 'count';
};
