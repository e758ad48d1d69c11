import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { teamGrants } from './access.ts';
import { createTeam } from './migrations/0001-create-team.ts';
import { createDutyRoster } from './migrations/0002-create-duty-roster.ts';
import { createSkills } from './migrations/0003-create-skills.ts';
import { createReplacements } from './migrations/0004-create-replacements.ts';
import { replacementJobs } from './replacement-jobs.ts';
import { replacementRoutes } from './replacement-routes.ts';
import { teamRoutes } from './routes.ts';
import { skillJobs } from './skills/jobs.ts';

export const teamSlice: ServerSlice = {
  name: 'team',
  migrations: [createTeam, createDutyRoster, createSkills, createReplacements],
  routes: [...teamRoutes, ...replacementRoutes],
  grants: teamGrants,
  jobs: (services) => [...skillJobs(services), ...replacementJobs(services)],
};
