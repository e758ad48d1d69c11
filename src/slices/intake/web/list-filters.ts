import type { QueryInputOf } from '../../../platform/http/route.ts';
import { type Channel, channels, type ReportKind, reportKinds, reportStates } from '../contract/codes.ts';
import type { listReportsRoute } from '../contract/report.ts';

export const periods = ['today', '7d', '30d', 'year'] as const;
export type Period = (typeof periods)[number];

type Filters = Omit<NonNullable<QueryInputOf<typeof listReportsRoute>>, 'cursor'>;

const dayMs = 86_400_000;
const offsetMs = 7 * 3_600_000;

/** Start of a period in Vietnam time, as an ISO instant. */
export const startOfPeriod = (period: Period, now: number): string => {
  const today = Math.floor((now + offsetMs) / dayMs) * dayMs - offsetMs;
  if (period === 'today') return new Date(today).toISOString();
  if (period === 'year') {
    const year = new Date(now + offsetMs).getUTCFullYear();
    return new Date(Date.UTC(year, 0, 1) - offsetMs).toISOString();
  }
  return new Date(today - (period === '7d' ? 6 : 29) * dayMs).toISOString();
};

const known = <Value extends string>(value: string | undefined, list: readonly Value[]): Value | undefined =>
  list.find((one) => one === value);

/** What the address says, as the query of the list; words that the route does not know are left out. */
export const toListFilters = (address: Readonly<Record<string, string>>, now: number): Filters => {
  const states = (address.state ?? '').split(',').flatMap((value) => known(value, reportStates) ?? []);
  const kind = known<ReportKind>(address.kind, reportKinds);
  const channel = known<Channel>(address.channel, channels);
  const period = known(address.period, periods);
  return {
    order: address.order === 'oldest' ? 'oldest' : 'newest',
    ...(states.length > 0 ? { state: states } : {}),
    ...(kind ? { kind } : {}),
    ...(channel ? { channel } : {}),
    ...(address.agency ? { agencyId: address.agency } : {}),
    ...(address.q ? { q: address.q.slice(0, 200) } : {}),
    ...(period ? { from: startOfPeriod(period, now) } : {}),
  };
};
