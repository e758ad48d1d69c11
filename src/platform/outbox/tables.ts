import type { Instant, InstantOrNull, Json, WithDefault } from '../db/tables.ts';

/**
 * `sending`: claimed by a process, nothing has left yet. `handing-over`: about to leave; who finds it so after a crash
 * cannot know. `unknown`: it may have left, and as it must not come twice it is not sent again.
 */
export type OutboxState = 'waiting' | 'sending' | 'handing-over' | 'sent' | 'failed' | 'unknown';
export type OutboxChannel = 'mail' | 'sms' | 'push';

export type OutboxMessagesTable = {
  id: string;
  created_at: Instant;
  channel: WithDefault<OutboxChannel>;
  /** False for what must not come twice: in doubt it stays `unknown`. */
  is_repeatable: WithDefault<boolean>;
  state: OutboxState;
  recipient: string;
  /** The message as it is handed to its channel. */
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

/**
 * A message as stored: text, and files by their SHA-256. A text message has no subject; a push note has its subscription
 * in `push`.
 */
export type OutboxMail = {
  to: string;
  subject: string;
  text: string;
  replyTo?: string;
  inReplyTo?: string;
  references?: string[];
  isAutomaticReply?: boolean;
  /** Where and with which keys a push note goes (RFC 8291). */
  push?: { endpoint: string; p256dh: string; auth: string };
  attachments?: OutboxAttachment[];
  /** Parts of the text that open something (links, codes): taken out of the stored mail once it is sent. */
  secrets?: string[];
};

declare module '../db/tables.ts' {
  interface Tables {
    outbox_messages: OutboxMessagesTable;
  }
}
