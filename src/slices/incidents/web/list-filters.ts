import { groups, severities, statuses, tlps } from '../contract/codes.ts';
import { type IncidentSort, incidentSorts } from '../contract/schemas.ts';
import type { IncidentFilters } from './incident-queries.ts';

export const periods = ['7d', '30d', 'year'] as const;
type Period = (typeof periods)[number];

const dayMs = 86_400_000;
const offsetMs = 7 * 3_600_000;

/** Start of a period in Vietnam time, as an ISO instant. */
export const startOfPeriod = (period: Period, now: number): string => {
  if (period === 'year') {
    return new Date(Date.UTC(new Date(now + offsetMs).getUTCFullYear(), 0, 1) - offsetMs).toISOString();
  }
  const today = Math.floor((now + offsetMs) / dayMs) * dayMs - offsetMs;
  return new Date(today - (period === '7d' ? 6 : 29) * dayMs).toISOString();
};

const known = <Value extends string>(value: string | undefined, list: readonly Value[]): Value | undefined =>
  list.find((one) => one === value);

const severalOf = <Value extends string>(value: string | undefined, list: readonly Value[]): Value[] =>
  (value ?? '').split(',').flatMap((one) => known(one, list) ?? []);

/** Order of the list as the address says it: `-detected` for the latest first. */
export const sortOf = (value: string | undefined): { sort: IncidentSort; isDescending: boolean } => ({
  sort: known(value?.replace(/^-/, ''), incidentSorts) ?? 'updated',
  isDescending: value === undefined || value.startsWith('-'),
});

/** What the address says, as the query of the list; words that the route does not know are left out. */
export const toListFilters = (address: Readonly<Record<string, string>>, now: number): IncidentFilters => {
  const status = severalOf(address.status, statuses);
  const severity = severalOf(address.severity, severities);
  const group = known(address.group, groups);
  const tlp = known(address.tlp, tlps);
  const period = known(address.period, periods);
  const state = known(address.state, ['open', 'ended'] as const);
  const { sort, isDescending } = sortOf(address.sort);
  return {
    sort,
    direction: isDescending ? 'desc' : 'asc',
    ...(status.length > 0 ? { status } : {}),
    ...(severity.length > 0 ? { severity } : {}),
    ...(group ? { group } : {}),
    ...(tlp ? { tlp } : {}),
    ...(state ? { state } : {}),
    ...(address.lead === 'me' ? { lead: 'me' as const } : {}),
    ...(address.agency ? { agencyId: address.agency } : {}),
    ...(address.q ? { q: address.q.slice(0, 200) } : {}),
    ...(period ? { detectedFrom: startOfPeriod(period, now) } : {}),
  };
};
