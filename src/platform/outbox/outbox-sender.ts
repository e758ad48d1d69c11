import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Tx } from '../db/tables.ts';
import type { Log } from '../log/log.ts';
import type { OutboxChannel, OutboxMail } from './tables.ts';

export type SendResult = { acceptedAt: Date; response: string };
/**
 * Hands one message to its channel. `handOver` is awaited right before the message leaves for good (the last dot of a mail,
 * the request to a gateway); after it a crash leaves the message in doubt.
 */
export type DeliverMail = (
  mail: OutboxMail & { messageId: string },
  handOver: () => Promise<void>,
) => Promise<SendResult>;
/** Told in a transaction of its own after each acceptance, so that a slice can note the proof. */
export type OnSent = (sent: {
  id: string;
  subjectKind: string | null;
  subjectId: string | null;
  result: SendResult;
}) => Promise<void>;

const BATCH = 20;
const POLL_MS = 3_000;
const ATTEMPTS_MAX = 12;
/** A row that stays `sending` this long belongs to a process that died, or that is so slow that another may take it. */
const ABANDONED_AFTER = sql`interval '60 seconds'`;

type Claimed = {
  id: string;
  mail: OutboxMail;
  message_id: string;
  attempts: number;
  is_repeatable: boolean;
};

/** The sender serves every organisation; row-level security lets nobody else read what waits. */
const withAllRows = <Result>(db: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(async (tx) => {
    await sql`select set_config('khien.reach', 'all', true)`.execute(tx);
    return work(tx);
  });

/** A message is taken again by counting its attempts up: whoever had it before changes nothing any more. */
const isOurs = (message: Claimed) => sql`id = ${message.id} and attempts = ${message.attempts}`;

const claim = async (db: Tx, channel: OutboxChannel): Promise<Claimed[]> => {
  await sql`update outbox_messages set state = 'unknown', last_error = 'the program ended during the hand-over'
    where channel = ${channel} and state = 'handing-over' and not is_repeatable and next_attempt_at <= now()`.execute(
    db,
  );
  const { rows } = await sql<Claimed>`
    update outbox_messages set state = 'sending', attempts = attempts + 1, next_attempt_at = now() + ${ABANDONED_AFTER}
    where id in (
      select id from outbox_messages
      where channel = ${channel} and next_attempt_at <= now()
        and (state in ('waiting', 'sending') or (state = 'handing-over' and is_repeatable))
      order by next_attempt_at limit ${BATCH} for update skip locked)
    returning id, mail, message_id, attempts, is_repeatable`.execute(db);
  return rows;
};

/**
 * Marks that the message leaves now. Only what must not come twice pays for it: it costs a commit. Rejects where another
 * process has taken the message over since.
 */
const noteLeaving = async (db: Tx, message: Claimed): Promise<void> => {
  const { numAffectedRows } = await sql`update outbox_messages
    set state = 'handing-over', next_attempt_at = now() + ${ABANDONED_AFTER}
    where ${isOurs(message)} and state = 'sending'`.execute(db);
  if (numAffectedRows !== 1n) throw new Error('another process has taken the message over');
};

/** No answer came after the message had left: whether it arrived nobody knows. */
const noteDoubt = async (db: Tx, message: Claimed, error: unknown): Promise<void> => {
  await sql`update outbox_messages set state = 'unknown',
    last_error = ${String((error as Error).message).slice(0, 500)} where ${isOurs(message)}`.execute(db);
};

const noteFailure = async (db: Tx, message: Claimed, error: unknown) => {
  const isPermanent =
    message.attempts >= ATTEMPTS_MAX || (error as { isTemporary?: boolean }).isTemporary === false;
  const delaySeconds = Math.min(3_600, 5 * 2 ** message.attempts);
  await sql`update outbox_messages set state = ${isPermanent ? 'failed' : 'waiting'},
    last_error = ${String((error as Error).message).slice(0, 500)},
    next_attempt_at = now() + make_interval(secs => ${delaySeconds}) where ${isOurs(message)}`.execute(db);
};

/** The mail as it stays: the database is no place where a copy would find links and codes that still open something. */
const withoutSecrets = ({ secrets = [], ...mail }: OutboxMail): OutboxMail => ({
  ...mail,
  text: secrets.reduce((text, secret) => text.replaceAll(secret, '***'), mail.text),
});

const noteSent = async (db: Tx, message: Claimed, result: SendResult) => {
  await sql`update outbox_messages set state = 'sent', accepted_at = ${result.acceptedAt},
    response = ${result.response.slice(0, 500)}, last_error = null,
    mail = ${JSON.stringify(withoutSecrets(message.mail))}::jsonb where id = ${message.id}`.execute(db);
};

/** The mail is out: a short fault of the database must not make it go out again. */
const insist = async (work: () => Promise<void>): Promise<void> => {
  for (let pauseMs = 100; pauseMs <= 3_200; pauseMs *= 2) {
    const isDone = await work().then(
      () => true,
      () => false,
    );
    if (isDone) return;
    await sleep(pauseMs);
  }
  await work();
};

export type OutboxSender = { wake(): void; stop(): Promise<void> };

/**
 * Sends what waits on one channel, a few at a time, with growing pauses after failures. Several processes share the work.
 */
export const startOutboxSender = (
  db: Database,
  deliver: DeliverMail,
  log: Log,
  channel: OutboxChannel = 'mail',
): OutboxSender => {
  let isStopped = false;
  let running: Promise<void> | null = null;
  let isAsked = false;

  const sendOne = async (message: Claimed) => {
    let result: SendResult;
    let hasLeft = false;
    const handOver = async () => {
      if (message.is_repeatable) return;
      // A transport that tries again by itself would send twice.
      if (hasLeft) throw new Error('the message has left already');
      await withAllRows(db, (tx) => noteLeaving(tx, message));
      hasLeft = true;
    };
    try {
      const { secrets: _, ...mail } = message.mail;
      result = await deliver({ ...mail, messageId: message.message_id }, handOver);
    } catch (error) {
      log.warn({ err: error, outboxId: message.id, channel }, 'message not accepted');
      const isAnswered = (error as { responseCode?: number }).responseCode !== undefined;
      const note = hasLeft && !isAnswered ? noteDoubt : noteFailure;
      await withAllRows(db, (tx) => note(tx, message, error));
      return;
    }
    await insist(() => withAllRows(db, (tx) => noteSent(tx, message, result)));
  };

  const drain = async () => {
    while (isAsked && !isStopped) {
      isAsked = false;
      try {
        const batch = await withAllRows(db, (tx) => claim(tx, channel));
        await Promise.all(batch.map(sendOne));
        if (batch.length === BATCH) isAsked = true;
      } catch (error) {
        log.error({ err: error }, 'outbox');
        return;
      }
    }
  };

  const wake = () => {
    isAsked = true;
    if (running || isStopped) return;
    running = drain().finally(() => {
      running = null;
      if (isAsked) wake();
    });
  };

  const timer = setInterval(wake, POLL_MS);
  timer.unref();
  wake();
  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
};
