import type { Services } from '../../platform/ctx/services.ts';
import type { QueuedMail } from '../../platform/outbox/queue-mail.ts';
import type { FiledReport } from './filed-report.ts';
import { followUpCode } from './follow-up-code.ts';
import { followUpAddress } from './receipt.ts';
import { createReplyAddress } from './reply-address.ts';

type Numbered = FiledReport & { id: string; number: string };

/**
 * A name as it may stand in our mail, or nothing. Whoever files a report may name a stranger's address, so that no text
 * of theirs, no address and no link, may travel under our name: letters, spaces, dashes and apostrophes of one line.
 */
const nameInMail = (name: string | undefined): string =>
  name && /^[\p{L}\p{M}'’ -]{1,60}$/u.test(name.trim()) ? name.trim() : '';

/**
 * The acknowledgement by mail (Decision 05/2017 Article 12.1.c: "phản hồi ngay"). None to machines, and none without
 * an address. It repeats nothing of what was reported: mail is not a safe place.
 */
export const composeReceipt = (
  services: Services,
  report: Numbered,
): (QueuedMail & { subjectId: string }) | null => {
  const { email } = report.reporter;
  if (!email || report.message?.isAutomatic) return null;
  const code = followUpCode(services.masterKey, report.id);
  const params = {
    number: report.number,
    code,
    url: followUpAddress(services, report.number, code),
    name: nameInMail(report.reporter.name) || services.texts.t(report.language, 'intake.receipt.noName'),
  };
  const messageId = report.message?.messageId;
  const { t } = services.texts;
  return {
    to: email,
    subject: t(report.language, 'intake.receipt.subject', params),
    text: t(report.language, 'intake.receipt.text', params),
    replyTo: createReplyAddress(services, report.id),
    ...(messageId ? { inReplyTo: messageId, references: [messageId] } : {}),
    isAutomaticReply: true,
    secrets: [params.url, code],
    subjectKind: 'report',
    subjectId: report.id,
  };
};
