import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { JobDefinition } from '../../platform/jobs/job-queue.ts';
import { carryOutAccess } from './access-changes.ts';
import { remindReplacements } from './remind-replacements.ts';

const systemCtx = (services: Services, label: string) =>
  createCtx(services, { actor: createSystemActor(label), language: 'vi' });

export const replacementJobs = (services: () => Services): readonly JobDefinition[] => [
  {
    // Just after midnight, when a decision's day begins; also asked for when a decision is recorded.
    name: 'team.carry-out-access',
    cron: '1 * * * *',
    run: async () => {
      await carryOutAccess(systemCtx(services(), 'team.carry-out-access'));
    },
  },
  {
    name: 'team.remind-replacements',
    cron: '45 7 * * *',
    run: async () => {
      const count = await remindReplacements(systemCtx(services(), 'team.remind-replacements'));
      services().log.info({ count }, 'replacements reminded of');
    },
  },
];
