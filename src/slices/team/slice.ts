import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { teamGrants } from './access.ts';
import { createTeam } from './migrations/0001-create-team.ts';
import { createDutyRoster } from './migrations/0002-create-duty-roster.ts';
import { createSkills } from './migrations/0003-create-skills.ts';
import { teamRoutes } from './routes.ts';
import { skillJobs } from './skills/jobs.ts';

export const teamSlice: ServerSlice = {
  name: 'team',
  migrations: [createTeam, createDutyRoster, createSkills],
  routes: teamRoutes,
  grants: teamGrants,
  jobs: skillJobs,
};
