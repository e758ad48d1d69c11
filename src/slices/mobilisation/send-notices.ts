import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { createMailReplyAddress } from '../../platform/mail/mail-reply.ts';
import { type QueuedMail, queueMails } from '../../platform/outbox/queue-mail.ts';
import { toInternationalNumber } from '../../platform/sms/phone-number.ts';
import { answerLink } from './answer-token.ts';
import type { CallUpRow, RecipientRow } from './call-up-rows.ts';
import { composeNotice, type NoticeKind } from './compose-notice.ts';

/** Purpose of the reply tokens in notices. */
export const replyPurpose = 'call-up';
/** What the outbox knows the notices to recipients by; what is told to others about one has another kind. */
export const noticeSubjectKind = 'call-up';

type Subscription = { person_id: string; endpoint: string; p256dh: string; auth: string };

const mailDomain = (ctx: Ctx): string =>
  ctx.services.settings.KHIEN_MAIL_FROM.split('@').at(-1) ?? 'localhost';

const listSubscriptions = async (ctx: Ctx, tx: Tx, personIds: readonly string[]): Promise<Subscription[]> =>
  !ctx.services.settings.KHIEN_PUSH_CONTACT || personIds.length === 0
    ? []
    : tx
        .selectFrom('push_subscriptions')
        .select(['person_id', 'endpoint', 'p256dh', 'auth'])
        .where('person_id', 'in', [...personIds])
        .execute();

/** Names of the members whom each head is asked to release, by agency. */
const listAskedMembers = async (
  tx: Tx,
  callUpId: string,
): Promise<ReadonlyMap<string, { full_name: string }[]>> => {
  const rows = await tx
    .selectFrom('call_up_recipients')
    .select(['agency_id', 'full_name'])
    .where('call_up_id', '=', callUpId)
    .where('kind', '=', 'member')
    .where('state', 'not in', ['reserve', 'declined', 'released'])
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => row.agency_id);
};

const mailOf = (
  ctx: Ctx,
  recipient: RecipientRow,
  subject: string,
  text: string,
  link: string,
): QueuedMail[] =>
  recipient.email
    ? [
        {
          to: recipient.email,
          subject,
          text,
          replyTo: createMailReplyAddress(ctx.services, replyPurpose, recipient.id),
          secrets: [link],
          // A second copy of the same notice would make people doubt the first.
          isRepeatable: false,
        },
      ]
    : [];

const smsOf = (ctx: Ctx, recipient: RecipientRow, text: string, link: string): QueuedMail[] => {
  const { KHIEN_SMS_URL: url, KHIEN_SMS_REPEATABLE: isRepeatable } = ctx.services.settings;
  const to = url && recipient.phone ? toInternationalNumber(recipient.phone) : null;
  return to ? [{ channel: 'sms', to, subject: '', text, secrets: [link], isRepeatable }] : [];
};

/**
 * Hands the notices of these recipients to the outbox, by every channel that reaches them, in the caller's transaction.
 * @returns ids of the recipients whom no channel reaches
 */
export const queueNotices = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipients: readonly RecipientRow[],
  kind: NoticeKind,
): Promise<string[]> => {
  const personIds = recipients.map((one) => one.person_id).filter((id) => id !== null);
  const subscriptions = Map.groupBy(await listSubscriptions(ctx, tx, personIds), (one) => one.person_id);
  const asked = recipients.some((one) => one.kind === 'head')
    ? await listAskedMembers(tx, callUp.id)
    : new Map<string, { full_name: string }[]>();
  const unreachable: string[] = [];
  const messages = recipients.flatMap((recipient) => {
    const link = answerLink(ctx.services, recipient.id);
    const members = asked.get(recipient.agency_id) ?? [];
    const notice = composeNotice(ctx.services, callUp, recipient, {
      kind,
      link,
      members: members.map((member) => member.full_name),
    });
    const pushes = (subscriptions.get(recipient.person_id ?? '') ?? []).map(
      ({ endpoint, p256dh, auth }): QueuedMail => ({
        channel: 'push',
        to: new URL(endpoint).host,
        subject: notice.push.title,
        text: JSON.stringify({ body: notice.push.body, url: link, tag: recipient.id }),
        push: { endpoint, p256dh, auth },
        secrets: [link],
      }),
    );
    const all = [
      ...mailOf(ctx, recipient, notice.subject, notice.text, link),
      ...smsOf(ctx, recipient, notice.sms, link),
      ...pushes,
    ];
    if (all.length === 0) unreachable.push(recipient.id);
    return all.map((message) => ({
      ...message,
      subjectKind: noticeSubjectKind,
      subjectId: recipient.id,
    }));
  });
  await queueMails(tx, ctx.now(), messages, mailDomain(ctx));
  ctx.afterCommit(() => ctx.services.wakeOutbox());
  return unreachable;
};

/** Somebody who is told about a recipient: the head of the agency, the leader. */
export type Told = { fullName: string; email: string | null; phone: string | null };

/** Tells others in a few words, by mail and text message. */
export const queueTellings = async (
  ctx: Ctx,
  tx: Tx,
  recipientId: string,
  people: readonly Told[],
  words: { subject: string; text: string; sms: string },
): Promise<void> => {
  const { settings } = ctx.services;
  const messages = people.flatMap((person): QueuedMail[] => {
    const to = settings.KHIEN_SMS_URL && person.phone ? toInternationalNumber(person.phone) : null;
    return [
      ...(person.email ? [{ to: person.email, subject: words.subject, text: words.text }] : []),
      ...(to
        ? [
            {
              channel: 'sms' as const,
              to,
              subject: '',
              text: words.sms,
              isRepeatable: settings.KHIEN_SMS_REPEATABLE,
            },
          ]
        : []),
    ];
  });
  await queueMails(
    tx,
    ctx.now(),
    messages.map((message) => ({ ...message, subjectKind: 'call-up-told', subjectId: recipientId })),
    mailDomain(ctx),
  );
  ctx.afterCommit(() => ctx.services.wakeOutbox());
};
