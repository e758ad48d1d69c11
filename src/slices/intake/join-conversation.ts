import type { Ctx } from '../../platform/ctx/ctx.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import type { ParsedMessage } from '../../platform/mail/parsed-message.ts';
import { addFiles } from '../documents/public.ts';
import type { Receipt } from './contract/new-report.ts';
import type { FiledAttachment } from './filed-report.ts';
import { composeDescription, mailFactsOf } from './mail-to-text.ts';
import { createReceipt } from './receipt.ts';

type Reply = { message: ParsedMessage; sha256: string; files: readonly FiledAttachment[] };

/**
 * Adds a mail to the conversation of the report that its token names. Whether the sender is the reporter is shown,
 * not trusted: the token proves only that somebody had our mail.
 * @returns undefined when there is no such report
 */
export const joinConversation = (ctx: Ctx, reportId: string, reply: Reply): Promise<Receipt | undefined> =>
  ctx.tx(async (tx) => {
    const report = await tx
      .selectFrom('reports')
      .select(['id', 'number', 'channel', 'state', 'received_at', 'agency_id', 'reporter_email'])
      .where('id', '=', reportId)
      .executeTakeFirst();
    if (!report) return undefined;
    const { message } = reply;
    const sender = message.from?.address ?? '';
    const inserted = await tx
      .insertInto('report_messages')
      .values({
        id: uuid7(ctx.now().getTime()),
        report_id: report.id,
        direction: 'in',
        channel: 'email',
        at: ctx.now(),
        author_person_id: null,
        author_label: message.from?.name || sender,
        subject: message.subject,
        text: composeDescription(ctx.services, message),
        is_visible_to_reporter: true,
        message_id: message.messageId ?? `sha256:${reply.sha256}`,
        message_sha256: reply.sha256,
        mail_facts: JSON.stringify({
          ...mailFactsOf(message),
          isFromReporter: sender.toLowerCase() === report.reporter_email?.toLowerCase(),
        }),
        outbox_id: null,
      })
      .onConflict((conflict) => conflict.columns(['report_id', 'message_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted) {
      await addFiles(
        ctx,
        tx,
        reply.files.map((file) => ({
          ...file,
          subjectKind: 'report' as const,
          subjectId: report.id,
          agencyId: report.agency_id,
          isFromOutside: true,
          uploadedByLabel: sender,
        })),
      );
      await ctx.audit(
        tx,
        'report.mail-joined',
        { kind: 'report', id: report.id, label: report.number, organisationId: report.agency_id },
        { from: sender, messageId: message.messageId },
      );
      await ctx.publish(tx, {
        type: 'report.changed',
        data: { id: report.id, isNewMessage: true },
        permission: 'report.read',
        organisationId: report.agency_id,
      });
    }
    return createReceipt(ctx.services, { ...report, receivedAt: report.received_at, isDuplicate: !inserted });
  });
