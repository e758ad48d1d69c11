import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { addSecondedPersonInTx, endSecondedPersonInTx } from '../incidents/public.ts';
import type { CallUpRow, RecipientRow } from './call-up-rows.ts';

const setAccess = async (tx: Tx, recipientId: string, since: Date | null): Promise<void> => {
  await tx
    .updateTable('call_up_recipients')
    .set({ access_from: since })
    .where('id', '=', recipientId)
    .execute();
};

/** From the acceptance on the member sees the incident of this call-up. A communications check opens nothing. */
export const openAccess = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
): Promise<void> => {
  if (!callUp.incident_id || !recipient.person_id || recipient.access_from) return;
  const since = await addSecondedPersonInTx(ctx, tx, {
    incidentId: callUp.incident_id,
    personId: recipient.person_id,
    reason: callUp.number,
  });
  if (since) await setAccess(tx, recipient.id, since);
};

/** Another running call-up for the same incident that the same person has accepted. */
const findOtherAcceptance = (tx: Tx, callUp: CallUpRow, recipient: RecipientRow) =>
  tx
    .selectFrom('call_up_recipients as other')
    .innerJoin('call_ups', 'call_ups.id', 'other.call_up_id')
    .select('other.id')
    .where('other.person_id', '=', recipient.person_id)
    .where('other.id', '!=', recipient.id)
    .where('other.state', 'in', ['coming', 'arrived'])
    .where('call_ups.incident_id', '=', callUp.incident_id)
    .where('call_ups.state', '=', 'running')
    .limit(1)
    .executeTakeFirst();

/** Ends the access that this call-up gave, or hands it on to another that the person has accepted too. */
export const endAccess = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
): Promise<void> => {
  const since = recipient.access_from;
  if (!callUp.incident_id || !recipient.person_id || !since) return;
  await setAccess(tx, recipient.id, null);
  const other = await findOtherAcceptance(tx, callUp, recipient);
  if (other) return setAccess(tx, other.id, since);
  await endSecondedPersonInTx(ctx, tx, {
    incidentId: callUp.incident_id,
    personId: recipient.person_id,
    reason: callUp.number,
    since,
  });
};
