import '../../../platform/outbox/tables.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { Report } from '../contract/report.ts';

const deliveryOf = (state: string | null): Report['messages'][number]['delivery'] => {
  if (state === null) return null;
  if (state === 'sent' || state === 'failed') return state;
  return 'waiting';
};

/** The conversation, oldest first, with what the mail server said of each outgoing mail. */
export const listMessages = async (tx: Tx, reportId: string): Promise<Report['messages']> => {
  const rows = await tx
    .selectFrom('report_messages as message')
    .leftJoin('outbox_messages as mail', 'mail.id', 'message.outbox_id')
    .selectAll('message')
    .select(['mail.state as mail_state', 'mail.accepted_at'])
    .where('message.report_id', '=', reportId)
    .orderBy('message.id')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    direction: row.direction,
    channel: row.channel,
    at: row.at.toISOString(),
    author: row.author_label,
    subject: row.subject,
    text: row.text,
    isVisibleToReporter: row.is_visible_to_reporter,
    delivery: deliveryOf(row.mail_state),
    deliveredAt: row.accepted_at?.toISOString() ?? null,
    mailFacts: row.mail_facts,
  }));
};
