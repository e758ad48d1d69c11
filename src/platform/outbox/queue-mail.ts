import './tables.ts';
import type { Tx } from '../db/tables.ts';
import { uuid7 } from '../ids/uuid7.ts';
import type { OutboxChannel, OutboxMail } from './tables.ts';

export type QueuedMail = OutboxMail & {
  subjectKind?: string;
  subjectId?: string;
  /** Default `mail`. */
  channel?: OutboxChannel;
  /** False: in doubt after a crash it is not sent again, see `tables.ts`. Default true. */
  isRepeatable?: boolean;
};

/**
 * Puts messages into the outbox in the caller's transaction. The Message-ID is fixed here: should the process die between
 * the server's acceptance and our note of it, the mail goes out again under the same id and receivers drop the double.
 * @returns ids of the outbox rows, in order
 */
export const queueMails = async (
  tx: Tx,
  at: Date,
  mails: readonly QueuedMail[],
  domain = 'khien.invalid',
): Promise<string[]> => {
  if (mails.length === 0) return [];
  const rows = mails.map(({ subjectKind, subjectId, channel, isRepeatable, ...mail }) => {
    const id = uuid7(at.getTime());
    return {
      id,
      created_at: at,
      channel: channel ?? ('mail' as const),
      is_repeatable: isRepeatable ?? true,
      state: 'waiting' as const,
      recipient: mail.to,
      mail: JSON.stringify(mail),
      message_id: `<${id}@${domain}>`,
      attempts: 0,
      next_attempt_at: at,
      response: null,
      last_error: null,
      subject_kind: subjectKind ?? null,
      subject_id: subjectId ?? null,
    };
  });
  await tx.insertInto('outbox_messages').values(rows).execute();
  return rows.map((row) => row.id);
};
