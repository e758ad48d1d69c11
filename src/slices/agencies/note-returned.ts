import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Subscriber } from '../../platform/ctx/services.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { openAttention } from './attention.ts';
import { getAgencyRow } from './queries.ts';
import { confirmationMail, fallBackToHead } from './send-confirmation.ts';

/** A question that came back: an item for the team, and the head is asked instead. Once per mail. */
const noteReturned = async (ctx: Ctx, tx: Tx, mailId: string): Promise<void> => {
  const mail = await tx
    .updateTable('agency_confirmation_mails')
    .set({ bounced_at: ctx.now() })
    .where('id', '=', mailId)
    .where('bounced_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (!mail) return;
  const question = await tx
    .selectFrom('agency_confirmations')
    .select('state')
    .where('id', '=', mail.confirmation_id)
    .executeTakeFirstOrThrow();
  const isOpen = question.state === 'asked' || question.state === 'missed';
  const isWithHead =
    isOpen && (await fallBackToHead(ctx, tx, mail.confirmation_id, await getAgencyRow(tx, mail.agency_id)));
  await openAttention(ctx, tx, {
    agencyId: mail.agency_id,
    kind: 'bounced-mail',
    about: mail.email,
    isWithHead,
  });
};

/** Hears of every mail that came back; only those of this slice matter here. */
export const onReturnedMail: Subscriber = async (ctx, tx, { data }) => {
  if (data.subjectKind !== confirmationMail || typeof data.subjectId !== 'string') return;
  await noteReturned(ctx, tx, data.subjectId);
};

/** Questions that the other side's mail server refused for good. */
export const noteRefused = (ctx: Ctx): Promise<number> =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('agency_confirmation_mails as m')
      .innerJoin('outbox_messages as o', 'o.id', 'm.outbox_id')
      .select('m.id')
      .where('o.state', '=', 'failed')
      .where('m.bounced_at', 'is', null)
      .limit(500)
      .execute();
    for (const row of rows) await noteReturned(ctx, tx, row.id);
    return rows.length;
  });
