import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { memberAbilities } from './access.ts';
import { memberChanged } from './contract.ts';

const DECLARATIONS_MAX = 50;

const read = async (ctx: Ctx, tx: Tx) => {
  const rows = await tx
    .selectFrom('network_declarations as n')
    .leftJoin('team_decisions as d', 'd.id', 'n.decision_id')
    .selectAll('n')
    .select(['d.number', 'd.issued_on'])
    .orderBy('n.id', 'desc')
    .limit(DECLARATIONS_MAX)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      decision:
        row.decision_id && row.number && row.issued_on
          ? { id: row.decision_id, number: row.number, issuedOn: row.issued_on }
          : null,
      flaggedAt: row.flagged_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      renewedOn: row.renewed_on,
      renewedBy: row.renewed_by_label,
      reference: row.reference,
    })),
    can: memberAbilities(ctx),
  };
};

/** Declarations that a change of members calls for; open ones have no day of renewal. */
export const listDeclarations = (ctx: Ctx) => ctx.tx((tx) => read(ctx, tx));

/** Notes that a declaration was renewed. Those flagged earlier are renewed by the same paper. */
export const renewDeclaration = (ctx: Ctx, id: string, input: { renewedOn: string; reference: string }) =>
  ctx.tx(async (tx) => {
    ctx.require('member.update');
    if (input.renewedOn > vietnamDateOf(ctx.now())) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'renewedOn', reason: 'team.inFuture' }] });
    }
    const flag = await tx
      .selectFrom('network_declarations')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!flag) throw platformErrors.notFound();
    await tx
      .updateTable('network_declarations')
      .set({ renewed_on: input.renewedOn, renewed_by_label: ctx.actor.label, reference: input.reference })
      .where('renewed_on', 'is', null)
      .where('id', '<=', id)
      .execute();
    await ctx.audit(tx, 'team.declaration-renewed', { kind: 'network-declaration', id }, input);
    await ctx.publish(tx, { type: memberChanged, data: { id: null }, permission: 'member.read' });
    return read(ctx, tx);
  });
