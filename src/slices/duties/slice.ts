import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { dutyGrants } from './access.ts';
import { clockRoutes } from './clock-routes.ts';
import { createClocks } from './migrations/0001-create-clocks.ts';
import { dutyRoutes } from './routes.ts';
import { dutySubscribers } from './subscribers.ts';
import { dutyJobs, watchService } from './watch-duties.ts';
import { yearlyRoutes } from './yearly-routes.ts';

/** What the law asks of the team: rules, clocks, proof of dispatch, and the forms of an incident. */
export const dutiesSlice: ServerSlice = {
  name: 'duties',
  migrations: [createClocks],
  routes: [...clockRoutes, ...dutyRoutes, ...yearlyRoutes],
  grants: dutyGrants,
  subscribers: dutySubscribers,
  jobs: dutyJobs,
  background: [watchService],
};
