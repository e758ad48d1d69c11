import type { AddressInfo } from 'node:net';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';

export type MailEnvelope = {
  /** MAIL FROM; "" is the empty return path of bounces. */
  from: string;
  to: string[];
  remoteAddress: string;
  helo: string;
  isTls: boolean;
};

export type MailLog = {
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
};

export type SmtpListenerOptions = {
  host: string;
  /** 0 takes a free port. */
  port: number;
  sizeBytesMax: number;
  /** Everything else is refused with 550: the listener never relays. */
  allowedRecipients(address: string): boolean;
  /** Resolves when the mail is durable; a rejection answers 451, and the sender tries again. */
  onMessage(raw: Buffer, envelope: MailEnvelope): Promise<void>;
  log: MailLog;
  /** PEM texts; STARTTLS is offered only with them. */
  certificate?: { key: string; cert: string };
  /** Name in the greeting. */
  hostName?: string;
  connectionCountMax?: number;
  connectionCountPerAddressMax?: number;
  recipientCountMax?: number;
  /** Silence after which a connection is closed. */
  idleTimeoutMs?: number;
  /** Longest time that one mail may take to arrive. */
  dataTimeoutMs?: number;
  /** Bytes of unfinished mails over all connections; more is put off with 451. */
  bufferedBytesMax?: number;
};

export type SmtpListener = { port: number; stop(): Promise<void> };

type Limits = Required<
  Pick<SmtpListenerOptions, 'sizeBytesMax' | 'dataTimeoutMs' | 'bufferedBytesMax' | 'recipientCountMax'>
>;

/** An answer with its SMTP code; smtp-server reads `responseCode`. */
class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, text: string) {
    super(text);
    this.responseCode = responseCode;
  }
}

const tooLarge = (): SmtpRefusal => new SmtpRefusal(552, '5.3.4 Message too large');
const tryLater = (): SmtpRefusal => new SmtpRefusal(451, '4.3.0 Try again later');

const toEnvelope = (session: SMTPServerSession): MailEnvelope => ({
  from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
  to: session.envelope.rcptTo.map(({ address }) => address),
  remoteAddress: session.remoteAddress,
  helo: String(session.hostNameAppearsAs || session.clientHostname || ''),
  isTls: session.secure,
});

/** Collects one mail; over the size limit it is read to its end and thrown away, so that the sender hears 552. */
const readData = (
  stream: SMTPServerDataStream,
  limits: Limits,
  buffered: { bytes: number },
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let refusal: SmtpRefusal | undefined;
    const settle = (finish: () => void): void => {
      clearTimeout(deadline);
      buffered.bytes -= length;
      length = 0;
      finish();
    };
    const deadline = setTimeout(() => stream.destroy(new Error('mail took too long')), limits.dataTimeoutMs);
    stream.on('data', (chunk: Buffer) => {
      if (refusal) return;
      length += chunk.length;
      buffered.bytes += chunk.length;
      if (length > limits.sizeBytesMax) refusal = tooLarge();
      else if (buffered.bytes > limits.bufferedBytesMax) refusal = tryLater();
      else chunks.push(chunk);
      if (refusal) chunks.length = 0;
    });
    stream.on('end', () => settle(() => (refusal ? reject(refusal) : resolve(Buffer.concat(chunks)))));
    stream.on('error', () => settle(() => reject(tryLater())));
    stream.on('close', () => settle(() => reject(tryLater())));
  });

const createHandlers = (
  options: SmtpListenerOptions,
  limits: Limits,
  inFlight: Set<Promise<void>>,
): SMTPServerOptions => {
  const perAddress = new Map<string, number>();
  const perAddressMax = options.connectionCountPerAddressMax ?? 10;
  const buffered = { bytes: 0 };
  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const raw = await readData(stream, limits, buffered);
    const envelope = toEnvelope(session);
    try {
      await options.onMessage(raw, envelope);
    } catch (error) {
      options.log.warn(
        { err: error, remoteAddress: envelope.remoteAddress },
        'mail not stored, sender asked to try again',
      );
      throw tryLater();
    }
    options.log.info({ sizeBytes: raw.length, remoteAddress: envelope.remoteAddress }, 'mail received');
  };
  return {
    onConnect(session, callback) {
      const count = (perAddress.get(session.remoteAddress) ?? 0) + 1;
      perAddress.set(session.remoteAddress, count);
      callback(count > perAddressMax ? new SmtpRefusal(421, '4.7.0 Too many connections') : null);
    },
    onClose(session) {
      const count = (perAddress.get(session.remoteAddress) ?? 1) - 1;
      if (count > 0) perAddress.set(session.remoteAddress, count);
      else perAddress.delete(session.remoteAddress);
    },
    onRcptTo(address, session, callback) {
      if (session.envelope.rcptTo.length >= limits.recipientCountMax) {
        callback(new SmtpRefusal(452, '4.5.3 Too many recipients'));
      } else if (options.allowedRecipients(address.address)) callback();
      else callback(new SmtpRefusal(550, '5.1.1 No such recipient here'));
    },
    onData(stream, session, callback) {
      const work = receive(stream, session).then(
        () => callback(null, '2.0.0 Stored'),
        (error: unknown) => callback(error instanceof SmtpRefusal ? error : tryLater()),
      );
      inFlight.add(work);
      void work.finally(() => inFlight.delete(work));
    },
  };
};

/**
 * Receives mail for known recipients by SMTP (RFC 5321). 250 is answered only after `onMessage` has resolved. No
 * sign-in, no relaying; the number of connections, recipients, bytes and the time are limited.
 */
export const startSmtpListener = async (options: SmtpListenerOptions): Promise<SmtpListener> => {
  const inFlight = new Set<Promise<void>>();
  const limits: Limits = {
    sizeBytesMax: options.sizeBytesMax,
    dataTimeoutMs: options.dataTimeoutMs ?? 300_000,
    bufferedBytesMax: options.bufferedBytesMax ?? options.sizeBytesMax * 8,
    recipientCountMax: options.recipientCountMax ?? 50,
  };
  const server = new SMTPServer({
    ...createHandlers(options, limits, inFlight),
    ...(options.certificate ?? {}),
    name: options.hostName ?? 'localhost',
    banner: '',
    secure: false,
    authOptional: true,
    disabledCommands: options.certificate ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: options.sizeBytesMax,
    maxClients: options.connectionCountMax ?? 50,
    socketTimeout: options.idleTimeoutMs ?? 60_000,
    closeTimeout: 5_000,
    logger: false,
  });
  server.on('error', (error) => options.log.warn({ err: error }, 'smtp connection failed'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.allSettled(inFlight);
      await closed;
    },
  };
};
