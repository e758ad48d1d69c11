import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { queueMails } from '../../platform/outbox/queue-mail.ts';
import { DAY_MS, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import { signConfirmation } from './confirmation-link.ts';
import type { ContactKind } from './contract/codes.ts';
import { LINK_DAYS } from './contract/confirmations.ts';
import { type AgencyRow, type ContactRow, inContactOrder, validOn } from './queries.ts';

/** The subject kind under which the outbox keeps these mails. */
export const confirmationMail = 'agency-confirmation';

/** Who of an agency can be written to today, in the order of asking. */
export const listReachable = (
  tx: Tx,
  agencyId: string,
  today: string,
  kinds: readonly ContactKind[],
): Promise<ContactRow[]> =>
  tx
    .selectFrom('agency_contacts')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('kind', 'in', kinds)
    .where('email', 'is not', null)
    .where(validOn(today))
    .orderBy(inContactOrder)
    .orderBy('id')
    .limit(20)
    .execute();

export type ConfirmationLetter = 'ask' | 'remind' | 'head';

/** Queues one mail with a link of its own to one contact. */
export const sendConfirmation = async (
  ctx: Ctx,
  tx: Tx,
  confirmationId: string,
  agency: AgencyRow,
  contact: ContactRow,
  letter: ConfirmationLetter,
): Promise<void> => {
  const { services } = ctx;
  const id = uuid7(ctx.now().getTime());
  const expiresAt = new Date(ctx.now().getTime() + LINK_DAYS * DAY_MS);
  const url = `${services.publicUrl()}/confirm-agency#${signConfirmation(services.masterKey, id, expiresAt)}`;
  const profile = await getOrganisationProfile(tx);
  const params = {
    name: contact.full_name,
    agency: agency.name,
    team: profile.teamNameVi || 'Khiên',
    url,
    days: LINK_DAYS,
  };
  const [outboxId] = await queueMails(tx, ctx.now(), [
    {
      to: contact.email as string,
      subject: services.texts.t('vi', `agencies.mail.${letter}.subject`, params),
      text: services.texts.t('vi', `agencies.mail.${letter}.text`, params),
      subjectKind: confirmationMail,
      subjectId: id,
      secrets: [url],
    },
  ]);
  await tx
    .insertInto('agency_confirmation_mails')
    .values({
      id,
      confirmation_id: confirmationId,
      agency_id: agency.id,
      contact_id: contact.id,
      email: contact.email as string,
      outbox_id: outboxId ?? null,
      sent_at: ctx.now(),
      expires_at: expiresAt,
    })
    .execute();
  ctx.afterCommit(() => services.wakeOutbox());
};

/** Writes to the head in place of a focal point who does not answer. @returns false when the head has no mail address */
export const fallBackToHead = async (
  ctx: Ctx,
  tx: Tx,
  confirmationId: string,
  agency: AgencyRow,
): Promise<boolean> => {
  const [head] = await listReachable(tx, agency.id, vietnamDateOf(ctx.now()), ['head']);
  if (!head) return false;
  const asked = await tx
    .selectFrom('agency_confirmation_mails')
    .select(['contact_id', 'bounced_at'])
    .where('confirmation_id', '=', confirmationId)
    .where('contact_id', '=', head.id)
    .executeTakeFirst();
  if (asked) return asked.bounced_at === null;
  await sendConfirmation(ctx, tx, confirmationId, agency, head, 'head');
  return true;
};
