import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { dutyGrants } from './access.ts';
import { dutyRoutes } from './routes.ts';
import { yearlyRoutes } from './yearly-routes.ts';

/** What the law asks of the team for an incident. */
export const dutiesSlice: ServerSlice = {
  name: 'duties',
  migrations: [],
  routes: [...dutyRoutes, ...yearlyRoutes],
  grants: dutyGrants,
};
