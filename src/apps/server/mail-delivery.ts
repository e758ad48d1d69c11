import type { Settings } from '../../platform/config/settings.ts';
import type { Database } from '../../platform/db/tables.ts';
import type { BlobStore } from '../../platform/files/blob-store.ts';
import type { Log } from '../../platform/log/log.ts';
import type { MailSender, OutgoingMail } from '../../platform/mail/mail-sender.ts';
import { type OutboxSender, startOutboxSender } from '../../platform/outbox/outbox-sender.ts';
import type { OutboxMail } from '../../platform/outbox/tables.ts';
import type { MailState } from './system-routes.ts';

export type MailDelivery = {
  start(db: Database, blobs: BlobStore): void;
  wake(): void;
  state(): MailState;
  stop(): Promise<void>;
};

const FAILURES_UNTIL_FAILING = 3;

const readAttachments = (blobs: BlobStore, { attachments = [] }: OutboxMail) =>
  Promise.all(
    attachments.map(async ({ sha256, name, contentType }) => ({
      filename: name,
      content: await blobs.read(sha256),
      contentType,
    })),
  );

const toOutgoing = (
  { to, replyTo, isAutomaticReply, attachments: _, ...mail }: OutboxMail & { messageId: string },
  attachments: NonNullable<OutgoingMail['attachments']>,
): OutgoingMail => ({
  ...mail,
  ...(attachments.length > 0 ? { attachments } : {}),
  to: [{ name: '', address: to }],
  ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
  ...(isAutomaticReply ? { autoSubmitted: 'auto-replied' as const } : {}),
});

/** The outbox's way out. Without KHIEN_SMTP_URL mail waits in the outbox and readiness says `not-configured`. */
export const createMailDelivery = (settings: Settings, log: Log): MailDelivery => {
  const url = settings.KHIEN_SMTP_URL;
  if (!url) {
    return { start: () => {}, wake: () => {}, state: () => 'not-configured', stop: async () => {} };
  }
  let sender: Promise<MailSender> | undefined;
  // Loaded with the first mail: it costs a tenth of a second that the start need not wait for.
  const getSender = () => {
    sender ??= import('../../platform/mail/mail-sender.ts').then(({ createMailSender }) =>
      createMailSender({ url, from: { name: '', address: settings.KHIEN_MAIL_FROM }, log }),
    );
    return sender;
  };
  let outbox: OutboxSender | undefined;
  let failuresInARow = 0;
  return {
    start: (db, blobs) => {
      outbox = startOutboxSender(
        db,
        async (mail, handOver) => {
          try {
            const outgoing = toOutgoing(mail, await readAttachments(blobs, mail));
            const sent = await (await getSender()).send({ ...outgoing, beforeLastDot: handOver });
            failuresInARow = 0;
            return sent;
          } catch (error) {
            if ((error as { isTemporary?: boolean }).isTemporary !== false) failuresInARow += 1;
            throw error;
          }
        },
        log,
      );
    },
    wake: () => outbox?.wake(),
    state: () => (failuresInARow >= FAILURES_UNTIL_FAILING ? 'failing' : 'ok'),
    stop: async () => {
      await outbox?.stop();
      if (sender) await (await sender).close();
    },
  };
};
