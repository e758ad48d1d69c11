import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { JobDefinition } from '../../platform/jobs/job-queue.ts';
import { scrubLinkMails } from './account-links.ts';

const dayMs = 24 * 3_600_000;
/** Ended sessions stay readable for this long, for questions about who was signed in. */
const sessionsKeptMs = 90 * dayMs;

/** Removes what has run out: steps, counters, old sessions, and the tokens in mails of links that have expired. */
export const removeExpired = async (services: Services): Promise<void> => {
  const ctx = createCtx(services, { actor: createSystemActor('accounts.remove-expired'), language: 'vi' });
  const at = ctx.now().getTime();
  await ctx.tx(async (tx) => {
    await tx.deleteFrom('sign_in_steps').where('expires_at', '<', ctx.now()).execute();
    await tx
      .deleteFrom('sign_in_failures')
      .where('last_at', '<', new Date(at - 2 * dayMs))
      .execute();
    await tx
      .deleteFrom('sessions')
      .where('expires_at', '<', new Date(at - sessionsKeptMs))
      .execute();
    const expired = await tx
      .updateTable('account_links')
      .set({ closed_at: ctx.now() })
      .where('closed_at', 'is', null)
      .where('expires_at', '<', ctx.now())
      .returning('id')
      .execute();
    await scrubLinkMails(
      tx,
      expired.map((link) => link.id),
    );
  });
};

export const accountJobs = (services: () => Services): readonly JobDefinition[] => [
  { name: 'accounts.remove-expired', cron: '17 * * * *', run: () => removeExpired(services()) },
];
