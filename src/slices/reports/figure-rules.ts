import { addDays, startOfVietnamDate } from '../../platform/time/vietnam-time.ts';
import { isSevere } from '../incidents/contract/codes.ts';
import { fixedFigures } from './contract/figures.ts';
import type { Fact, FactSource, Span } from './facts.ts';

/** Start of the first day and of the day after the last, as ISO 8601 in UTC: instants compare as text. */
type Bounds = { from: string; before: string; firstDay: string; lastDay: string };
type Test = (fact: Fact, bounds: Bounds) => boolean;

/** How a figure comes from facts: which of them it counts, and what it measures on them (default: their number). */
export type FigureRule = {
  source: FactSource;
  counts: Test;
  /** Sum of this value. */
  sum?: string;
  /** Median of the hours between two instants. */
  hours?: readonly [from: 'detectedAt' | 'at', to: 'containedAt' | 'restoredAt' | 'closedAt'];
};

export const boundsOf = (span: Pick<Span, 'from' | 'to'>): Bounds => ({
  from: startOfVietnamDate(span.from).toISOString(),
  before: startOfVietnamDate(addDays(span.to, 1)).toISOString(),
  firstDay: span.from,
  lastDay: span.to,
});

const value = (fact: Fact, name: string): string | null => {
  const found = fact.values[name];
  return typeof found === 'string' ? found : null;
};
const isWithin = (instant: string | null, { from, before }: Bounds): boolean =>
  instant !== null && instant >= from && instant < before;
const isReal = (fact: Fact): boolean => value(fact, 'status') !== 'not-an-incident';
/** Received in the period and an incident: what most figures count. */
const received: Test = (fact, bounds) => isReal(fact) && isWithin(fact.at, bounds);

const incident = (counts: Test, more: Partial<FigureRule> = {}): FigureRule => ({
  source: 'incident',
  counts,
  ...more,
});
const receivedWith = (name: string, wanted: string | null): FigureRule =>
  incident((fact, bounds) => received(fact, bounds) && value(fact, name) === wanted);
const report = (wanted?: (fact: Fact) => boolean): FigureRule => ({
  source: 'report',
  counts: (fact, bounds) => isWithin(fact.at, bounds) && (wanted?.(fact) ?? true),
});
const stay = (counts: Test): FigureRule => ({ source: 'stay', counts });

const fixed: Readonly<Record<string, FigureRule>> = {
  'incident.received': incident(received),
  'incident.carried-over': incident((fact, bounds) => {
    const closed = value(fact, 'closedAt');
    return isReal(fact) && fact.at < bounds.from && (closed === null || closed >= bounds.from);
  }),
  'incident.closed': incident((fact, bounds) => isReal(fact) && isWithin(value(fact, 'closedAt'), bounds)),
  'incident.open-at-end': incident((fact, bounds) => {
    const closed = value(fact, 'closedAt');
    return isReal(fact) && fact.at < bounds.before && (closed === null || closed >= bounds.before);
  }),
  'incident.severe': incident(
    (fact, bounds) =>
      received(fact, bounds) &&
      isSevere({ group: value(fact, 'group'), severity: value(fact, 'severity') } as Parameters<
        typeof isSevere
      >[0]),
  ),
  'incident.personal-data': receivedWith('personalData', 'yes'),
  'incident.not-an-incident': incident((fact, bounds) => !isReal(fact) && isWithin(fact.at, bounds)),
  'time.contain': incident((fact, bounds) => received(fact, bounds) && value(fact, 'containedAt') !== null, {
    hours: ['detectedAt', 'containedAt'],
  }),
  'time.restore': incident((fact, bounds) => received(fact, bounds) && value(fact, 'restoredAt') !== null, {
    hours: ['detectedAt', 'restoredAt'],
  }),
  'time.close': incident((fact, bounds) => isReal(fact) && isWithin(value(fact, 'closedAt'), bounds), {
    hours: ['at', 'closedAt'],
  }),
  'report.received': report(),
  'report.linked': report((fact) => fact.values.state === 'linked'),
  'report.rejected': report((fact) => fact.values.state === 'rejected'),
  'report.waiting': report((fact) => fact.values.state === 'received' || fact.values.state === 'verifying'),
  // `to` is the first day on which a stay no longer holds. Somebody who changes the post neither joins nor leaves;
  // `readFacts` has marked those stays.
  'team.at-end': stay((fact, { lastDay }) => {
    const to = value(fact, 'to');
    return fact.at <= lastDay && (to === null || to > lastDay);
  }),
  'team.joined': stay(
    (fact, { firstDay, lastDay }) => fact.at >= firstDay && fact.at <= lastDay && !fact.values.continues,
  ),
  // Members at the end of the period before, and joined, and not left, are those at the end of this one.
  'team.left': stay((fact, { firstDay, lastDay }) => {
    const to = value(fact, 'to');
    return to !== null && to >= firstDay && to <= lastDay && !fact.values.goesOn;
  }),
};

const families: Readonly<Record<string, (rest: string) => FigureRule>> = {
  group: (rest) => receivedWith('group', rest === 'none' ? null : rest),
  severity: (rest) => receivedWith('severity', rest === 'none' ? null : rest),
  cause: (rest) => receivedWith('cause', rest === 'none' ? null : rest),
  channel: (rest) => report((fact) => fact.values.channel === rest),
  agency: (rest) =>
    incident((fact, bounds) => received(fact, bounds) && fact.agencyId === (rest === 'none' ? null : rest)),
};

/** A cell of form 05 of Circular 20/2017/TT-BTTTT: attack type by who handled the incident, and the damage. */
const form05Rule = (row: string, column: string): FigureRule => {
  const inRow = (fact: Fact) =>
    row === 'total' || value(fact, 'attackType') === (row === 'none' ? null : row);
  const inColumn = (fact: Fact) =>
    column === 'count' || column === 'damage' || value(fact, 'handledBy') === column;
  return incident(
    (fact, bounds) =>
      received(fact, bounds) &&
      inRow(fact) &&
      inColumn(fact) &&
      (column !== 'damage' || fact.values.damage !== null),
    column === 'damage' ? { sum: 'damage' } : {},
  );
};

const agencyName = /^(none|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const fixedNames: ReadonlySet<string> = new Set(fixedFigures);

/** The rule of a figure's name; undefined for a name that no report has. */
export const ruleOf = (figure: string): FigureRule | undefined => {
  const [family, ...rest] = figure.split('.') as [string, ...string[]];
  if (family === 'agency')
    return agencyName.test(rest.join('.')) ? families.agency?.(rest.join('.')) : undefined;
  if (!fixedNames.has(figure)) return undefined;
  if (family === 'form05') return form05Rule(rest[0] ?? '', rest[1] ?? '');
  return fixed[figure] ?? families[family]?.(rest.join('.'));
};

const HOUR_MS = 3_600_000;

const medianOf = (numbers: number[]): number | null => {
  if (numbers.length === 0) return null;
  const sorted = numbers.sort((first, second) => first - second);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
};

/** The facts that a figure counts, in their order. */
export const countedFacts = (rule: FigureRule, facts: readonly Fact[], bounds: Bounds): Fact[] =>
  facts.filter((fact) => fact.source === rule.source && rule.counts(fact, bounds));

/** The value of a figure: a number, a sum in dong, or a median of hours with one decimal (null where nothing was measured). */
export const measure = (rule: FigureRule, counted: readonly Fact[]): number | null => {
  const { sum, hours } = rule;
  if (sum) return counted.reduce((total, fact) => total + Number(fact.values[sum] ?? 0), 0);
  if (!hours) return counted.length;
  const [from, to] = hours;
  const spans = counted.flatMap((fact) => {
    const start = from === 'at' ? fact.at : value(fact, from);
    const end = value(fact, to);
    return start && end ? [(Date.parse(end) - Date.parse(start)) / HOUR_MS] : [];
  });
  const median = medianOf(spans.filter((span) => span >= 0));
  return median === null ? null : Math.round(median * 10) / 10;
};
