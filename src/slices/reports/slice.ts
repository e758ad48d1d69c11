import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { reportGrants } from './access.ts';
import { createPeriodicReports } from './migrations/0001-create-periodic-reports.ts';
import { reportRoutes } from './routes.ts';

/** Periodic reports whose figures can be opened. */
export const reportsSlice: ServerSlice = {
  name: 'reports',
  migrations: [createPeriodicReports],
  routes: reportRoutes,
  grants: reportGrants,
};
