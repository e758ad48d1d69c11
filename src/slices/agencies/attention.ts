import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { type AttentionKind, agencyConfirmed } from './contract/confirmations.ts';
import { getAgencyRefs } from './queries.ts';

const ITEMS_MAX = 200;

type NewItem = { agencyId: string; kind: AttentionKind; about: string | null; isWithHead: boolean };

/** Opens an item for the team; one that is open already stays as it is. */
export const openAttention = async (ctx: Ctx, tx: Tx, item: NewItem): Promise<void> => {
  const opened = await sql`insert into agency_attention (id, agency_id, kind, about, is_with_head, opened_at)
    values (${uuid7(ctx.now().getTime())}, ${item.agencyId}, ${item.kind}, ${item.about}, ${item.isWithHead}, ${ctx.now()})
    on conflict (agency_id, kind, coalesce(about, '')) where closed_at is null do nothing returning id`.execute(
    tx,
  );
  if (opened.rows.length === 0) return;
  await ctx.publish(tx, {
    type: agencyConfirmed,
    data: { id: item.agencyId },
    permission: 'agency.read',
    organisationId: item.agencyId,
  });
};

/** What was confirmed needs no attention any more. */
export const closeAttentionOf = async (ctx: Ctx, tx: Tx, agencyId: string, note: string): Promise<void> => {
  await tx
    .updateTable('agency_attention')
    .set({ closed_at: ctx.now(), closed_by_label: ctx.actor.label, note })
    .where('agency_id', '=', agencyId)
    .where('closed_at', 'is', null)
    .execute();
};

/** Open items, the oldest first, and how many proposed changes wait. */
export const listAttention = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('agency_attention')
      .selectAll()
      .where('closed_at', 'is', null)
      .orderBy('opened_at')
      .orderBy('id')
      .limit(ITEMS_MAX)
      .execute();
    const refs = await getAgencyRefs(
      tx,
      rows.map((row) => row.agency_id),
    );
    const pending = await tx
      .selectFrom('agency_changes')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('state', '=', 'pending')
      .executeTakeFirstOrThrow();
    return {
      items: rows.map((row) => ({
        id: row.id,
        agency: refs.get(row.agency_id) ?? { id: row.agency_id, name: '', shortName: '' },
        kind: row.kind,
        about: row.about,
        openedAt: row.opened_at.toISOString(),
        isWithHead: row.is_with_head,
      })),
      pendingChanges: Number(pending.count),
    };
  });

/** Closes an item by hand, with what was done. */
export const closeAttention = (ctx: Ctx, id: string, note: string): Promise<undefined> =>
  ctx.tx(async (tx) => {
    ctx.require('agency.update');
    const row = await tx
      .updateTable('agency_attention')
      .set({ closed_at: ctx.now(), closed_by_label: ctx.actor.label, note })
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw platformErrors.notFound();
    const name = (await getAgencyRefs(tx, [row.agency_id])).get(row.agency_id)?.name ?? '';
    const subject = { kind: 'agency', id: row.agency_id, label: name, organisationId: row.agency_id };
    await ctx.audit(tx, 'agency.attention-closed', subject, { kind: row.kind, note });
    await ctx.publish(tx, {
      type: agencyConfirmed,
      data: { id: row.agency_id },
      permission: 'agency.read',
      organisationId: row.agency_id,
    });
    return undefined;
  });
