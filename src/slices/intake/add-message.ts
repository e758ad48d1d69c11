import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { queueMails } from '../../platform/outbox/queue-mail.ts';
import { changeReport } from './change-report.ts';
import type { Report } from './contract/report.ts';
import { followUpCode } from './follow-up-code.ts';
import type { ReportRecord } from './queries/get-report.ts';
import { followUpAddress } from './receipt.ts';
import { createReplyAddress } from './reply-address.ts';
import { tellReportChange } from './triage-steps.ts';

export type NewMessage = { text: string; isVisibleToReporter: boolean };

/** Message-IDs of the conversation, so that the reporter's mail program keeps it in one thread. */
const listThreadIds = async (tx: Tx, reportId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('report_messages as message')
    .leftJoin('outbox_messages as mail', 'mail.id', 'message.outbox_id')
    .select(['message.message_id as incoming', 'mail.message_id as outgoing'])
    .where('message.report_id', '=', reportId)
    .orderBy('message.id')
    .limit(50)
    .execute();
  return rows.flatMap((row) => row.incoming ?? row.outgoing ?? []);
};

const queueReply = async (ctx: Ctx, tx: Tx, report: ReportRecord, text: string): Promise<string | null> => {
  if (!report.reporter_email) return null;
  const references = await listThreadIds(tx, report.id);
  const code = followUpCode(ctx.services.masterKey, report.id);
  const url = followUpAddress(ctx.services, report.number, code);
  const { t } = ctx.services.texts;
  const [id] = await queueMails(tx, ctx.now(), [
    {
      to: report.reporter_email,
      subject: t(report.language, 'intake.reply.subject', { number: report.number }),
      text: t(report.language, 'intake.reply.text', {
        text,
        number: report.number,
        url,
      }),
      secrets: [url],
      replyTo: createReplyAddress(ctx.services, report.id),
      ...(references.length > 0 ? { references, inReplyTo: references.at(-1) as string } : {}),
      subjectKind: 'report',
      subjectId: report.id,
    },
  ]);
  ctx.afterCommit(ctx.services.wakeOutbox);
  return id ?? null;
};

/** Adds to a report's conversation; what the reporter may see also goes to their mail address, where there is one. */
export const addMessage = async (
  ctx: Ctx,
  tx: Tx,
  report: ReportRecord,
  message: NewMessage,
): Promise<void> => {
  const outboxId = message.isVisibleToReporter ? await queueReply(ctx, tx, report, message.text) : null;
  await tx
    .insertInto('report_messages')
    .values({
      id: uuid7(ctx.now().getTime()),
      report_id: report.id,
      direction: 'out',
      channel: outboxId ? 'email' : 'web',
      at: ctx.now(),
      author_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      author_label: ctx.actor.label,
      subject: null,
      text: message.text,
      is_visible_to_reporter: message.isVisibleToReporter,
      message_id: null,
      message_sha256: null,
      mail_facts: '{}',
      outbox_id: outboxId,
    })
    .execute();
};

/** Writes to the reporter, or an internal note beside the conversation. */
export const sendMessage = (ctx: Ctx, id: string, input: NewMessage): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    await addMessage(ctx, tx, report, input);
    await tellReportChange(ctx, tx, report, input.isVisibleToReporter ? 'report.answered' : 'report.noted');
    return report;
  });
