import { Transform } from 'node:stream';
import nodemailer from 'nodemailer';
import type { MailAddress } from './parsed-message.ts';
import type { MailLog } from './smtp-listener.ts';

export type MailSenderOptions = (
  | { url: string }
  | { host: string; port: number; secure: boolean; user?: string | undefined; password?: string | undefined }
) & {
  from: MailAddress;
  log: MailLog;
  connectionCountMax?: number;
  timeoutMs?: number;
  caCertificate?: string;
};

export type OutgoingMail = {
  to: MailAddress[];
  cc?: MailAddress[];
  replyTo?: MailAddress;
  subject: string;
  /** Plain text; no markup is ever sent. */
  text: string;
  attachments?: { filename: string; content: Buffer; contentType: string }[];
  /** Made by the caller and stored before sending, so that a repeat after a crash carries the same one. */
  messageId: string;
  inReplyTo?: string | undefined;
  references?: string[] | undefined;
  /** RFC 3834; set on every mail that no person wrote. Such mails go out with an empty return path. */
  autoSubmitted?: 'auto-replied' | 'auto-generated' | undefined;
  /** Awaited when all is written but the last dot: after it the server may take the mail. Throwing keeps it back. */
  beforeLastDot?: (() => Promise<void>) | undefined;
};

export type SentMail = { acceptedAt: Date; messageId: string; response: string; rejected: string[] };

/** `isTemporary` tells whether the same mail may succeed later; `response` is what the server said. */
export class MailSendError extends Error {
  readonly isTemporary: boolean;
  readonly responseCode: number | undefined;
  readonly response: string | undefined;

  constructor(
    message: string,
    facts: {
      isTemporary: boolean;
      responseCode?: number | undefined;
      response?: string | undefined;
      cause: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.name = 'MailSendError';
    this.isTemporary = facts.isTemporary;
    this.responseCode = facts.responseCode;
    this.response = facts.response;
  }
}

export type MailSender = {
  /** @throws MailSendError when no recipient was accepted */
  send(mail: OutgoingMail): Promise<SentMail>;
  /** Connects and signs in without sending. @throws MailSendError */
  verify(): Promise<void>;
  close(): void;
};

type TransportFailure = Error & { code?: string; responseCode?: number; response?: string };

/**
 * A 5xx answer to the mail itself is final. Failed sign-in, network and TLS faults are a matter of the settings or
 * of the moment: the mail stays good and waits.
 */
export const classifySendFailure = (error: unknown): MailSendError => {
  const failure = error as TransportFailure;
  const isAboutMail = failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE';
  const isFinalAnswer =
    (failure.responseCode ?? 0) >= 500 && failure.code !== 'EAUTH' && failure.code !== 'ECONNECTION';
  const isTemporary = !(isFinalAnswer || (isAboutMail && failure.responseCode === undefined));
  return new MailSendError(failure.message ?? 'mail not sent', {
    isTemporary,
    responseCode: failure.responseCode,
    response: failure.response,
    cause: error,
  });
};

const transportOf = (options: MailSenderOptions): Record<string, unknown> => {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const common = {
    pool: true,
    maxConnections: options.connectionCountMax ?? 3,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(options.caCertificate === undefined ? {} : { tls: { ca: options.caCertificate } }),
  };
  if ('url' in options) return { url: options.url, ...common };
  const { host, port, secure, user, password } = options;
  return {
    host,
    port,
    secure,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    ...common,
  };
};

type Compiled = {
  data: { beforeLastDot?: OutgoingMail['beforeLastDot'] };
  message: { processFunc(add: (stream: NodeJS.ReadableStream) => NodeJS.ReadableStream): void };
};

/** Holds the end of the message back until the caller has noted that it leaves. */
const holdLastDot = (mail: Compiled, done: (error?: Error) => void): void => {
  const { beforeLastDot } = mail.data;
  if (beforeLastDot) {
    mail.message.processFunc((stream) =>
      stream.pipe(
        new Transform({
          transform: (chunk, _encoding, next) => next(null, chunk),
          flush: (next) => void beforeLastDot().then(() => next(), next),
        }),
      ),
    );
  }
  done();
};

/** Sends plain-text mail through one SMTP server over pooled connections. */
export const createMailSender = (options: MailSenderOptions): MailSender => {
  const transport = nodemailer.createTransport(
    transportOf(options) as Parameters<typeof nodemailer.createTransport>[0],
  );
  transport.use('stream', holdLastDot as unknown as Parameters<typeof transport.use>[1]);
  return {
    async send(mail) {
      const recipients = [...mail.to, ...(mail.cc ?? [])].map(({ address }) => address);
      try {
        const sent = await transport.sendMail({
          from: options.from,
          to: mail.to,
          cc: mail.cc,
          replyTo: mail.replyTo,
          subject: mail.subject,
          text: mail.text,
          ...(mail.attachments?.length ? { attachments: mail.attachments } : {}),
          messageId: mail.messageId,
          inReplyTo: mail.inReplyTo,
          references: mail.references?.join(' '),
          envelope: { from: mail.autoSubmitted ? '' : options.from.address, to: recipients },
          headers: mail.autoSubmitted
            ? { 'Auto-Submitted': mail.autoSubmitted, 'X-Auto-Response-Suppress': 'All' }
            : {},
          disableFileAccess: true,
          disableUrlAccess: true,
          ...(mail.beforeLastDot ? { beforeLastDot: mail.beforeLastDot } : {}),
        });
        const info = sent as {
          messageId: string;
          response: string;
          rejected?: (string | { address: string })[];
        };
        const rejected = (info.rejected ?? []).map((one) => (typeof one === 'string' ? one : one.address));
        return { acceptedAt: new Date(), messageId: info.messageId, response: info.response, rejected };
      } catch (error) {
        const failure = classifySendFailure(error);
        options.log.warn({ code: failure.responseCode, isTemporary: failure.isTemporary }, 'mail not sent');
        throw failure;
      }
    },
    async verify() {
      await transport.verify().catch((error: unknown) => {
        throw classifySendFailure(error);
      });
    },
    close: () => transport.close(),
  };
};
