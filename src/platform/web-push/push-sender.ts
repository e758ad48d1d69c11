import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { encryptPush, type PushKeys } from './encrypt-push.ts';
import { createVapidHeader, type VapidKeys } from './vapid.ts';

export type PushSubscription = PushKeys & { endpoint: string };

/** `isGone`: the browser has withdrawn its subscription (404, 410); it must not be used again. */
export class PushSendError extends Error {
  readonly isTemporary: boolean;
  readonly isGone: boolean;
  readonly responseCode: number | undefined;

  constructor(message: string, responseCode?: number) {
    super(message);
    this.name = 'PushSendError';
    this.responseCode = responseCode;
    this.isGone = responseCode === 404 || responseCode === 410;
    this.isTemporary = responseCode === undefined || responseCode === 429 || responseCode >= 500;
  }
}

/**
 * May this be the address of a subscription? Browsers name it, so that only https on the hosts of the settings counts:
 * everything else would let a visitor send our requests to any machine. `*.` stands for one or more names in front.
 */
export const isPushEndpoint = (endpoint: string, hosts: readonly string[]): boolean => {
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password || endpoint.length > 1_000) return false;
  const isAllowed = hosts.some((host) =>
    host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.host === host,
  );
  if (!isAllowed) return false;
  return url.protocol === 'https:' ? true : url.protocol === 'http:' && url.hostname === '127.0.0.1';
};

export type PushSenderOptions = {
  keys: VapidKeys;
  /** `mailto:` or https address of who runs the system. */
  contact: string;
  hosts: readonly string[];
  timeoutMs?: number;
};

const HOUR_SECONDS = 3_600;

const post = (url: URL, headers: Record<string, string>, body: Buffer, timeoutMs: number) =>
  new Promise<number>((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const options = { method: 'POST', headers, signal: AbortSignal.timeout(timeoutMs), agent: false };
    const request = send(url, options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });

/** Sends encrypted notes to the push services of browsers (RFC 8030). The same topic again replaces what still waits there. */
export const createPushSender = (options: PushSenderOptions) => ({
  send: async (
    subscription: PushSubscription,
    note: object,
    topic: string,
    at: Date,
  ): Promise<{ acceptedAt: Date; response: string }> => {
    if (!isPushEndpoint(subscription.endpoint, options.hosts))
      throw new PushSendError('not a push service', 404);
    const url = new URL(subscription.endpoint);
    const body = encryptPush(Buffer.from(JSON.stringify(note)), subscription);
    const status = await post(
      url,
      {
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        'content-length': String(body.length),
        ttl: String(HOUR_SECONDS),
        urgency: 'high',
        // At most 32 letters of base64url (RFC 8030 section 5.4).
        topic: topic.replace(/[^\w-]/g, '').slice(0, 32),
        authorization: createVapidHeader(options.keys, url.origin, options.contact, at),
      },
      body,
      options.timeoutMs ?? 15_000,
    ).catch((error: Error) => {
      throw new PushSendError(`no answer of the push service: ${error.message}`);
    });
    if (status < 200 || status >= 300) throw new PushSendError(`push service answered ${status}`, status);
    return { acceptedAt: new Date(), response: String(status) };
  },
});

export type PushSender = ReturnType<typeof createPushSender>;
