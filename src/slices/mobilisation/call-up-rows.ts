import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import type { StepKind } from './contract/codes.ts';
import { mobilisationErrors, mobilisationEvents } from './contract/errors.ts';
import type { CallUpRecipientsTable, CallUpsTable } from './tables.ts';

export type CallUpRow = Selectable<CallUpsTable>;
export type RecipientRow = Selectable<CallUpRecipientsTable>;

/** @throws AppError platform.notFound */
export const getCallUpRow = async (tx: Tx, id: string): Promise<CallUpRow> => {
  const row = await tx.selectFrom('call_ups').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/**
 * The call-up, locked until the transaction ends.
 * @throws AppError platform.notFound, mobilisation.ended
 */
export const getRunningCallUp = async (tx: Tx, id: string): Promise<CallUpRow> => {
  const row = await tx.selectFrom('call_ups').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  if (row.state !== 'running') throw mobilisationErrors.ended({ number: row.number });
  return row;
};

/** @throws AppError platform.notFound when there is no such recipient, or it belongs to another call-up */
export const getRecipientForUpdate = async (
  tx: Tx,
  callUpId: string,
  recipientId: string,
): Promise<RecipientRow> => {
  const row = await tx
    .selectFrom('call_up_recipients')
    .selectAll()
    .where('id', '=', recipientId)
    .where('call_up_id', '=', callUpId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

export type NewStep = { kind: StepKind; recipientId?: string | null; note?: string | null };

/** Keeps what happened, with its time and who did it. */
export const recordSteps = async (
  ctx: Ctx,
  tx: Tx,
  callUpId: string,
  steps: readonly NewStep[],
): Promise<void> => {
  if (steps.length === 0) return;
  const at = ctx.now();
  await tx
    .insertInto('call_up_steps')
    .values(
      steps.map((step) => ({
        id: uuid7(at.getTime()),
        call_up_id: callUpId,
        recipient_id: step.recipientId ?? null,
        kind: step.kind,
        at,
        by_label: ctx.actor.label,
        note: step.note ?? null,
      })),
    )
    .execute();
};

/** Tells live boards, and the people concerned. */
export const tellCallUp = async (
  ctx: Ctx,
  tx: Tx,
  callUpId: string,
  personIds: readonly (string | null)[] = [],
): Promise<void> =>
  ctx.publish(tx, {
    type: mobilisationEvents.callUpChanged,
    data: { id: callUpId },
    permission: 'call-up.read',
    personIds: personIds.filter((id) => id !== null),
  });

/** How the audit log names a call-up. */
export const auditSubjectOf = (callUp: Pick<CallUpRow, 'id' | 'number'>) => ({
  kind: 'call-up',
  id: callUp.id,
  label: callUp.number,
  organisationId: null,
});
