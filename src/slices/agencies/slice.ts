import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { mailReturned } from '../../platform/outbox/returned-mail.ts';
import { agencyGrants } from './access.ts';
import { agencyJobs } from './jobs.ts';
import { createAgencies } from './migrations/0001-create-agencies.ts';
import { createAgencyChanges } from './migrations/0002-create-agency-changes.ts';
import { onReturnedMail } from './note-returned.ts';
import { agencyRoutes } from './routes.ts';

export const agenciesSlice: ServerSlice = {
  name: 'agencies',
  migrations: [createAgencies, createAgencyChanges],
  routes: agencyRoutes,
  grants: agencyGrants,
  jobs: agencyJobs,
  subscribers: { [mailReturned]: onReturnedMail },
};
