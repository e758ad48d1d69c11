import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { handOverDrafting } from '../team/contract/hand-over.ts';
import { incidentGrants } from './access.ts';
import { createIncidents } from './migrations/0001-create-incidents.ts';
import { addDutySigns } from './migrations/0002-add-duty-signs.ts';
import { incidentRoutes } from './routes.ts';
import { tellHandOver } from './tell-hand-over.ts';

export const incidentsSlice: ServerSlice = {
  name: 'incidents',
  migrations: [createIncidents, addDutySigns],
  routes: incidentRoutes,
  grants: incidentGrants,
  subscribers: { [handOverDrafting]: tellHandOver },
};
