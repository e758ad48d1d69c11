import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../../platform/http/handle.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { addFiles, fileReply, getFile } from '../../documents/public.ts';
import { addSystemLogEntry } from '../../incidents/public.ts';
import { type OrderState, orderMoves } from '../contract/codes.ts';
import { mobilisationErrors } from '../contract/errors.ts';
import type { Order } from '../contract/orders.ts';
import { describeOrder, getOrderRow, orderFileKind } from './describe-order.ts';
import { orderSubject, refuseStaleOrder, tellOrder } from './save-order.ts';

/** Moves an order on. A refusal needs its reason; being done needs every action done. */
export const moveOrder = (
  ctx: Ctx,
  id: string,
  move: { version: number; to: OrderState; note: string | null },
): Promise<Order> =>
  ctx.tx(async (tx) => {
    ctx.require('order.update');
    const row = await getOrderRow(tx, id);
    await refuseStaleOrder(ctx, tx, row, move.version);
    const state = (of: OrderState) => ctx.t(`mobilisation.order.state.${of}`);
    if (!orderMoves[row.state].includes(move.to)) {
      throw mobilisationErrors.moveNotPossible({ from: state(row.state), to: state(move.to) });
    }
    if (move.to === 'refused' && !move.note) {
      throw platformErrors.invalid(undefined, {
        fields: [{ field: 'note', reason: 'mobilisation.reasonNeeded' }],
      });
    }
    const now = ctx.now();
    const changed = await tx
      .updateTable('coordination_orders')
      .set({
        state: move.to,
        refused_reason: move.to === 'refused' ? move.note : null,
        version: row.version + 1,
        updated_at: now,
      })
      .where('id', '=', id)
      .where('version', '=', move.version)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw platformErrors.stale();
    await tx
      .insertInto('coordination_moves')
      .values({
        id: uuid7(now.getTime()),
        order_id: id,
        from_state: row.state,
        to_state: move.to,
        at: now,
        by_label: ctx.actor.label,
        note: move.note,
      })
      .execute();
    if (row.incident_id) {
      await addSystemLogEntry(ctx, tx, row.incident_id, 'mobilisation.log.orderMoved', {
        number: row.number,
        state: `@mobilisation.order.state.${move.to}`,
      });
    }
    await ctx.audit(tx, 'order.moved', orderSubject(row), { from: row.state, to: move.to });
    await tellOrder(ctx, tx, id);
    return describeOrder(ctx, tx, id);
  });

/** Marks one action as done or open again. */
export const setAction = (
  ctx: Ctx,
  id: string,
  actionId: string,
  input: { isDone: boolean; note: string | null },
): Promise<Order> =>
  ctx.tx(async (tx) => {
    ctx.require('order.update');
    const row = await getOrderRow(tx, id);
    const action = await tx
      .updateTable('coordination_actions')
      .set({ done_at: input.isDone ? ctx.now() : null, note: input.note })
      .where('id', '=', actionId)
      .where('order_id', '=', id)
      .returning('action')
      .executeTakeFirst();
    if (!action) throw platformErrors.notFound();
    await ctx.audit(tx, 'order.action-set', orderSubject(row), {
      action: action.action,
      isDone: input.isDone,
    });
    await tellOrder(ctx, tx, id);
    return describeOrder(ctx, tx, id);
  });

/** Adds the order itself as scanned, indicators, answers. */
export const addOrderFiles = (
  ctx: Ctx,
  id: string,
  files: readonly UploadedFile[],
  note: string | undefined,
): Promise<Order> =>
  ctx.tx(async (tx) => {
    ctx.require('order.update');
    const row = await getOrderRow(tx, id);
    if (files.length === 0) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
    }
    const added = await addFiles(
      ctx,
      tx,
      files.map((file) => ({
        blob: { sha256: file.sha256, sizeBytes: file.sizeBytes },
        name: file.name,
        contentType: file.contentType,
        subjectKind: orderFileKind,
        subjectId: id,
        agencyId: null,
        isFromOutside: row.direction === 'received',
        ...(note ? { note } : {}),
      })),
    );
    await ctx.audit(tx, 'order.files-added', orderSubject(row), {
      files: added.map(({ id: fileId, name, sha256 }) => ({ id: fileId, name, sha256 })),
    });
    await tellOrder(ctx, tx, id);
    return describeOrder(ctx, tx, id);
  });

export const getOrderFile = (ctx: Ctx, id: string, fileId: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const row = await getOrderRow(tx, id);
    const file = await getFile(tx, fileId, orderFileKind, id);
    await ctx.audit(tx, 'order.file-read', orderSubject(row), { fileId, name: file.name });
    return fileReply(ctx, file);
  });
