import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { accountGrants } from './access.ts';
import { accountJobs } from './jobs.ts';
import { createPeople } from './migrations/0001-create-people.ts';
import { createSignIn } from './migrations/0002-create-sign-in.ts';
import { createOrganisation } from './migrations/0003-create-organisation.ts';
import { accountRoutes } from './routes.ts';

/** People who sign in, their roles and sessions, keys for programs, the organisation's profile, the audit view. */
export const accountsSlice: ServerSlice = {
  name: 'accounts',
  migrations: [createPeople, createSignIn, createOrganisation],
  routes: accountRoutes,
  grants: accountGrants,
  jobs: accountJobs,
};
