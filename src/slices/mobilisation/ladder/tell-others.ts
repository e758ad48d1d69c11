import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { TextKey } from '../../../platform/i18n/catalogue.ts';
import { oneLine, toPlainSms } from '../../../platform/sms/sms-text.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getAgencyRefs, listContacts } from '../../agencies/public.ts';
import { listTeamOn } from '../../team/public.ts';
import { type CallUpRow, type RecipientRow, recordSteps } from '../call-up-rows.ts';
import { queueTellings, type Told } from '../send-notices.ts';

/** Why somebody is told: a member is silent, a head is silent, a head has refused. */
export type TellReason = 'memberSilent' | 'headSilent' | 'headRefused';

const tell = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
  people: readonly Told[],
  reason: TellReason,
): Promise<void> => {
  const agency = (await getAgencyRefs(tx, [recipient.agency_id])).get(recipient.agency_id);
  const params = {
    number: callUp.number,
    name: oneLine(recipient.full_name),
    agency: agency?.name ?? '',
    sender: oneLine(callUp.standing_agency_name),
    reason: oneLine(recipient.reason ?? ''),
    phone: oneLine(recipient.phone ?? ''),
    contact: oneLine(callUp.contact),
  };
  const say = (key: TextKey) => ctx.services.texts.t('vi', key, params);
  const mark = callUp.is_exercise ? `${say('mobilisation.notice.exerciseMark')} ` : '';
  const banner = callUp.is_exercise ? `${say('mobilisation.notice.exerciseBanner')}\n\n` : '';
  const line = say(`mobilisation.tell.${reason}`);
  const sms = `${mark}${line}`;
  await queueTellings(ctx, tx, recipient.id, people, {
    subject: `${mark}${say('mobilisation.tell.subject')}`,
    text: `${banner}${line}\n\n${say('mobilisation.tell.footer')}`,
    sms: ctx.services.settings.KHIEN_SMS_PLAIN ? toPlainSms(sms) : sms,
  });
};

/** Tells the head of the member's agency that the member does not answer. */
export const tellHead = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
): Promise<void> => {
  const contacts = await listContacts(tx, recipient.agency_id, vietnamDateOf(ctx.now()));
  const head = contacts.find((one) => one.kind === 'head' && (one.email || one.phone));
  if (head) await tell(ctx, tx, callUp, recipient, [head], 'memberSilent');
  await recordSteps(ctx, tx, callUp.id, [
    { kind: 'head-told', recipientId: recipient.id, note: head?.fullName ?? null },
  ]);
};

/** Tells the team's leader and standing deputy. */
export const tellLeader = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
  reason: TellReason,
): Promise<void> => {
  const team = await listTeamOn(tx, vietnamDateOf(ctx.now()));
  const leaders = team.filter((one) => one.roleInTeam === 'leader' || one.roleInTeam === 'standing-deputy');
  await tell(ctx, tx, callUp, recipient, leaders, reason);
  await recordSteps(ctx, tx, callUp.id, [
    {
      kind: 'leader-told',
      recipientId: recipient.id,
      note: leaders.map((one) => one.fullName).join(', ') || null,
    },
  ]);
};
