import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { queueMails } from '../../../platform/outbox/queue-mail.ts';
import type { OutboxAttachment } from '../../../platform/outbox/tables.ts';
import type { Channel } from '../contract/rules.ts';
import type { Proof } from '../tables.ts';

/** One dispatch, ready to leave: to whom, what, and the drawn documents in the blob store. */
export type PreparedDispatch = {
  id: string;
  recipientName: string;
  address: string | null;
  title: string;
  message: string;
  attachments: readonly OutboxAttachment[];
  sentAt: Date;
  /** What a person states as proof, where the channel is worked by hand. */
  statedProof: Proof | null;
};

export type SentDispatch = { state: 'waiting' | 'proven'; outboxId: string | null; proof: Proof | null };

/**
 * A way out of the house. Another one, such as an interface of the national coordinator, is one more object in
 * `dispatchAdapters`: it queues its call in the caller's transaction and answers `waiting`, or answers with a proof.
 */
export type DispatchAdapter = {
  channels: readonly Channel[];
  /** The recipient must have an address of its own. */
  needsAddress: boolean;
  send(ctx: Ctx, tx: Tx, dispatch: PreparedDispatch): Promise<SentDispatch>;
};

/** Through the outbox: proven when the mail server takes it, under a Message-ID that is fixed here. */
const mailAdapter: DispatchAdapter = {
  channels: ['email'],
  needsAddress: true,
  send: async (ctx, tx, dispatch) => {
    const [outboxId] = await queueMails(
      tx,
      ctx.now(),
      [
        {
          to: dispatch.address ?? '',
          subject: dispatch.title,
          text: dispatch.message,
          attachments: [...dispatch.attachments],
          subjectKind: 'dispatch',
          subjectId: dispatch.id,
        },
      ],
      ctx.services.settings.KHIEN_MAIL_FROM.split('@').pop() ?? 'khien.invalid',
    );
    ctx.afterCommit(() => ctx.services.wakeOutbox());
    return { state: 'waiting', outboxId: outboxId ?? null, proof: null };
  },
};

/** Sent by people: a portal, the document system, paper, the telephone, a file on a medium. Proven by what they state. */
const handAdapter: DispatchAdapter = {
  channels: ['document-system', 'portal', 'official-letter', 'file', 'phone', 'fax', 'post', 'by-hand'],
  needsAddress: false,
  send: async (_ctx, _tx, dispatch) => ({
    state: dispatch.statedProof ? 'proven' : 'waiting',
    outboxId: null,
    proof: dispatch.statedProof,
  }),
};

export const dispatchAdapters: readonly DispatchAdapter[] = [mailAdapter, handAdapter];

/** The adapter of a channel. */
export const adapterOf = (channel: Channel): DispatchAdapter =>
  dispatchAdapters.find(({ channels }) => channels.includes(channel)) ?? handAdapter;
