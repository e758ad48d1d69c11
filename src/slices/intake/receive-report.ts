import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Input } from '../../platform/http/handle.ts';
import type { createReportRoute, Receipt } from './contract/new-report.ts';
import { createReport } from './create-reports.ts';
import { receiveMail } from './receive-mail.ts';

/** POST /reports: a JSON body, or a whole MIME message that is treated like one that came by mail. */
export const receiveReport = async (ctx: Ctx, input: Input<typeof createReportRoute>): Promise<Receipt> => {
  const [message] = input.files;
  if (!message) return createReport(ctx, input.body, input.idempotencyKey);
  return receiveMail(ctx.services, {
    raw: await ctx.services.blobs.read(message.sha256),
    recipients: [],
    source: `${ctx.actor.kind}:${ctx.actor.id ?? ''}`,
    filedBy: ctx.actor,
  });
};
