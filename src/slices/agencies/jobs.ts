import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { JobDefinition } from '../../platform/jobs/job-queue.ts';
import { askConfirmations } from './ask-confirmations.ts';
import { noteRefused } from './note-returned.ts';

const systemCtx = (services: Services, label: string) =>
  createCtx(services, { actor: createSystemActor(label), language: 'vi' });

export const agencyJobs = (services: () => Services): readonly JobDefinition[] => [
  {
    name: 'agencies.ask-confirmations',
    cron: '30 7 * * *',
    run: async () => {
      const counts = await askConfirmations(systemCtx(services(), 'agencies.ask-confirmations'));
      services().log.info(counts, 'agencies asked to confirm their data');
    },
  },
  {
    name: 'agencies.note-refused-mails',
    cron: '*/15 * * * *',
    run: async () => {
      await noteRefused(systemCtx(services(), 'agencies.note-refused-mails'));
    },
  },
];
