import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { askHeads, notifyRecipients } from '../call-people.ts';
import { type CallUpRow, type RecipientRow, recordSteps } from '../call-up-rows.ts';

const MINUTE_MS = 60_000;

const findReserve = (tx: Tx, recipientId: string) =>
  tx
    .selectFrom('call_up_recipients')
    .selectAll()
    .where('backup_for_id', '=', recipientId)
    .where('state', '=', 'reserve')
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();

const hasHead = async (tx: Tx, callUpId: string, agencyId: string): Promise<'this' | 'others' | 'none'> => {
  const heads = await tx
    .selectFrom('call_up_recipients')
    .select('agency_id')
    .where('call_up_id', '=', callUpId)
    .where('kind', '=', 'head')
    .execute();
  if (heads.some((head) => head.agency_id === agencyId)) return 'this';
  return heads.length > 0 ? 'others' : 'none';
};

/** Calls the person named as backup; where none is named or left, that is recorded for the board. */
export const callBackup = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
): Promise<void> => {
  const reserve = await findReserve(tx, recipient.id);
  if (!reserve) {
    await recordSteps(ctx, tx, callUp.id, [{ kind: 'no-backup', recipientId: recipient.id }]);
    return;
  }
  const now = ctx.now();
  const called = await tx
    .updateTable('call_up_recipients')
    .set({
      state: 'called',
      called_at: now,
      ladder_step: 'chase',
      ladder_at: new Date(now.getTime() + callUp.minutes.chase * MINUTE_MS),
    })
    .where('id', '=', reserve.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordSteps(ctx, tx, callUp.id, [
    { kind: 'backup-called', recipientId: recipient.id, note: reserve.full_name },
  ]);
  const heads =
    (await hasHead(tx, callUp.id, called.agency_id)) === 'others'
      ? await askHeads(ctx, tx, callUp, [called.agency_id], called.position)
      : [];
  if (heads.length > 0) await tx.insertInto('call_up_recipients').values(heads).execute();
  await notifyRecipients(ctx, tx, callUp, [called, ...heads]);
};
