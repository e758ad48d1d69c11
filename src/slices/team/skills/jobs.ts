import type { Services } from '../../../platform/ctx/services.ts';
import type { JobDefinition } from '../../../platform/jobs/job-queue.ts';
import { remindCertificates } from './remind-certificates.ts';

export const skillJobs = (services: () => Services): readonly JobDefinition[] => [
  {
    name: 'team.remind-certificates',
    cron: '12 7 * * *',
    run: async () => {
      await remindCertificates(services());
    },
  },
];
