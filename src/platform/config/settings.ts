import { z } from 'zod';

type Setting = { schema: z.ZodType; about: string; isSecret?: boolean };

const port = z.coerce.number().int().min(0).max(65_535);
const megabytes = (value: number) => value * 1024 * 1024;
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

/**
 * Every setting of the program: environment name, meaning, default. `docs/settings.md` lists the same (a test compares).
 * What an administrator changes while the system runs lives in the database instead (slice accounts, organisation settings).
 */
export const settingsCatalogue = {
  KHIEN_PORT: { schema: port.default(8080), about: 'TCP port of the web server.' },
  KHIEN_HOST: { schema: z.string().default('127.0.0.1'), about: 'Address that the web server listens on.' },
  KHIEN_DATA: {
    schema: z.string().default('./data'),
    about: 'Directory of files, keys and the bundled database.',
  },
  DATABASE_URL: {
    schema: z.string().optional(),
    about: 'Connection string of an own PostgreSQL (version 15 or later). Without it the program starts one.',
    isSecret: true,
  },
  KHIEN_PUBLIC_URL: {
    schema: z.url().optional(),
    about: 'Address under which people reach the system; used in links, receipts and passkeys.',
  },
  KHIEN_LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    about: 'How much the log tells.',
  },
  KHIEN_TRUST_PROXY: {
    schema: flag.default(false),
    about:
      'Take the client address from the last entry of X-Forwarded-For. Only behind an own reverse proxy.',
  },
  KHIEN_DATABASE_CONNECTIONS: {
    schema: z.coerce.number().int().min(2).max(200).default(12),
    about: 'Connections to the database that one process keeps at most.',
  },
  KHIEN_BODY_BYTES_MAX: {
    schema: z.coerce.number().int().default(megabytes(10)),
    about: 'Largest JSON body in bytes.',
  },
  KHIEN_ATTACHMENT_BYTES_MAX: {
    schema: z.coerce.number().int().default(megabytes(20)),
    about: 'Largest single attachment in bytes.',
  },
  KHIEN_ATTACHMENTS_MAX: {
    schema: z.coerce.number().int().default(20),
    about: 'Attachments that one report or message may carry.',
  },
  KHIEN_MAIL_BYTES_MAX: {
    schema: z.coerce.number().int().default(megabytes(25)),
    about: 'Largest e-mail in bytes that is taken in.',
  },
  KHIEN_SIGNATURE_ROOTS: {
    schema: z.string().optional(),
    about:
      'File with the root certificates (PEM) that signed PDF files are checked against. Without it trust is not checked.',
  },
  KHIEN_PUBLIC_REPORTS_PER_HOUR: {
    schema: z.coerce.number().int().default(30),
    about: 'Reports that one address may file through the public form within an hour.',
  },
  KHIEN_API_REQUESTS_PER_MINUTE: {
    schema: z.coerce.number().int().default(120_000),
    about: 'Requests that one API key may send within a minute.',
  },
  KHIEN_MAIL_FROM: {
    schema: z.string().default('khien@localhost'),
    about: 'Sender address of outgoing mail; also the reception address unless KHIEN_INTAKE_ADDRESS is set.',
  },
  KHIEN_INTAKE_ADDRESS: {
    schema: z.string().optional(),
    about: 'Published address that receives reports. Replies carry a token as plus-address of it.',
  },
  KHIEN_SMTP_URL: {
    schema: z.string().optional(),
    about:
      'Outgoing mail server, e.g. smtps://user:password@mail.example:465. Without it mail waits in the outbox.',
    isSecret: true,
  },
  KHIEN_SMTP_LISTEN: {
    schema: z.string().optional(),
    about: 'Address and port of the incoming SMTP listener, e.g. 127.0.0.1:2525. Off without it.',
  },
  KHIEN_IMAP_URL: {
    schema: z.string().optional(),
    about: 'Mailbox to poll, e.g. imaps://user:password@mail.example:993/INBOX. Off without it.',
    isSecret: true,
  },
  KHIEN_MAIL_HOSTNAME: {
    schema: z.string().optional(),
    about: 'Name with which the SMTP listener greets.',
  },
  KHIEN_IMAP_INTERVAL_SECONDS: {
    schema: z.coerce.number().int().min(5).default(30),
    about: 'Seconds between two looks into the mailbox.',
  },
  KHIEN_AUTHSERV_ID: {
    schema: z.string().optional(),
    about:
      'Name under which the own mail server writes Authentication-Results; results of others are ignored.',
  },
  KHIEN_SMS_URL: {
    schema: z.string().optional(),
    about:
      'Address of the gateway for text messages, with {{to}}, {{text}}, {{reference}} or {{secret}} after the host. Off without it.',
    isSecret: true,
  },
  KHIEN_SMS_METHOD: {
    schema: z.enum(['POST', 'GET']).default('POST'),
    about: 'How the gateway for text messages is called.',
  },
  KHIEN_SMS_HEADERS: {
    schema: z.string().default('{}'),
    about: 'Headers of that call: a JSON object with the same placeholders.',
  },
  KHIEN_SMS_BODY: {
    schema: z.string().default('{"to":"{{to}}","text":"{{text}}","reference":"{{reference}}"}'),
    about: 'Body of that call: JSON with the same placeholders inside its strings.',
  },
  KHIEN_SMS_SECRET_FILE: {
    schema: z.string().optional(),
    about: 'File with the secret that stands for {{secret}}.',
  },
  KHIEN_SMS_ACCEPTED: {
    schema: z.string().optional(),
    about: 'Words that the answer of the gateway must contain to count as accepted.',
  },
  KHIEN_SMS_PLAIN: {
    schema: flag.default(true),
    about: 'Send text messages without tone marks: less than half as many, and readable on every telephone.',
  },
  KHIEN_SMS_REPEATABLE: {
    schema: flag.default(false),
    about:
      'The gateway drops a second message with the same reference, so that one in doubt may be sent again.',
  },
  KHIEN_PUSH_CONTACT: {
    schema: z
      .string()
      .regex(/^(mailto:|https:)/)
      .optional(),
    about: 'mailto: or https: address that push services of browsers get to know. Push is off without it.',
  },
  KHIEN_PUSH_HOSTS: {
    schema: z
      .string()
      .default(
        'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.notify.windows.com',
      ),
    about: 'Push services that may be called, separated by commas.',
  },
} as const satisfies Record<string, Setting>;

type Catalogue = typeof settingsCatalogue;
export type Settings = { readonly [Name in keyof Catalogue]: z.output<Catalogue[Name]['schema']> };

/**
 * Reads the settings from the environment.
 * @throws Error that names each faulty setting; the program must not start with a guess.
 */
export const readSettings = (env: NodeJS.ProcessEnv): Settings => {
  const faults: string[] = [];
  const entries = Object.entries(settingsCatalogue).map(([name, setting]) => {
    const raw = env[name];
    const parsed = setting.schema.safeParse(raw === '' ? undefined : raw);
    if (!parsed.success) faults.push(`${name}: ${parsed.error.issues[0]?.message ?? 'invalid'}`);
    return [name, parsed.data];
  });
  if (faults.length > 0) throw new Error(`Invalid settings:\n  ${faults.join('\n  ')}`);
  return Object.fromEntries(entries) as Settings;
};
