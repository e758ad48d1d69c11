import { ImapFlow } from 'imapflow';
import type { MailLog } from './smtp-listener.ts';

/** Where reading stands. `pendingUids` were seen but could not be handed on; they are tried again at each pass. */
export type ImapCursor = { uidValidity: string; lastUid: number; pendingUids: number[] };

export type ImapMessageMeta = {
  uid: number;
  uidValidity: string;
  /** When the mail server received it. */
  receivedAt: Date | null;
  sizeBytes: number;
  /** True when the mail is larger than the limit and only its first bytes are given. */
  isTruncated: boolean;
};

export type ImapPollerOptions = {
  host: string;
  port: number;
  /** TLS from the first byte; without it STARTTLS is used when the server offers it. */
  secure: boolean;
  user: string;
  password: string;
  mailbox: string;
  /** Moved here once handed on (created when missing); without it the mail is only marked as seen. */
  processedMailbox?: string;
  sizeBytesMax?: number;
  intervalMs?: number;
  timeoutMs?: number;
  caCertificate?: string;
  /** Resolves when the mail is durable. May be called twice for one mail after a crash: deduplicate by Message-ID. */
  onMessage(raw: Buffer, meta: ImapMessageMeta): Promise<void>;
  loadCursor(): Promise<ImapCursor | undefined>;
  saveCursor(cursor: ImapCursor): Promise<void>;
  log: MailLog;
};

export type ImapPoller = {
  /** Does one pass now; rejects with what went wrong. */
  pollNow(): Promise<number>;
  /** When the last complete pass ended and what the last failure was; for a health page. */
  state(): { lastPassAt: Date | null; lastError: string | null };
  stop(): Promise<void>;
};

const retryMsMin = 1_000;
const retryMsMax = 300_000;
/** After so many failures in a row the fault is here, not in the mails: stop and try again later. */
const failuresInRowMax = 3;

const createClient = (options: ImapPollerOptions): ImapFlow => {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const client = new ImapFlow({
    host: options.host,
    port: options.port,
    secure: options.secure,
    auth: { user: options.user, pass: options.password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs * 2,
    ...(options.caCertificate === undefined ? {} : { tls: { ca: options.caCertificate } }),
  });
  // The failing command rejects as well; without a listener the event would end the process.
  client.on('error', (error: Error) => options.log.warn({ err: error }, 'imap connection failed'));
  return client;
};

const search = async (client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> =>
  (await client.search(query, { uid: true })) || [];

/** Start without a usable cursor: what is unread now, and everything that comes later. */
const startCursor = async (client: ImapFlow, uidValidity: string, uidNext: number): Promise<ImapCursor> => ({
  uidValidity,
  lastUid: uidNext - 1,
  pendingUids: (await search(client, { seen: false })).filter((uid) => uid < uidNext),
});

const handOn = async (
  client: ImapFlow,
  options: ImapPollerOptions,
  uid: number,
  uidValidity: string,
): Promise<void> => {
  const sizeBytesMax = options.sizeBytesMax ?? 26_214_400;
  const found = await client.fetchOne(
    String(uid),
    { size: true, internalDate: true, source: { start: 0, maxLength: sizeBytesMax } },
    { uid: true },
  );
  // Gone since the search: somebody deleted or moved it.
  if (found === false || !found.source) return;
  const receivedAt = found.internalDate ? new Date(found.internalDate) : null;
  const sizeBytes = found.size ?? found.source.length;
  await options.onMessage(found.source, {
    uid,
    uidValidity,
    receivedAt,
    sizeBytes,
    isTruncated: sizeBytes > found.source.length,
  });
};

const markDone = async (client: ImapFlow, options: ImapPollerOptions, uid: number): Promise<void> => {
  try {
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    if (options.processedMailbox !== undefined) {
      await client.messageMove(String(uid), options.processedMailbox, { uid: true });
    }
  } catch (error) {
    // The cursor already knows: an unmarked mail is untidy, not lost and not repeated.
    options.log.warn({ err: error, uid }, 'imap message not marked');
  }
};

/** Reads everything after the cursor in the open mailbox; returns how many mails were handed on. */
const readNew = async (client: ImapFlow, options: ImapPollerOptions): Promise<number> => {
  const mailbox = client.mailbox;
  if (!mailbox) throw new Error('mailbox not open');
  const uidValidity = String(mailbox.uidValidity);
  const loaded = await options.loadCursor();
  const cursor =
    loaded?.uidValidity === uidValidity ? loaded : await startCursor(client, uidValidity, mailbox.uidNext);
  const pending = new Set(cursor.pendingUids);
  const arrived = await search(client, { uid: `${cursor.lastUid + 1}:*` });
  // "n:*" always matches the last mail, even when its number is smaller.
  const fresh = arrived.filter((uid) => uid > cursor.lastUid).sort((a, b) => a - b);
  let lastUid = cursor.lastUid;
  let handedOn = 0;
  let failuresInRow = 0;
  for (const uid of [...pending, ...fresh]) {
    if (failuresInRow >= failuresInRowMax) break;
    let isDone = true;
    try {
      await handOn(client, options, uid, uidValidity);
      failuresInRow = 0;
    } catch (error) {
      if (!client.usable) throw error;
      options.log.warn({ err: error, uid }, 'imap message not stored, kept for the next pass');
      isDone = false;
      failuresInRow += 1;
    }
    if (isDone) pending.delete(uid);
    else pending.add(uid);
    lastUid = Math.max(lastUid, uid);
    await options.saveCursor({ uidValidity, lastUid, pendingUids: [...pending] });
    if (!isDone) continue;
    handedOn += 1;
    await markDone(client, options, uid);
  }
  return handedOn;
};

const runPass = async (options: ImapPollerOptions): Promise<number> => {
  const client = createClient(options);
  try {
    await client.connect();
    if (options.processedMailbox !== undefined) await client.mailboxCreate(options.processedMailbox);
    const lock = await client.getMailboxLock(options.mailbox);
    try {
      return await readNew(client, options);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
};

/**
 * Reads a mailbox again and again, one connection per pass, so that a broken connection costs one pass and no mail.
 * A mail counts as read only after `onMessage` has resolved and the cursor is saved; failures are tried again with
 * growing pauses. The first pass without a cursor takes the unread mails.
 */
export const pollImap = (options: ImapPollerOptions): ImapPoller => {
  const intervalMs = options.intervalMs ?? 30_000;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;
  let retryMs = retryMsMin;
  let lastPassAt: Date | null = null;
  let lastError: string | null = null;

  const pollNow = (): Promise<number> => {
    running ??= runPass(options)
      .then(
        (count) => {
          lastPassAt = new Date();
          lastError = null;
          retryMs = retryMsMin;
          return count;
        },
        (error: unknown) => {
          lastError = String(error).slice(0, 500);
          throw error;
        },
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  const loop = async (): Promise<void> => {
    let waitMs = intervalMs;
    try {
      await pollNow();
    } catch (error) {
      waitMs = retryMs;
      retryMs = Math.min(retryMs * 2, retryMsMax);
      options.log.warn({ err: error, retryMs: waitMs }, 'imap pass failed');
    }
    if (!isStopped) timer = setTimeout(() => void loop(), waitMs);
  };
  void loop();

  return {
    pollNow,
    state: () => ({ lastPassAt, lastError }),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
};
