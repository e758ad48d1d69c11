import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { createReportsRoute, newReportSchema } from './contract/new-report.ts';
import { getReportRoute } from './contract/report.ts';
import { createReports } from './create-reports.ts';
import { isFollowUpCode } from './follow-up-code.ts';
import { toFiledReport } from './from-api.ts';
import { fileReport } from './report-batcher.ts';
import { buildReport, countRows, fileTestReport, listActions } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_MAIL_FROM: 'khien@team.example' } });
  duty = app.as(['duty-officer']);
});
afterAll(() => app.stop());

const serial = (number: string) => Number(number.split('-')[2]);
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { problem?: { status: number; code: string; errors?: { field: string }[] } }) => error.problem,
  );

describe('filing one report', () => {
  test('number, receipt, T0 with its zone, steps a and c, audit and event come with it', async () => {
    const receipt = await fileTestReport(duty, {
      detectedAt: '2026-11-23T01:05:00+07:00',
      answers: { links: 'https://so.example/x' },
    });
    expect(receipt).toMatchObject({ number: 'TN-2026-000001', state: 'received', isDuplicate: false });
    expect(receipt.followUpCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(receipt.followUpUrl).toContain(`#${receipt.number}.${receipt.followUpCode}`);
    const report = await duty.call(getReportRoute, { params: { id: receipt.id } });
    expect(report).toMatchObject({
      detectedAt: '2026-11-22T18:05:00.000Z',
      detectedZone: '+07:00',
      detectedPrecision: 'minute',
      receivedAt: '2026-11-22T19:10:00.000Z',
    });
    expect(report.checklist.map(({ step, doneAt }) => [step, doneAt !== null])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
      ['d', false],
      ['dd', false],
      ['e', false],
      ['g', false],
    ]);
    expect(report.messages).toMatchObject([{ direction: 'out', author: 'receipt', delivery: 'waiting' }]);
    expect(await listActions(app, receipt.id)).toEqual([
      { action: 'report.received', actor_id: duty.actor.id },
    ]);
    const { rows } = await sql<{ type: string; data: object }>`
      select type, data from events where data ->> 'id' = ${receipt.id}`.execute(app.services.db);
    expect(rows).toEqual([
      {
        type: 'report.received',
        data: { id: receipt.id, number: receipt.number, kind: 'gambling-links', channel: 'api' },
      },
    ]);
  });

  test('the follow-up code opens only its own report and stands in no column of the report', async () => {
    const one = await fileTestReport(duty, { reporter: { name: 'Không có thư' } });
    const other = await fileTestReport(duty);
    expect(isFollowUpCode(app.services.masterKey, one.id, one.followUpCode)).toBe(true);
    expect(isFollowUpCode(app.services.masterKey, one.id, one.followUpCode.toLowerCase())).toBe(true);
    expect(isFollowUpCode(app.services.masterKey, other.id, one.followUpCode)).toBe(false);
    expect(isFollowUpCode(app.services.masterKey, one.id, '')).toBe(false);
    const { rows } = await app.system().tx((tx) =>
      sql<{ found: number }>`
      select count(*) as found from (
        select to_jsonb(r)::text as t from reports r union all select to_jsonb(e)::text from events e
        union all select to_jsonb(a)::text from audit_entries a) all_rows
      where t like ${`%${one.followUpCode}%`} or t like ${`%${one.number}%`}`.execute(tx),
    );
    // Its number stands in the report and in the audit row, so the search itself does find things.
    expect(rows[0]?.found).toBe(3);
  });

  test('the receipt goes to the address given, answers to a token address, repeats nothing of the report', async () => {
    const { id } = await fileTestReport(duty, {
      title: 'Tên miền của Sở bị chiếm',
      reporter: { email: 'an@reporter.example' },
    });
    const mail = await app
      .system()
      .tx((tx) =>
        tx.selectFrom('outbox_messages').selectAll().where('subject_id', '=', id).executeTakeFirstOrThrow(),
      );
    expect(mail).toMatchObject({ recipient: 'an@reporter.example', state: 'waiting' });
    expect(mail.mail.replyTo).toMatch(/^khien\+[0-9a-z]{45}@team\.example$/);
    expect(mail.message_id).toMatch(/@team\.example>$/);
    expect(JSON.stringify(mail.mail)).not.toContain('bị chiếm');
  });

  test('without an address no mail is queued', async () => {
    const before = await countRows(app, 'outbox_messages');
    await fileTestReport(duty, { reporter: { phone: '0912 000 000' } });
    await fileTestReport(duty, { reporter: { email: '' } });
    expect(await countRows(app, 'outbox_messages')).toBe(before);
  });

  test('an attachment is kept with its SHA-256; base64 that is none names its field and leaves no row', async () => {
    const content = Buffer.from('%PDF-1.7 thử');
    const { id } = await fileTestReport(duty, {
      attachments: [{ name: '../ảnh màn hình.png', contentBase64: content.toString('base64') }],
    });
    const { files } = await duty.call(getReportRoute, { params: { id } });
    expect(files).toMatchObject([{ sizeBytes: content.length, isFromOutside: true }]);
    expect(await app.services.blobs.read(files[0]?.sha256 ?? '')).toEqual(content);
    const before = await countRows(app, 'reports');
    const problem = await problemOf(
      fileTestReport(duty, { attachments: [{ name: 'a.png', contentBase64: '%%%' }] }),
    );
    expect(problem).toMatchObject({
      status: 422,
      code: 'intake.attachmentNotBase64',
      errors: [{ field: 'attachments.0.contentBase64' }],
    });
    expect(await countRows(app, 'reports')).toBe(before);
  });

  test('the year of the number is that of Viet Nam', async () => {
    app.clock.set('2027-01-01T00:00:30+07:00');
    expect((await fileTestReport(duty)).number).toBe('TN-2027-000001');
    app.clock.set('2026-12-31T23:59:30+07:00');
    expect((await fileTestReport(duty)).number).toMatch(/^TN-2026-/);
    app.clock.set('2026-11-23T02:10:00+07:00');
  });
});

describe('numbers', () => {
  test('200 reports at the same moment get 200 numbers without a gap', async () => {
    const receipts = await Promise.all(Array.from({ length: 200 }, () => fileTestReport(duty)));
    const numbers = receipts.map(({ number }) => serial(number)).sort((a, b) => a - b);
    expect(new Set(numbers).size).toBe(200);
    expect((numbers.at(-1) as number) - (numbers[0] as number)).toBe(199);
  });

  test('a report that the database refuses takes none of its neighbours down, and no number with it', async () => {
    const filed = await toFiledReport(duty.ctx(), parsed(), null);
    const before = serial((await fileTestReport(duty)).number);
    const results = await Promise.allSettled([
      fileReport(app.services, filed),
      fileReport(app.services, { ...filed, description: 'a\u0000b' }),
      fileReport(app.services, filed),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(serial((await fileTestReport(duty)).number)).toBe(before + 3);
  });
});

const parsed = () => newReportSchema.parse(buildReport());

describe('repeats', () => {
  test('the same Idempotency-Key and body give the first receipt, also all at once', async () => {
    const body = buildReport();
    const call = () => fileTestReport(duty, body, 'key-1');
    const receipts = await Promise.all([call(), call(), call()]);
    const again = await call();
    expect(new Set([...receipts, again].map(({ id }) => id)).size).toBe(1);
    expect(new Set([...receipts, again].map(({ followUpCode }) => followUpCode)).size).toBe(1);
    expect(receipts.filter(({ isDuplicate }) => !isDuplicate)).toHaveLength(1);
    expect(again.isDuplicate).toBe(true);
  });

  test('the same key with another body is refused, and two callers may use the same key', async () => {
    const first = await fileTestReport(duty, {}, 'key-2');
    const problem = await problemOf(fileTestReport(duty, {}, 'key-2'));
    expect(problem).toMatchObject({ status: 409, code: 'platform.idempotencyMismatch' });
    const other = await fileTestReport(app.as(['duty-officer']), {}, 'key-2');
    expect(other.id).not.toBe(first.id);
  });

  test('a key that is too long is refused by name instead of being forgotten', async () => {
    const problem = await problemOf(fileTestReport(duty, {}, 'k'.repeat(201)));
    expect(problem).toMatchObject({ status: 422, errors: [{ field: 'Idempotency-Key' }] });
  });

  test('a repeat queues no second receipt mail and writes no second audit row', async () => {
    const body = buildReport();
    await fileTestReport(duty, body, 'key-3');
    const before = [await countRows(app, 'outbox_messages'), await countRows(app, 'audit_entries')];
    await fileTestReport(duty, body, 'key-3');
    expect([await countRows(app, 'outbox_messages'), await countRows(app, 'audit_entries')]).toEqual(before);
  });
});

describe('a batch', () => {
  test('1,000 reports are filed in one transaction, in order, with consecutive numbers', async () => {
    const reports = Array.from({ length: 1_000 }, (_, index) =>
      buildReport({ externalId: `siem-${index}`, title: `Cảnh báo ${index}` }),
    );
    const { receipts } = await duty.call(createReportsRoute, { body: { reports } });
    const first = serial(receipts[0]?.number ?? '');
    expect(receipts.map(({ number }) => serial(number))).toEqual(reports.map((_, index) => first + index));
    const again = await duty.call(createReportsRoute, { body: { reports } });
    expect(again.receipts.map(({ id }) => id)).toEqual(receipts.map(({ id }) => id));
    expect(again.receipts.every(({ isDuplicate }) => isDuplicate)).toBe(true);
  });

  test('the same externalId twice in one batch is one report', async () => {
    const reports = [buildReport({ externalId: 'twice' }), buildReport({ externalId: 'twice' })];
    const { receipts } = await duty.call(createReportsRoute, { body: { reports } });
    expect(receipts[1]).toMatchObject({ id: receipts[0]?.id, isDuplicate: true });
  });

  test('1,001 reports are refused; one faulty report refuses all and is named', async () => {
    const before = await countRows(app, 'reports');
    const many = Array.from({ length: 1_001 }, () => buildReport());
    expect(await problemOf(duty.call(createReportsRoute, { body: { reports: many } }))).toMatchObject({
      status: 422,
      errors: [{ field: 'reports' }],
    });
    const faulty = [buildReport(), buildReport({ attachments: [{ name: 'x', contentBase64: '*' }] })];
    expect(await problemOf(duty.call(createReportsRoute, { body: { reports: faulty } }))).toMatchObject({
      errors: [{ field: 'reports.1.attachments.0.contentBase64' }],
    });
    expect(await countRows(app, 'reports')).toBe(before);
  });

  test('nothing of a report stays when its transaction is undone', async () => {
    const tables = ['reports', 'report_checklist', 'outbox_messages', 'audit_entries', 'files'] as const;
    const count = () => Promise.all(tables.map((table) => countRows(app, table)));
    const before = await count();
    const ctx = duty.ctx();
    const undone = ctx.asSystem('test');
    await expect(
      undone.tx(async () => {
        await createReports({ ...ctx, asSystem: () => undone }, [parsed()]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await count()).toEqual(before);
  });
});
