import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { createSignedInPerson } from '../accounts/testing.ts';
import { createReportRoute } from './contract/new-report.ts';
import { buildAttachment, buildMail, buildReport, countRows } from './testing.ts';

// Hundreds of requests in one test: on a busy machine they take longer than one.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let duty: TestCaller;
let port: number;
let cookie: string;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
  cookie = (await createSignedInPerson(app, ['duty-officer'])).cookie;
  await app.server.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.server.address() as AddressInfo).port;
});
afterAll(() => app.stop());

const tables = ['reports', 'files', 'report_checklist', 'report_messages', 'outbox_messages'] as const;
const countAll = () => Promise.all(tables.map((table) => countRows(app, table)));
let before: number[];
beforeEach(async () => {
  before = await countAll();
});

type Problem = { status: number; code: string; errors: { field: string; reason: string; message: string }[] };

/** A problem answer that names the field; the process lives and nothing was written. */
const expectRefused = async (
  answer: { statusCode: number; body: string; headers: Record<string, unknown> },
  status: number | readonly number[],
  field: string,
) => {
  expect([status].flat()).toContain(answer.statusCode);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(answer.body) as Problem;
  expect(problem.errors.map((error) => error.field)).toContain(field);
  expect(problem.errors.every(({ message }) => message.length > 3)).toBe(true);
  expect(await countAll()).toEqual(before);
  expect((await app.public().inject({ url: '/healthz' })).statusCode).toBe(200);
};

const post = (
  payload: string | Buffer | object,
  headers: Record<string, string> = {},
  url = createReportRoute.path,
) =>
  duty.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });

describe('a JSON body', () => {
  test.each([
    ['a NUL in a text', { title: 'a\u0000b' }, 'title'],
    ['a NUL in the name of an answer', { answers: { 'a\u0000': 'x' } }, 'answers'],
    ['half of a surrogate pair', { answers: { seen: '\ud800' } }, 'answers.seen'],
    ['an unknown field', { isAdmin: true }, 'isAdmin'],
    ['an unknown field inside', { reporter: { role: 'administrator' } }, 'reporter.role'],
    ['1 MB of one word', { description: 'x'.repeat(1_000_000) }, 'description'],
    [
      '10,000 attachments',
      { attachments: Array(10_000).fill({ name: 'a', contentBase64: '' }) },
      'attachments',
    ],
    ['a number for a text', { title: 1e308 }, 'title'],
    ['a list for an object', { reporter: [] }, 'reporter'],
    ['an address that is none', { reporter: { email: 'a@b\r\nBcc: x@y.z' } }, 'reporter.email'],
    ['a time that is none', { detectedAt: '2026-13-45T99:99:99Z' }, 'detectedAt'],
    ['a kind that is none', { kind: '__proto__' }, 'kind'],
  ])('%s is refused by the name of its field', async (_, over, field) => {
    await expectRefused(await post({ ...buildReport(), ...over }), 422, field);
  });

  test('a million brackets neither end the stack nor pass', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const body = JSON.stringify(buildReport());
    await expectRefused(
      await post(`${body.slice(0, -1)},"answers":${deep}}`),
      422,
      `answers${'.0'.repeat(31)}`,
    );
  });

  test.each([
    ['JSON that breaks off', '{"title":'],
    ['an empty body', ''],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a polluted prototype', '{"__proto__":{"isAdmin":true},"title":"x"}'],
  ])('%s is malformed', async (_, body) => {
    await expectRefused(await post(body), [400, 422], 'body');
  });

  test('25 MB are too large', async () => {
    await expectRefused(await post({ ...buildReport(), description: 'x'.repeat(25_000_000) }), 413, 'body');
  });

  test.each([
    ['text/plain'],
    ['application/xml'],
    ['application/x-www-form-urlencoded'],
    ['text/json; charset=x'],
  ])('as %s is of the wrong type', async (type) => {
    const answer = await post(JSON.stringify(buildReport()), { 'content-type': type });
    await expectRefused(answer, 415, 'Content-Type');
  });

  test('huge and odd values in the address are refused or harmless, never a fault of the server', async () => {
    const queries = [
      'limit=99999999999999999999',
      'limit=-1',
      'limit=1e3',
      'limit=NaN',
      'q=%00',
      'q=%25%5f%5c',
      `q=${'%F0%9F%92%A9'.repeat(100)}`,
      'cursor=8640000000000000_00000000-0000-7000-8000-000000000000',
      'cursor=%00',
      'cursor=9e99_00000000-0000-7000-8000-000000000000',
      'cursor=-_-',
      'from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z',
      'from=0000-00-00T00:00:00Z',
      'state=received&state=received&state=x',
      'agencyId=1',
      '__proto__=1&constructor=2',
    ];
    for (const query of queries) {
      const { statusCode } = await duty.inject({ url: `/api/v1/reports?${query}` });
      expect([query, [200, 422].includes(statusCode) ? 'fine' : statusCode]).toEqual([query, 'fine']);
    }
    for (const path of ['%00', '%ff', '..%2f..%2fetc', 'x'.repeat(5_000)]) {
      const { statusCode } = await duty.inject({ url: `/api/v1/reports/${path}` });
      expect([400, 404, 414, 422]).toContain(statusCode);
    }
  });

  test('a foreign or senseless Origin is refused', async () => {
    for (const origin of ['https://evil.example', 'not an address', 'null://x']) {
      expect((await post(buildReport(), { origin })).statusCode).toBe(403);
    }
  });
});

describe('a MIME message', () => {
  const mail = (raw: Buffer) => post(raw, { 'content-type': 'message/rfc822' });

  test('of more than the limit is too large', async () => {
    const raw = buildMail({ text: 'x'.repeat(27_000_000) });
    await expectRefused(await mail(raw), 413, 'body');
  });

  test('torn, in a charset that does not exist, with NUL or with 10,000 parts becomes a readable report', async () => {
    const whole = buildMail({ parts: [buildAttachment('a.bin', Buffer.alloc(300), 'x/y')] });
    const torn = [
      whole.subarray(0, whole.length / 2),
      buildMail({ headers: ['Content-Transfer-Encoding: base64'], text: '%%%' }),
      Buffer.concat([buildMail({ text: 'a' }), Buffer.from([0, 0xff, 0xfe, 0])]),
      Buffer.from(
        buildMail({ text: 'nội dung' }).toString('latin1').replace('utf-8', 'x-khong-co'),
        'latin1',
      ),
      buildMail({
        parts: Array.from({ length: 10_000 }, (_, at) =>
          buildAttachment(`${at}.txt`, Buffer.from('x'), 'text/plain'),
        ),
      }),
    ];
    for (const raw of torn) {
      const answer = await mail(raw);
      expect(answer.statusCode).toBe(201);
      const report = (await duty.inject({ url: `/api/v1/reports/${answer.json().id}` })).json();
      expect(report.files[0].sizeBytes).toBe(raw.length);
      expect(report.files.length).toBeLessThanOrEqual(101);
      expect(JSON.stringify(report)).not.toContain('\\u0000');
    }
  }, 60_000);
});

describe('a multipart body', () => {
  const form = (payload: Buffer | FormData, headers: Record<string, string> = {}) =>
    app.server.inject({ method: 'POST', url: '/bao-cao', payload, headers });

  test('that breaks off, lacks its boundary or is none at all is refused', async () => {
    const start =
      '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nother\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc';
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    await expectRefused(await form(Buffer.from(start), type), 400, 'body');
    for (const contentType of ['multipart/form-data', 'application/json', 'message/rfc822']) {
      const { statusCode } = await form(Buffer.from(start), { 'content-type': contentType });
      expect([400, 415, 422]).toContain(statusCode);
    }
  });

  test('with 10,000 files, 10,000 fields or too large a file is refused', async () => {
    const files = new FormData();
    for (let at = 0; at < 10_000; at += 1) files.append('files', new Blob(['x']), 'a.txt');
    await expectRefused(await form(files as never), 413, 'files');
    const fields = new FormData();
    for (let at = 0; at < 10_000; at += 1) fields.append(`f${at}`, 'x');
    await expectRefused(await form(fields as never), 413, 'body');
    const large = new FormData();
    large.append('files', new Blob([Buffer.alloc(21 * 1024 * 1024)]), 'a.bin');
    await expectRefused(await form(large as never), 413, 'files');
  }, 60_000);
});

describe('a connection', () => {
  /** Sends raw bytes and gives what comes back until the other side closes. */
  const talk = (bytes: string, waitMs = 5_000): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      const end = () => {
        socket.destroy();
        resolve(text);
      };
      const timer = setTimeout(end, waitMs);
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        text += chunk.toString('utf8');
      });
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(text);
      });
      socket.write(bytes);
    });

  test('with 10,000 headers, or bytes that are no HTTP, gets a problem answer that says so', async () => {
    const headers = Array.from({ length: 10_000 }, (_, at) => `x-h${at}: 1`).join('\r\n');
    const tooMany = await talk(`GET /healthz HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`);
    expect(tooMany).toMatch(/^HTTP\/1\.1 431 /);
    expect(tooMany).toContain('"field":"headers"');
    const noHttp = await talk('\u0016\u0003\u0001 hello\r\n\r\n');
    expect(noHttp).toMatch(/^HTTP\/1\.1 400 /);
    expect(noHttp).toContain('application/problem+json');
  });

  test('that sends its body drop by drop holds nobody else up and writes nothing', async () => {
    const head = `POST /api/v1/reports HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"ti`;
    const slow = Array.from({ length: 50 }, () => talk(head, 1_000));
    const startMs = performance.now();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(performance.now() - startMs).toBeLessThan(500);
    await Promise.all(slow);
    expect(await countAll()).toEqual(before);
  });

  test('that closes in the middle of an upload leaves no row', async () => {
    const head = `POST /bao-cao HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc`;
    await talk(head, 200);
    expect(await countAll()).toEqual(before);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });
});
