import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { dutyErrors } from '../contract/duty-errors.ts';

/** The member whose account acts; null for programs and for accounts that are no member's. */
export const findMyMember = async (
  ctx: Pick<Ctx, 'actor'>,
  tx: Tx,
): Promise<{ id: string; fullName: string } | null> => {
  if (ctx.actor.kind !== 'person' || !ctx.actor.id) return null;
  const row = await tx
    .selectFrom('members')
    .select(['id', 'full_name as fullName'])
    .where('person_id', '=', ctx.actor.id)
    .executeTakeFirst();
  return row ?? null;
};

/** @throws AppError team.accountWithoutMember */
export const getMyMember = async (ctx: Pick<Ctx, 'actor'>, tx: Tx) => {
  const member = await findMyMember(ctx, tx);
  if (!member) throw dutyErrors.accountWithoutMember();
  return member;
};
