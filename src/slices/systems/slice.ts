import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { systemGrants } from './access.ts';
import { createSystems } from './migrations/0001-create-systems.ts';
import { systemRoutes } from './routes.ts';

export const systemsSlice: ServerSlice = {
  name: 'systems',
  migrations: [createSystems],
  routes: systemRoutes,
  grants: systemGrants,
};
