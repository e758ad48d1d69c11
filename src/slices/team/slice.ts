import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { teamGrants } from './access.ts';
import { createTeam } from './migrations/0001-create-team.ts';
import { teamRoutes } from './routes.ts';

export const teamSlice: ServerSlice = {
  name: 'team',
  migrations: [createTeam],
  routes: teamRoutes,
  grants: teamGrants,
};
