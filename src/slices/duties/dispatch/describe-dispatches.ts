import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { listFiles } from '../../documents/public.ts';
import type { DispatchRow } from '../clocks/describe-clocks.ts';
import type { Dispatch } from '../contract/dispatches.ts';

/** Dispatches with their files. The caller has seen the clocks that they belong to. */
export const describeDispatches = async (
  ctx: Ctx,
  tx: Tx,
  rows: readonly DispatchRow[],
): Promise<Dispatch[]> => {
  const may = ctx.actor.permissions.has('clock.update');
  const described: Dispatch[] = [];
  for (const row of rows) {
    const hasFiles = row.documents.length > 0 || row.proof?.fileId !== undefined;
    const files = hasFiles ? await listFiles(tx, 'dispatch', row.id) : [];
    described.push({
      id: row.id,
      clockId: row.clock_id,
      recipientKey: row.recipient_key,
      recipientName: row.recipient_name,
      recipientAddress: row.recipient_address,
      channel: row.channel,
      title: row.title,
      documents: row.documents,
      state: row.state,
      sentAt: row.sent_at.toISOString(),
      sentBy: row.created_by_label,
      proof: row.proof,
      files: files.map(({ id, name, size_bytes }) => ({ id, name, sizeBytes: size_bytes })),
      withdrawal:
        row.withdrawn_at === null
          ? null
          : {
              at: row.withdrawn_at.toISOString(),
              by: row.withdrawn_by_label ?? '',
              reason: row.withdrawal_reason ?? '',
            },
      can: {
        prove: may && row.state === 'waiting' && row.outbox_id === null,
        withdraw: may && row.state !== 'withdrawn',
      },
    });
  }
  return described;
};
