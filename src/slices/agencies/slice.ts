import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { agencyGrants } from './access.ts';
import { createAgencies } from './migrations/0001-create-agencies.ts';
import { agencyRoutes } from './routes.ts';

export const agenciesSlice: ServerSlice = {
  name: 'agencies',
  migrations: [createAgencies],
  routes: agencyRoutes,
  grants: agencyGrants,
};
