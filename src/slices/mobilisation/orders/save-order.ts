import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { takeNumbers } from '../../../platform/numbers/next-numbers.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { findVisibleIncident } from '../../incidents/public.ts';
import { mobilisationErrors, mobilisationEvents } from '../contract/errors.ts';
import type { Order, OrderInput } from '../contract/orders.ts';
import { describeOrder, getOrderRow, type OrderRow } from './describe-order.ts';

/** How the audit log names an order. */
export const orderSubject = (order: Pick<OrderRow, 'id' | 'number'>) => ({
  kind: 'coordination-order',
  id: order.id,
  label: order.number,
  organisationId: null,
});

export const tellOrder = (ctx: Ctx, tx: Tx, id: string): Promise<void> =>
  ctx.publish(tx, { type: mobilisationEvents.orderChanged, data: { id }, permission: 'order.read' });

const checkReferences = async (ctx: Ctx, tx: Tx, input: OrderInput): Promise<void> => {
  const named = [input.issuerAgencyId, ...input.addressees.map((one) => one.agencyId)];
  const ids = named.filter((id) => id !== null);
  const known = await getAgencyRefs(tx, ids);
  const faults = named.flatMap((id, index) =>
    id && !known.has(id)
      ? [
          {
            field: index === 0 ? 'issuerAgencyId' : `addressees.${index - 1}.agencyId`,
            reason: 'mobilisation.unknownAgency',
          },
        ]
      : [],
  );
  if (input.incidentId && !(await findVisibleIncident(tx, ctx.actor, input.incidentId))) {
    faults.push({ field: 'incidentId', reason: 'mobilisation.unknownIncident' });
  }
  const issued = Date.parse(input.issuedAt);
  if (input.replyBy && Date.parse(input.replyBy) < issued) {
    faults.push({ field: 'replyBy', reason: 'mobilisation.beforeIssue' });
  }
  input.actions.forEach((action, index) => {
    if (action.dueAt && Date.parse(action.dueAt) < issued) {
      faults.push({ field: `actions.${index}.dueAt`, reason: 'mobilisation.beforeIssue' });
    }
  });
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
};

const columnsOf = (ctx: Ctx, input: OrderInput) => ({
  direction: input.direction,
  kind: input.kind,
  document_number: input.documentNumber,
  issued_at: input.issuedAt,
  issuer_name: input.issuerName,
  issuer_agency_id: input.issuerAgencyId,
  signer: input.signer,
  addressees: JSON.stringify(input.addressees),
  legal_basis: input.legalBasis,
  incident_id: input.incidentId,
  severity: input.severity,
  circulation: input.circulation,
  urgency: input.urgency,
  subject: input.subject,
  content: input.content,
  reply_by: input.replyBy,
  contact: input.contact,
  search_text: foldText(
    `${input.subject} ${input.documentNumber ?? ''} ${input.issuerName} ${input.addressees.map((one) => one.name).join(' ')}`,
  ),
  updated_at: ctx.now(),
});

const insertActions = async (ctx: Ctx, tx: Tx, orderId: string, input: OrderInput): Promise<void> => {
  if (input.actions.length === 0) return;
  await tx
    .insertInto('coordination_actions')
    .values(
      input.actions.map((action, index) => ({
        id: uuid7(ctx.now().getTime()),
        order_id: orderId,
        position: index + 1,
        action: action.action,
        responsible: action.responsible,
        due_at: action.dueAt,
        note: null,
      })),
    )
    .execute();
};

/** Records an order: one that came in is received at once, one of ours begins as a draft. */
export const createOrder = (ctx: Ctx, input: OrderInput): Promise<Order> =>
  ctx.tx(async (tx) => {
    ctx.require('order.update');
    await checkReferences(ctx, tx, input);
    const now = ctx.now();
    const id = uuid7(now.getTime());
    const year = Number(vietnamDateOf(now).slice(0, 4));
    const running = await takeNumbers(tx, 'coordination-order', year);
    const state = input.direction === 'received' ? 'received' : 'draft';
    const number = `DP-${year}-${String(running).padStart(4, '0')}`;
    await tx
      .insertInto('coordination_orders')
      .values({
        id,
        number,
        state,
        ...columnsOf(ctx, input),
        refused_reason: null,
        document_id: null,
        created_at: now,
        created_by_label: ctx.actor.label,
      })
      .execute();
    await insertActions(ctx, tx, id, input);
    await tx
      .insertInto('coordination_moves')
      .values({
        id: uuid7(now.getTime()),
        order_id: id,
        from_state: null,
        to_state: state,
        at: now,
        by_label: ctx.actor.label,
        note: null,
      })
      .execute();
    await ctx.audit(tx, 'order.created', orderSubject({ id, number }), { direction: input.direction, state });
    await tellOrder(ctx, tx, id);
    return describeOrder(ctx, tx, id);
  });

/** Somebody else saved meanwhile. @throws AppError platform.stale with the present order */
export const refuseStaleOrder = async (ctx: Ctx, tx: Tx, row: OrderRow, version: number): Promise<void> => {
  if (row.version === version) return;
  throw platformErrors.stale(undefined, { details: { current: await describeOrder(ctx, tx, row.id) } });
};

/** Rewrites a draft; what was sent or received stays as it was. */
export const updateOrder = (ctx: Ctx, id: string, input: OrderInput & { version: number }): Promise<Order> =>
  ctx.tx(async (tx) => {
    ctx.require('order.update');
    const row = await getOrderRow(tx, id);
    await refuseStaleOrder(ctx, tx, row, input.version);
    if (row.state !== 'draft') throw mobilisationErrors.orderFixed({ number: row.number });
    await checkReferences(ctx, tx, input);
    await tx
      .updateTable('coordination_orders')
      .set({ ...columnsOf(ctx, input), direction: row.direction, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await tx.deleteFrom('coordination_actions').where('order_id', '=', id).execute();
    await insertActions(ctx, tx, id, input);
    await ctx.audit(tx, 'order.updated', orderSubject(row));
    await tellOrder(ctx, tx, id);
    return describeOrder(ctx, tx, id);
  });
