import type { BackgroundService } from '../../platform/ctx/server-slice.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { ImapCursor } from '../../platform/mail/imap-poller.ts';
import { isReplyAddress } from '../../platform/mail/mail-reply.ts';
import { intakeAddress, readReplyTarget } from './reply-address.ts';
import { takeMail } from './take-mail.ts';

const nothing = { stop: async () => {} };

/** The published address, and that address with one of our tokens; everything else is not ours. */
const isOurAddress = (services: Services, address: string): boolean => {
  const own = intakeAddress(services).toLowerCase();
  return (
    address.toLowerCase() === own ||
    readReplyTarget(services, [address]) !== undefined ||
    isReplyAddress(services, address)
  );
};

/** Takes mail straight from the net: a message is acknowledged (250) when its report is on the disk. */
export const smtpService: BackgroundService = {
  name: 'intake.smtp',
  start: async (services) => {
    const listen = services.settings.KHIEN_SMTP_LISTEN;
    if (!listen) return nothing;
    // Loaded when needed: most installations use one way in, and each costs a tenth of a second at the start.
    const { startSmtpListener } = await import('../../platform/mail/smtp-listener.ts');
    const at = listen.lastIndexOf(':');
    return startSmtpListener({
      host: listen.slice(0, at) || '127.0.0.1',
      port: Number(listen.slice(at + 1)),
      sizeBytesMax: services.settings.KHIEN_MAIL_BYTES_MAX,
      hostName: services.settings.KHIEN_MAIL_HOSTNAME,
      allowedRecipients: (address) => isOurAddress(services, address),
      onMessage: async (raw, envelope) => {
        await takeMail(services, {
          raw,
          recipients: envelope.to,
          envelopeFrom: envelope.from,
          source: 'mail',
        });
      },
      log: services.log,
    });
  },
};

const loadCursor = async (services: Services, mailbox: string): Promise<ImapCursor | undefined> => {
  const row = await services.db
    .selectFrom('mailbox_cursors')
    .select('cursor')
    .where('mailbox', '=', mailbox)
    .executeTakeFirst();
  return row?.cursor as ImapCursor | undefined;
};

const saveCursor = async (services: Services, mailbox: string, cursor: ImapCursor): Promise<void> => {
  await services.db
    .insertInto('mailbox_cursors')
    .values({ mailbox, cursor: JSON.stringify(cursor) })
    .onConflict((conflict) =>
      conflict.column('mailbox').doUpdateSet({ cursor: (eb) => eb.ref('excluded.cursor') }),
    )
    .execute();
};

/** Reads a mailbox again and again. A mail counts as read when its report is on the disk. */
export const imapService: BackgroundService = {
  name: 'intake.imap',
  start: async (services) => {
    const { KHIEN_IMAP_URL: address, KHIEN_IMAP_INTERVAL_SECONDS: seconds } = services.settings;
    if (!address) return nothing;
    const { pollImap } = await import('../../platform/mail/imap-poller.ts');
    const url = new URL(address);
    const secure = url.protocol === 'imaps:';
    const mailbox = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
    const name = `${url.username}@${url.host}/${mailbox}`;
    return pollImap({
      host: url.hostname,
      port: Number(url.port) || (secure ? 993 : 143),
      secure,
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      mailbox,
      sizeBytesMax: services.settings.KHIEN_MAIL_BYTES_MAX,
      intervalMs: seconds * 1_000,
      onMessage: async (raw) => {
        await takeMail(services, { raw, recipients: [], source: 'mail' });
      },
      loadCursor: () => loadCursor(services, name),
      saveCursor: (cursor) => saveCursor(services, name, cursor),
      log: services.log,
    });
  },
};
