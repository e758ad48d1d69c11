import { readFileSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { fillAddress, fillHeader, fillJson, type GatewayValues } from './gateway-template.ts';

export type SmsGatewayOptions = {
  /** Address with placeholders after the host: `https://sms.example/send?ref={{reference}}`. */
  url: string;
  method: 'POST' | 'GET';
  /** JSON object of headers with placeholders. */
  headers: string;
  /** JSON with placeholders inside its strings; sent with POST. */
  body: string;
  /** File with the secret for `{{secret}}`; read at each start. */
  secretFile?: string | undefined;
  /** What an answer of 2xx must contain to count as accepted, for gateways that answer 200 to everything. */
  accepted?: string | undefined;
  timeoutMs?: number;
};

export type Sms = { to: string; text: string; reference: string };
export type SmsGateway = { send(sms: Sms): Promise<{ acceptedAt: Date; response: string }> };

/** `isTemporary` tells whether the same message may succeed later; `responseCode` is missing when no answer came. */
export class SmsSendError extends Error {
  readonly isTemporary: boolean;
  readonly responseCode: number | undefined;

  constructor(message: string, isTemporary: boolean, responseCode?: number) {
    super(message);
    this.name = 'SmsSendError';
    this.isTemporary = isTemporary;
    this.responseCode = responseCode;
  }
}

const ANSWER_BYTES_MAX = 16_384;

const readHost = (template: string): URL => {
  const url = new URL(template.replaceAll(/\{\{\w+\}\}/g, 'x'));
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new Error('KHIEN_SMS_URL: only http and https');
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol === 'http:' && !isLoopback)
    throw new Error('KHIEN_SMS_URL: http only on this machine, https elsewhere');
  if (/\{\{/.test(template.split(/[/?#]/).slice(0, 3).join('/')))
    throw new Error('KHIEN_SMS_URL: no placeholder in the host');
  return url;
};

const readObject = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name}: not JSON`);
  }
};

type Exchange = {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
};

/** One request, no redirect followed, a bounded answer. */
const exchange = ({ url, method, headers, body, timeoutMs }: Exchange) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(
      url,
      { method, headers, signal: AbortSignal.timeout(timeoutMs), agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          if (text.length < ANSWER_BYTES_MAX) text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
        answer.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(method === 'GET' ? undefined : body);
  });

/**
 * The way to a gateway for text messages over HTTP. The host is that of the setting and no other; what a message says goes
 * into the request only as a value.
 * @throws Error when the settings make no sense: the program must not start with a guess
 */
export const createSmsGateway = (options: SmsGatewayOptions): SmsGateway => {
  const home = readHost(options.url);
  const headers = Object.entries(readObject('KHIEN_SMS_HEADERS', options.headers) as Record<string, string>);
  const body = readObject('KHIEN_SMS_BODY', options.body);
  const secret = options.secretFile ? readFileSync(options.secretFile, 'utf8').trim() : '';
  return {
    send: async ({ to, text, reference }) => {
      const values: GatewayValues = { to, text, reference, secret };
      const url = new URL(fillAddress(options.url, values));
      if (url.host !== home.host) throw new SmsSendError('another host than the setting names', false, 0);
      const filled = Object.fromEntries(
        headers.map(([name, value]) => [name, fillHeader(String(value), values)]),
      );
      const content = Buffer.from(JSON.stringify(fillJson(body, values)));
      const answer = await exchange({
        url,
        method: options.method,
        headers:
          options.method === 'GET'
            ? filled
            : {
                'content-type': 'application/json',
                'content-length': String(content.length),
                ...filled,
              },
        body: content.toString('utf8'),
        timeoutMs: options.timeoutMs ?? 15_000,
      }).catch((error: Error) => {
        throw new SmsSendError(`no answer of the gateway: ${error.message}`, true);
      });
      const said = (secret ? answer.text.replaceAll(secret, '***') : answer.text).slice(0, 400);
      const isOk =
        answer.status >= 200 &&
        answer.status < 300 &&
        (!options.accepted || answer.text.includes(options.accepted));
      if (!isOk) {
        const isTemporary = answer.status === 429 || answer.status >= 500;
        throw new SmsSendError(`gateway answered ${answer.status}: ${said}`, isTemporary, answer.status);
      }
      return { acceptedAt: new Date(), response: `${answer.status} ${said}` };
    },
  };
};
