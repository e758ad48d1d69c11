import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createMailSender, MailSendError, type MailSender, type OutgoingMail } from './mail-sender.ts';
import { type SmtpListener, startSmtpListener } from './smtp-listener.ts';
import { type MailSink, startMailSink } from './testing/mail-sink.ts';

const silent = { info: () => undefined, warn: () => undefined };
const from = { name: 'Đội ứng cứu sự cố', address: 'intake@khien.example' };
const open: { stop(): Promise<void> }[] = [];
const senders: MailSender[] = [];

afterEach(async () => {
  for (const sender of senders.splice(0)) sender.close();
  for (const server of open.splice(0)) await server.stop();
});

const senderTo = (port: number): MailSender => {
  const sender = createMailSender({
    host: '127.0.0.1',
    port,
    secure: false,
    from,
    log: silent,
    timeoutMs: 5_000,
  });
  senders.push(sender);
  return sender;
};

const sink = async (): Promise<MailSink> => {
  const started = await startMailSink();
  open.push(started);
  return started;
};

const listen = async (
  options: Partial<Parameters<typeof startSmtpListener>[0]> = {},
): Promise<SmtpListener> => {
  const listener = await startSmtpListener({
    host: '127.0.0.1',
    port: 0,
    sizeBytesMax: 100_000,
    allowedRecipients: (address) => address.endsWith('@khien.example'),
    onMessage: async () => undefined,
    log: silent,
    ...options,
  });
  open.push(listener);
  return listener;
};

const mail = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  to: [{ name: 'Nguyễn Văn A', address: 'a@khien.example' }],
  subject: 'Đã nhận báo cáo [KH-abc]',
  text: 'Kính gửi ông/bà,\nĐã nhận.\n',
  messageId: '<one@khien.example>',
  ...change,
});

/** Says the lines one after another, each after the answer to the one before; returns the answers. */
const talk = (port: number, lines: string[]): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const answers: string[] = [];
    socket.setTimeout(5_000, () => reject(new Error('no answer')));
    socket.on('error', reject);
    socket.on('data', (data) => {
      answers.push(data.toString().trim());
      const next = lines[answers.length - 1];
      if (next === undefined) socket.end(() => resolve(answers));
      else socket.write(`${next}\r\n`);
    });
  });

test('a receipt carries its own Message-ID, its thread and the mark of an automatic answer, with an empty return path', async () => {
  const server = await sink();
  const sent = await senderTo(server.port).send(
    mail({
      inReplyTo: '<q@x.example>',
      references: ['<p@x.example>', '<q@x.example>'],
      autoSubmitted: 'auto-replied',
    }),
  );
  const got = await server.waitFor(1);
  expect(sent.messageId).toBe('<one@khien.example>');
  expect(got.text).toMatch(/^Message-ID: <one@khien\.example>/im);
  expect(got.text).toMatch(/^In-Reply-To: <q@x\.example>/im);
  expect(got.text).toMatch(/^References: <p@x\.example> <q@x\.example>/im);
  expect(got.text).toMatch(/^Auto-Submitted: auto-replied/im);
  expect(got.text).toMatch(/^Content-Type: text\/plain; charset=utf-8/im);
  expect(got.envelope).toMatchObject({ from: '', to: ['a@khien.example'] });
});

test('line breaks in a subject, a name or an address add no header and no recipient', async () => {
  const server = await sink();
  const sender = senderTo(server.port);
  await sender
    .send(
      mail({
        subject: 'x\r\nBcc: evil@x.example',
        to: [{ name: 'A\r\nX-Evil: 1', address: 'a@khien.example' }],
      }),
    )
    .catch(() => undefined);
  for (const { text, envelope } of server.messages) {
    expect(text).not.toMatch(/^(Bcc|X-Evil):/m);
    expect(envelope.to).toEqual(['a@khien.example']);
  }
});

test('a put-off mail is temporary, a refused recipient is final, an unreachable server is temporary', async () => {
  const server = await sink();
  const sender = senderTo(server.port);
  server.failNext();
  await expect(sender.send(mail())).rejects.toMatchObject({ isTemporary: true, responseCode: 451 });
  await expect(sender.send(mail({ to: [{ name: '', address: 'refused@x.example' }] }))).rejects.toMatchObject(
    {
      isTemporary: false,
      responseCode: 550,
    },
  );
  await expect(sender.send(mail())).resolves.toMatchObject({ rejected: [] });
  await expect(senderTo(1).send(mail())).rejects.toSatisfy(
    (e) => e instanceof MailSendError && e.isTemporary,
  );
  await expect(sender.verify()).resolves.toBeUndefined();
});

test('250 comes only after the mail was stored, and 451 when storing failed', async () => {
  const order: string[] = [];
  const listener = await listen({
    onMessage: async (raw) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push('stored');
      if (raw.includes('fail')) throw new Error('disk full');
    },
  });
  await senderTo(listener.port).send(mail());
  order.push('answered');
  expect(order).toEqual(['stored', 'answered']);
  await expect(senderTo(listener.port).send(mail({ text: 'fail' }))).rejects.toMatchObject({
    responseCode: 451,
  });
});

test('the listener relays nothing, offers no sign-in and no STARTTLS without a certificate', async () => {
  const listener = await listen();
  const answers = await talk(listener.port, [
    'EHLO x.example',
    'AUTH PLAIN AGEAYg==',
    'MAIL FROM:<>',
    'RCPT TO:<someone@other.example>',
    'RCPT TO:<in@khien.example>',
    'QUIT',
  ]);
  expect(answers[1]).not.toMatch(/AUTH|STARTTLS/);
  expect(answers[2]).toMatch(/^5/);
  expect(answers[4]).toMatch(/^550/);
  expect(answers[5]).toMatch(/^250/);
});

test('a mail over the size limit gets 552 and is never handed on', async () => {
  let count = 0;
  const listener = await listen({
    sizeBytesMax: 10_000,
    onMessage: async () => {
      count += 1;
    },
  });
  await expect(senderTo(listener.port).send(mail({ text: 'x'.repeat(30_000) }))).rejects.toMatchObject({
    isTemporary: false,
    responseCode: 552,
  });
  const answers = await talk(listener.port, [
    'EHLO x.example',
    'MAIL FROM:<a@x.example>',
    'RCPT TO:<in@khien.example>',
    'DATA',
    `${'Subject: x\r\n\r\n'}${'y'.repeat(20_000)}\r\n.`,
  ]);
  expect(answers.at(-1)).toMatch(/^552/);
  expect(count).toBe(0);
});

test('recipients over the limit are put off, a half-sent mail is dropped and the listener lives on', async () => {
  let count = 0;
  const listener = await listen({
    recipientCountMax: 1,
    dataTimeoutMs: 200,
    onMessage: async () => {
      count += 1;
    },
  });
  const start = ['EHLO x.example', 'MAIL FROM:<a@x.example>', 'RCPT TO:<in@khien.example>'];
  expect((await talk(listener.port, [...start, 'RCPT TO:<in2@khien.example>'])).at(-1)).toMatch(/^452/);
  await new Promise<void>((resolve) => {
    const socket = connect(listener.port, '127.0.0.1');
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    const lines = [...start, 'DATA', 'Subject: half'];
    socket.on('data', () => {
      const line = lines.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
      if (lines.length === 0) setTimeout(() => socket.destroy(), 50);
    });
  });
  await senderTo(listener.port).send(mail());
  expect(count).toBe(1);
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const createCertificate = (): { key: string; cert: string } => {
  const directory = mkdtempSync(join(tmpdir(), 'tls-'));
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  try {
    execFileSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${key} -out ${cert}`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

test.skipIf(!hasOpenssl)(
  'with a certificate mail comes in over STARTTLS, and a sender that does not know it refuses',
  async () => {
    const certificate = createCertificate();
    const wasTls: boolean[] = [];
    const { port } = await listen({
      certificate,
      onMessage: async (_, { isTls }) => {
        wasTls.push(isTls);
      },
    });
    const common = { host: 'localhost', port, secure: false, from, log: silent };
    const knowing = createMailSender({ ...common, caCertificate: certificate.cert });
    const unknowing = createMailSender(common);
    senders.push(knowing, unknowing);
    await knowing.send(mail());
    expect(wasTls).toEqual([true]);
    await expect(unknowing.send(mail())).rejects.toMatchObject({ isTemporary: true });
  },
);

test('mails that together exceed the buffer are put off, not dropped', async () => {
  const { port } = await listen({ bufferedBytesMax: 5_000 });
  await expect(senderTo(port).send(mail({ text: 'x\n'.repeat(10_000) }))).rejects.toMatchObject({
    isTemporary: true,
  });
  await expect(senderTo(port).send(mail())).resolves.toMatchObject({ rejected: [] });
});

test('a second connection of one address over the limit is put off and freed places are given again', async () => {
  const { port } = await listen({ connectionCountPerAddressMax: 1 });
  const first = connect(port, '127.0.0.1');
  await new Promise((resolve) => first.once('data', resolve));
  expect((await talk(port, []))[0]).toMatch(/^421/);
  first.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await talk(port, ['QUIT']))[0]).toMatch(/^220/);
});
