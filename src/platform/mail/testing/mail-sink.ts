import { type MailEnvelope, startSmtpListener } from '../smtp-listener.ts';

export type SunkMessage = { raw: Buffer; text: string; envelope: MailEnvelope };

export type MailSink = {
  port: number;
  messages: SunkMessage[];
  /** Waits for so many messages in all, or for the first one that fits; rejects after the timeout. */
  waitFor(wanted: number | ((message: SunkMessage) => boolean), timeoutMs?: number): Promise<SunkMessage>;
  /** The next `count` messages are put off with 451. */
  failNext(count?: number): void;
  stop(): Promise<void>;
};

const silent = { info: () => undefined, warn: () => undefined };

/** A real SMTP server on loopback that keeps what it gets; for tests. Recipients starting with "refused" get 550. */
export const startMailSink = async (): Promise<MailSink> => {
  const messages: SunkMessage[] = [];
  const waiters = new Set<() => void>();
  let failuresLeft = 0;
  const listener = await startSmtpListener({
    host: '127.0.0.1',
    port: 0,
    sizeBytesMax: 50_000_000,
    connectionCountPerAddressMax: 100,
    allowedRecipients: (address) => !address.startsWith('refused'),
    onMessage: async (raw, envelope) => {
      if (failuresLeft > 0) {
        failuresLeft -= 1;
        throw new Error('told to fail');
      }
      messages.push({ raw, text: raw.toString('utf8'), envelope });
      for (const wake of waiters) wake();
    },
    log: silent,
  });
  const find = (wanted: number | ((message: SunkMessage) => boolean)): SunkMessage | undefined =>
    typeof wanted === 'number' ? messages[wanted - 1] : messages.find(wanted);
  return {
    port: listener.port,
    messages,
    waitFor: (wanted, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const wake = (): void => {
          const found = find(wanted);
          if (!found) return;
          clearTimeout(timer);
          waiters.delete(wake);
          resolve(found);
        };
        const timer = setTimeout(() => {
          waiters.delete(wake);
          reject(new Error(`mail did not arrive in ${timeoutMs} ms; ${messages.length} others did`));
        }, timeoutMs);
        waiters.add(wake);
        wake();
      }),
    failNext: (count = 1) => {
      failuresLeft = count;
    },
    stop: () => listener.stop(),
  };
};
