import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../../apps/testing/test-app.ts';
import { reportKinds } from '../contract/codes.ts';
import { getReportRoute, listReportsRoute } from '../contract/report.ts';
import { sendMessageRoute } from '../contract/triage.ts';
import { countRows } from '../testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_PUBLIC_REPORTS_PER_HOUR: '5' } });
  duty = app.as(['duty-officer']);
});
afterAll(() => app.stop());

let address = 0;
/** A citizen at an address of its own, so that the limits of one test do not reach the next. */
const createCitizen = () => {
  address += 1;
  const remoteAddress = `198.51.100.${address}`;
  return {
    get: (url: string) => app.server.inject({ url, remoteAddress }),
    /** Posts a form the way a browser without script does. */
    post: (url: string, fields: Record<string, string>, files: { name: string; content: string }[] = []) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      for (const file of files) form.append('files', new Blob([file.content]), file.name);
      // A browser sends the empty file field as well.
      if (files.length === 0) form.append('files', new Blob([]), '');
      return app.server.inject({ method: 'POST', url, payload: form, remoteAddress });
    },
  };
};

const unescapeHtml = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Every field of the page's form with its value, as a browser would send it back. */
const readFields = (page: string): Record<string, string> => {
  const fields: Record<string, string> = {};
  for (const [input] of page.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name && !/type="file"/.test(input))
      fields[name] = unescapeHtml(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  for (const [, name, value] of page.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/g)) {
    fields[name as string] = unescapeHtml(value as string);
  }
  return fields;
};

type Citizen = ReturnType<typeof createCitizen>;
const walkToContact = async (citizen: Citizen, description = 'Trang chủ bị thay đổi') => {
  const what = readFields((await citizen.get('/bao-cao?kind=defacement')).body);
  const questions = readFields(
    (await citizen.post('/bao-cao', { ...what, description, system: 'cong.demo.example', go: 'next' })).body,
  );
  const contact = await citizen.post('/bao-cao', { ...questions, 'q.seen': 'Ảnh lạ', go: 'next' });
  return readFields(contact.body);
};
const numberIn = (page: string) => /TN-\d{4}-\d{6}/.exec(page)?.[0] ?? '';
const codeIn = (page: string) => /class="code">([^<]+)</.exec(page)?.[1] ?? '';

describe('the public form, without script', () => {
  test.each(['vi', 'en'] as const)('the four steps lead from a kind to a receipt (%s)', async (lang) => {
    const citizen = createCitizen();
    const start = await citizen.get(`/bao-cao?lang=${lang}`);
    expect(start.body).toContain(`<html lang="${lang}">`);
    for (const kind of reportKinds) expect(start.body).toContain(`kind=${kind}"`);
    const url = `/bao-cao?lang=${lang}`;
    const what = await citizen.get(`${url}&kind=ransomware`);
    const questions = await citizen.post(url, {
      ...readFields(what.body),
      description: 'Tệp bị đổi đuôi',
      date: '2026-11-22',
      time: '21:30',
    });
    expect(questions.body).toContain('name="q.isolated"');
    const contact = await citizen.post(url, { ...readFields(questions.body), 'q.isolated': 'Đã rút mạng' });
    const receipt = await citizen.post(
      url,
      { ...readFields(contact.body), name: 'Trần Thị Dân', email: 'dan@reporter.example' },
      [{ name: 'ảnh.png', content: 'png' }],
    );
    expect(receipt.statusCode).toBe(201);
    expect(codeIn(receipt.body)).toMatch(/^.{4}-.{4}-.{4}$/);
    expect(receipt.body).toContain('<svg');
    const { items } = await duty.call(listReportsRoute, { query: { q: numberIn(receipt.body) } });
    const report = await duty.call(getReportRoute, { params: { id: items[0]?.id ?? '' } });
    expect(report).toMatchObject({
      channel: 'web',
      kind: 'ransomware',
      language: lang,
      detectedAt: '2026-11-22T14:30:00.000Z',
      detectedPrecision: 'minute',
      answers: { isolated: 'Đã rút mạng' },
      reporterName: 'Trần Thị Dân',
      reporterEmail: 'dan@reporter.example',
      files: [{ name: 'ảnh.png', sizeBytes: 3 }],
    });
  });

  test('going back keeps what was typed in every step', async () => {
    const citizen = createCitizen();
    const contact = { ...(await walkToContact(citizen)), name: 'Lê Quay Lại' };
    const back = readFields((await citizen.post('/bao-cao', { ...contact, go: 'back' })).body);
    expect(back).toMatchObject({
      'q.seen': 'Ảnh lạ',
      description: 'Trang chủ bị thay đổi',
      name: 'Lê Quay Lại',
    });
    const first = readFields((await citizen.post('/bao-cao', { ...back, go: 'back' })).body);
    expect(first).toMatchObject({
      description: 'Trang chủ bị thay đổi',
      system: 'cong.demo.example',
      name: 'Lê Quay Lại',
    });
  });

  test('a fault brings the step back filled, with the fault on top and at its field', async () => {
    const citizen = createCitizen();
    const what = readFields((await citizen.get('/bao-cao?kind=other')).body);
    const faulty = await citizen.post('/bao-cao', { ...what, system: 'cổng', date: '1999-01-01' });
    expect(faulty.statusCode).toBe(422);
    expect(faulty.body).toContain('role="alert"');
    expect(faulty.body).toContain('href="#description"');
    expect(faulty.body).toContain('href="#date"');
    expect(readFields(faulty.body)).toMatchObject({ system: 'cổng', date: '1999-01-01' });
  });

  test('files survive a fault in another field, and nothing is stored before the last step', async () => {
    const citizen = createCitizen();
    const before = await countRows(app, 'reports');
    const contact = await walkToContact(citizen);
    const faulty = await citizen.post('/bao-cao', { ...contact, email: 'không phải thư' }, [
      { name: 'một.txt', content: '1' },
      { name: 'hai.txt', content: '22' },
    ]);
    expect(faulty.statusCode).toBe(422);
    expect(await countRows(app, 'reports')).toBe(before);
    const receipt = await citizen.post(
      '/bao-cao',
      { ...readFields(faulty.body), email: 'dung@reporter.example' },
      [{ name: 'ba.txt', content: '333' }],
    );
    const { items } = await duty.call(listReportsRoute, { query: { q: numberIn(receipt.body) } });
    const report = await duty.call(getReportRoute, { params: { id: items[0]?.id ?? '' } });
    expect(report.files.map(({ name }) => name)).toEqual(['một.txt', 'hai.txt', 'ba.txt']);
  });

  test('kept files cannot be forged', async () => {
    const citizen = createCitizen();
    const contact = await walkToContact(citizen);
    const kept = Buffer.from(JSON.stringify([{ blob: { sha256: 'a'.repeat(64) } }])).toString('base64url');
    const receipt = await citizen.post('/bao-cao', { ...contact, kept: `v1.${kept}.${kept}.${kept}` });
    expect(receipt.statusCode).toBe(201);
    const { items } = await duty.call(listReportsRoute, { query: { q: numberIn(receipt.body) } });
    expect((await duty.call(getReportRoute, { params: { id: items[0]?.id ?? '' } })).files).toEqual([]);
  });

  test('sending the last step twice, also at once, files one report', async () => {
    const citizen = createCitizen();
    const contact = await walkToContact(citizen);
    const send = () => citizen.post('/bao-cao', contact);
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(new Set(answers.map(({ body }) => numberIn(body))).size).toBe(1);
    expect(new Set(answers.map(({ body }) => codeIn(body))).size).toBe(1);
  });

  test('one address files so many reports an hour and no more; another goes on', async () => {
    const citizen = createCitizen();
    const contact = await walkToContact(citizen);
    const codes: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      codes.push((await citizen.post('/bao-cao', { ...contact, token: `limit-${count}` })).statusCode);
    }
    expect(codes).toEqual([201, 201, 201, 201, 201, 429]);
    const other = createCitizen();
    expect((await other.post('/bao-cao', await walkToContact(other))).statusCode).toBe(201);
    app.clock.advance(3_600_001);
    expect((await citizen.post('/bao-cao', { ...contact, token: 'later' })).statusCode).toBe(201);
  });
});

describe('the follow-up page', () => {
  const filed = async () => {
    const citizen = createCitizen();
    const page = (await citizen.post('/bao-cao', await walkToContact(citizen))).body;
    return { citizen, number: numberIn(page), code: codeIn(page) };
  };

  test('number and code open it; text and files can be added, and an empty addition is a fault', async () => {
    const { citizen, number, code } = await filed();
    const page = await citizen.post('/theo-doi', {
      number: number.toLowerCase(),
      code: code.replaceAll('-', ' '),
    });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('cong.demo.example');
    const fields = readFields(page.body);
    expect((await citizen.post('/theo-doi/bo-sung', fields)).statusCode).toBe(422);
    const added = await citizen.post('/theo-doi/bo-sung', { ...fields, text: 'Đã khôi phục' }, [
      { name: 'log.txt', content: 'x' },
    ]);
    expect(added.body).toContain('Đã khôi phục');
    expect(added.body).toContain('log.txt');
  });

  test('an internal note, the officer and the receipt stay off it', async () => {
    const { citizen, number, code } = await filed();
    const { items } = await duty.call(listReportsRoute, { query: { q: number } });
    const params = { id: items[0]?.id ?? '' };
    await duty.call(sendMessageRoute, { params, body: { text: 'Nội bộ thôi', isVisibleToReporter: false } });
    await duty.call(sendMessageRoute, {
      params,
      body: { text: 'Xin gửi nhật ký', isVisibleToReporter: true },
    });
    const { body } = await citizen.post('/theo-doi', { number, code });
    expect(body).toContain('Xin gửi nhật ký');
    expect(body).not.toContain('Nội bộ thôi');
    expect(body).not.toContain(duty.actor.label);
  });

  test('a wrong code and an unknown number answer alike: status, headers, body and about the time', async () => {
    const { number, code } = await filed();
    const wrong = code.startsWith('0') ? code.replace('0', '1') : code.replace(/^./, '0');
    const unknown = number.replace(/\d{6}$/, '999999');
    const timesOf = async (fields: Record<string, string>) => {
      const times: number[] = [];
      let answer = await createCitizen().post('/theo-doi', fields);
      for (let count = 0; count < 15; count += 1) {
        const citizen = createCitizen();
        const start = performance.now();
        answer = await citizen.post('/theo-doi', fields);
        times.push(performance.now() - start);
      }
      return { answer, median: times.sort((a, b) => a - b)[7] as number };
    };
    const one = await timesOf({ number, code: wrong });
    const other = await timesOf({ number: unknown, code: wrong });
    const neutral = (text: string) => text.replaceAll(number, 'N').replaceAll(unknown, 'N');
    expect(one.answer.statusCode).toBe(404);
    expect(other.answer.statusCode).toBe(404);
    expect(neutral(one.answer.body)).toBe(neutral(other.answer.body));
    expect(Object.keys(one.answer.headers)).toEqual(Object.keys(other.answer.headers));
    expect(one.median / other.median).toBeGreaterThan(0.3);
    expect(one.median / other.median).toBeLessThan(3.3);
    for (const post of ['/theo-doi', '/theo-doi/bo-sung']) {
      const wrongOnes: Record<string, string>[] = [{}, { number }, { code }, { number: "' or 1=1 --", code }];
      for (const fields of wrongOnes) {
        expect((await createCitizen().post(post, fields)).statusCode).toBe(404);
      }
    }
  });

  test('codes cannot be tried out: one address has few tries, right codes included', async () => {
    const { number, code, citizen } = await filed();
    const codes: number[] = [];
    for (let count = 0; count < 22; count += 1) {
      codes.push((await citizen.post('/theo-doi', { number, code: `AAAA-AAAA-${count}` })).statusCode);
    }
    expect(codes.filter((status) => status === 404).length).toBeLessThanOrEqual(20);
    expect(codes.at(-1)).toBe(429);
    expect((await citizen.post('/theo-doi', { number, code })).statusCode).toBe(429);
  });
});
