import './tables.ts';
import type { Ctx } from '../ctx/ctx.ts';
import type { Tx } from '../db/tables.ts';

/** A mail of ours came back or was never accepted; data: `outboxId`, `subjectKind`, `subjectId`. */
export const mailReturned = 'mail.returned';

const MESSAGE_IDS_MAX = 50;

/**
 * Tells the slices that mails of ours came back, by the Message-IDs that a report of non-delivery names. An id cannot be
 * guessed, so a forged report moves nothing that its writer has not received.
 * @returns how many of the ids are ours
 */
export const noteReturnedMails = async (
  ctx: Ctx,
  tx: Tx,
  messageIds: readonly string[],
  permission: string,
): Promise<number> => {
  const wanted = [...new Set(messageIds)].slice(0, MESSAGE_IDS_MAX);
  if (wanted.length === 0) return 0;
  const rows = await tx
    .selectFrom('outbox_messages')
    .select(['id', 'subject_kind', 'subject_id'])
    .where('message_id', 'in', wanted)
    .execute();
  await ctx.publishAll(
    tx,
    rows.map((row) => ({
      type: mailReturned,
      data: { outboxId: row.id, subjectKind: row.subject_kind, subjectId: row.subject_id },
      permission,
    })),
  );
  return rows.length;
};
