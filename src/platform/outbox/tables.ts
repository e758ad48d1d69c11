import type { Instant, InstantOrNull, Json } from '../db/tables.ts';

export type OutboxState = 'waiting' | 'sending' | 'sent' | 'failed';

export type OutboxMessagesTable = {
  id: string;
  created_at: Instant;
  state: OutboxState;
  recipient: string;
  mail: Json<OutboxMail>;
  message_id: string;
  attempts: number;
  next_attempt_at: Instant;
  accepted_at: InstantOrNull;
  response: string | null;
  last_error: string | null;
  subject_kind: string | null;
  subject_id: string | null;
};

/** A file that goes with a mail; its content is read from the blob store when the mail is sent. */
export type OutboxAttachment = { sha256: string; name: string; contentType: string };

/** A mail as stored: text, and files by their SHA-256. */
export type OutboxMail = {
  to: string;
  subject: string;
  text: string;
  replyTo?: string;
  inReplyTo?: string;
  references?: string[];
  isAutomaticReply?: boolean;
  attachments?: OutboxAttachment[];
  /** Parts of the text that open something (links, codes): taken out of the stored mail once it is sent. */
  secrets?: string[];
};

declare module '../db/tables.ts' {
  interface Tables {
    outbox_messages: OutboxMessagesTable;
  }
}
