import type { Services } from '../../platform/ctx/services.ts';
import type { JobDefinition } from '../../platform/jobs/job-queue.ts';
import { removeUnnamedBlobs } from './remove-unnamed-blobs.ts';

export const documentJobs = (services: () => Services): readonly JobDefinition[] => [
  {
    name: 'documents.remove-unnamed-blobs',
    cron: '41 3 * * *',
    run: async () => {
      const count = await removeUnnamedBlobs(services());
      services().log.info({ count }, 'contents without a record removed');
    },
  },
];
