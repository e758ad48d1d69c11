import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../../apps/testing/test-app.ts';
import { getReportFileRoute, getReportRoute } from '../contract/report.ts';
import { sendMessageRoute } from '../contract/triage.ts';
import { receiveMail } from '../receive-mail.ts';
import { buildAttachment, buildMail } from '../testing.ts';

// Hundreds of requests in one test: on a busy machine they take longer than one.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_PUBLIC_REPORTS_PER_HOUR: '1000' } });
});
afterAll(() => app.stop());

/** What attackers put into names, titles, mails and file names. */
const corpus = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '</textarea><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
  '{{7*7}}<%= 7*7 %>#{7*7}',
  '<!--<a href="javascript:alert(1)">',
  '[x](javascript:alert(1))',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u202Egnp.exe',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  `${'<b>'.repeat(500)}`,
];

/** No element or attribute of the page may come from the text. */
const expectInert = (body: string) => {
  // Values in quotes cannot leave them: a quote in a text is written as an entity.
  const page = body.replace(/="[^"]*"/g, (value) => (/^="\s*javascript:/i.test(value) ? value : '=""'));
  expect(page).not.toMatch(/<(script(?! src="" defer)|img|iframe|math|b|object|embed)[\s>/]/i);
  expect(page).not.toMatch(/<svg(?! xmlns="" viewBox)[\s>]/i);
  expect(page).not.toMatch(/<[^>]*\son\w+\s*=/i);
  expect(page).not.toMatch(/(href|src|action)="?\s*javascript:/i);
};

let address = 0;
const post = (url: string, fields: Record<string, string>, fileName?: string) => {
  address += 1;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (fileName) form.append('files', new Blob(['x']), fileName);
  return app.server.inject({
    method: 'POST',
    url,
    payload: form,
    remoteAddress: `10.0.${address >> 8}.${address & 255}`,
  });
};

describe.each(corpus)('%s', (text) => {
  test('stays text in every step of the form, on the receipt and on the follow-up page', async () => {
    const all = {
      kind: 'other',
      description: text,
      system: text,
      date: text,
      time: text,
      'q.seen': text,
      name: text,
      organisation: text,
      phone: text,
      email: text,
      token: text,
      kept: text,
    };
    for (const step of ['2', '3', '4', text]) {
      for (const go of ['next', 'back']) {
        for (const over of [{}, { date: '', time: '' }, { date: '', time: '', email: '' }]) {
          const page = await post('/bao-cao', { ...all, step, go, ...over, token: `${text}${step}` }, text);
          expect(page.statusCode).toBeLessThan(500);
          expectInert(page.body);
        }
      }
    }
    const receipt = await post(
      '/bao-cao',
      { ...all, step: '4', date: '', time: '', email: '', token: `final ${text}` },
      `${text}.html`,
    );
    const number = /TN-\d{4}-\d{6}/.exec(receipt.body)?.[0] ?? '';
    const code = /class="code">([^<]+)</.exec(receipt.body)?.[1] ?? '';
    expectInert((await post('/theo-doi/bo-sung', { number, code, text }, text)).body);
    const page = await post('/theo-doi', { number, code });
    expect(page.statusCode).toBe(200);
    expectInert(page.body);
    expectInert((await post('/theo-doi', { number: text, code: text })).body);
    for (const query of ['kind', 'lang']) {
      const url = `/bao-cao?${query}=${encodeURIComponent(text)}`;
      expectInert((await app.server.inject({ url })).body);
    }
  });

  test('stays text when it comes by mail and is answered', async () => {
    const duty = app.as(['duty-officer'], { label: text });
    const encoded = `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
    const raw = buildMail({
      subject: encoded,
      from: `${encoded} <x@reporter.example>`,
      text,
      parts: [
        buildAttachment(
          `=?utf-8?B?${Buffer.from(`${text}.svg`).toString('base64')}?=`,
          Buffer.from('<svg onload=alert(1)>'),
          'image/svg+xml',
        ),
      ],
    });
    const receipt = await receiveMail(app.services, { raw, recipients: [], source: 'mail' });
    const params = { id: receipt.id };
    await duty.call(sendMessageRoute, { params, body: { text: `Hỏi: ${text}`, isVisibleToReporter: true } });
    expectInert((await post('/theo-doi', { number: receipt.number, code: receipt.followUpCode })).body);
    const { files } = await duty.call(getReportRoute, { params });
    for (const file of files) {
      const url = getReportFileRoute.path.replace(':id', receipt.id).replace(':fileId', file.id);
      const { headers } = await duty.inject({ url });
      expect(headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[\x20-\x7e]*"/);
      expect(file.name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
    }
  });
});
