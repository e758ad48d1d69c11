import '../tables.ts';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { decodeCursor, toPage } from '../../../platform/db/keyset.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { QueryOf } from '../../../platform/http/route.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { listFiles, toFileAnswer } from '../../documents/public.ts';
import { getIncidentRefs } from '../../incidents/public.ts';
import { type OrderState, orderMoves } from '../contract/codes.ts';
import type { listOrdersRoute, Order, OrderItem } from '../contract/orders.ts';
import type { CoordinationActionsTable, CoordinationOrdersTable } from '../tables.ts';

export type OrderRow = Selectable<CoordinationOrdersTable>;
type ActionRow = Selectable<CoordinationActionsTable>;

export const orderFileKind = 'coordination-order' as const;
const openStates: readonly OrderState[] = ['draft', 'sent', 'received', 'accepted', 'in-progress'];
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** @throws AppError platform.notFound */
export const getOrderRow = async (tx: Tx, id: string): Promise<OrderRow> => {
  const row = await tx.selectFrom('coordination_orders').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

const toItem = (row: OrderRow, actions: readonly Pick<ActionRow, 'done_at'>[], now: Date): OrderItem => ({
  id: row.id,
  number: row.number,
  direction: row.direction,
  kind: row.kind,
  state: row.state,
  documentNumber: row.document_number,
  subject: row.subject,
  issuerName: row.issuer_name,
  addressees: row.addressees,
  issuedAt: row.issued_at.toISOString(),
  replyBy: iso(row.reply_by),
  isLate: row.reply_by !== null && row.reply_by < now && openStates.includes(row.state),
  actionsDone: actions.filter((one) => one.done_at).length,
  actionsTotal: actions.length,
});

const listActions = (tx: Tx, orderId: string): Promise<ActionRow[]> =>
  tx
    .selectFrom('coordination_actions')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute();

const listMoves = async (tx: Tx, orderId: string): Promise<Order['moves']> => {
  const rows = await tx
    .selectFrom('coordination_moves')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    from: row.from_state,
    to: row.to_state,
    at: row.at.toISOString(),
    by: row.by_label,
    note: row.note,
  }));
};

/** The whole order. The caller has checked that the actor may read orders. */
export const describeOrder = async (ctx: Ctx, tx: Tx, id: string): Promise<Order> => {
  const row = await getOrderRow(tx, id);
  const actions = await listActions(tx, id);
  const incidents = await getIncidentRefs(tx, ctx.actor, row.incident_id ? [row.incident_id] : []);
  const now = ctx.now();
  const mayUpdate = ctx.can('order.update');
  return {
    ...toItem(row, actions, now),
    issuerAgencyId: row.issuer_agency_id,
    signer: row.signer,
    legalBasis: row.legal_basis,
    incident: (row.incident_id && incidents.get(row.incident_id)) || null,
    severity: row.severity,
    circulation: row.circulation,
    urgency: row.urgency,
    content: row.content,
    contact: row.contact,
    refusedReason: row.refused_reason,
    documentId: row.document_id,
    actions: actions.map((action) => ({
      id: action.id,
      action: action.action,
      responsible: action.responsible,
      dueAt: iso(action.due_at),
      doneAt: iso(action.done_at),
      isLate: action.due_at !== null && !action.done_at && action.due_at < now,
      note: action.note,
    })),
    moves: await listMoves(tx, id),
    files: (await listFiles(tx, orderFileKind, id)).map(toFileAnswer),
    nextStates: mayUpdate ? [...orderMoves[row.state]] : [],
    version: row.version,
    can: {
      update: mayUpdate,
      edit: mayUpdate && row.state === 'draft',
      draft: mayUpdate && row.document_id === null,
    },
  };
};

export const getOrder = (ctx: Ctx, id: string): Promise<Order> => ctx.tx((tx) => describeOrder(ctx, tx, id));

/** Orders, newest first. */
export const listOrders = (ctx: Ctx, query: QueryOf<typeof listOrdersRoute>) =>
  ctx.tx(async (tx) => {
    let select = tx.selectFrom('coordination_orders').selectAll();
    if (query.direction) select = select.where('direction', '=', query.direction);
    if (query.state) select = select.where('state', '=', query.state);
    if (query.incidentId) select = select.where('incident_id', '=', query.incidentId);
    if (query.q?.trim()) {
      const pattern = `%${foldText(query.q).replace(/[\\%_]/g, '\\$&')}%`;
      select = select.where('search_text', 'like', pattern);
    }
    if (query.cursor) select = select.where('id', '<', String(decodeCursor(query.cursor, 1)[0]));
    const rows = await select
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const ids = rows.map((row) => row.id);
    const actions = await tx
      .selectFrom('coordination_actions')
      .select(['order_id', 'done_at'])
      .where('order_id', '=', sql<string>`any (${ids}::uuid[])`)
      .execute();
    const byOrder = Map.groupBy(actions, (action) => action.order_id);
    return {
      ...toPage(
        rows,
        query.limit,
        (row) => toItem(row, byOrder.get(row.id) ?? [], ctx.now()),
        (row) => [row.id],
      ),
      can: { create: ctx.can('order.update') },
    };
  });
