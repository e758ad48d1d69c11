import { sql } from 'kysely';
import type { Migration } from '../db/migrate.ts';

/**
 * The outbox carries text messages and push notes beside mail, and knows two more states: `handing-over` (about to leave,
 * in doubt if it stays so) and `unknown` (it may have left; a message that must not come twice is not sent again).
 */
export const addOutboxChannels: Migration = {
  id: 'platform/0002-outbox-channels',
  up: async (db) => {
    await sql`alter table outbox_messages
      add column channel text not null default 'mail' check (channel in ('mail', 'sms', 'push')),
      add column is_repeatable boolean not null default true,
      drop constraint outbox_messages_state_check,
      add constraint outbox_messages_state_check
        check (state in ('waiting', 'sending', 'handing-over', 'sent', 'failed', 'unknown'))`.execute(db);
    await sql`drop index outbox_messages_due`.execute(db);
    await sql`create index outbox_messages_due on outbox_messages (channel, next_attempt_at)
      where state in ('waiting', 'sending', 'handing-over')`.execute(db);
  },
};
