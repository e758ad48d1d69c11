import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { addressOf } from '../../platform/http/client.ts';
import type { Route } from '../../platform/http/route.ts';
import { hasPoppler, pdfLines, readDocxPart } from '../documents/testing.ts';
import { addIncidentFilesRoute } from '../incidents/contract/files.ts';
import * as incidents from '../incidents/contract/incident-routes.ts';
import { addLogEntryRoute } from '../incidents/contract/log.ts';
import { createReportRoute } from '../intake/contract/new-report.ts';
import { linkReportRoute, openIncidentFromReportRoute } from '../intake/contract/triage.ts';
import * as contract from './contract.ts';
import { hostileText, openFilledIncident, setTestProfile } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
let incident: Awaited<ReturnType<typeof openFilledIncident>>;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
  await setTestProfile(app.system());
  incident = await openFilledIncident(app.system());
  const report = await duty.call(createReportRoute, {
    body: {
      kind: 'ransomware',
      title: 'Không mở được hồ sơ',
      description: 'Tệp có đuôi .locked',
      reporter: { name: 'Lê Văn Bình', position: 'Chuyên viên', organisation: 'Bộ phận một cửa' },
      answers: { isolated: 'Đã rút dây mạng lúc 1 giờ 15' },
    },
  });
  await duty.call(linkReportRoute, { params: { id: report.id }, body: { incidentId: incident.id } });
});
afterAll(() => app.stop());

const download = async (route: Route, documentId: string, query: object = {}) => {
  const answer = await duty.inject({
    method: 'GET',
    url: addressOf(route, { id: incident.id, documentId }, query),
  });
  expect(answer.statusCode).toBe(200);
  return answer;
};

/** Every word of the values that a form prints as they are. */
const wordsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return value.split(/\s+/);
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  return value && typeof value === 'object' ? Object.values(value).flatMap(wordsOf) : [];
};
/** Values printed as crosses, in another form or split by the layout. */
const printedOtherwise = ['detectionMethods', 'notifiedParties', 'services', 'measures', 'status', 'kind'];
const printedWords = (input: object): string[] =>
  wordsOf(
    Object.fromEntries(
      Object.entries(input).filter(([name, value]) => {
        const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
        return (
          !isDate &&
          !printedOtherwise.includes(name) &&
          !(value && typeof value === 'object' && 'date' in value)
        );
      }),
    ),
  );
const folded = (text: string) => text.replace(/\s+/g, '').toLowerCase();
const docxText = (bytes: Uint8Array) =>
  readDocxPart(bytes, 'word/document.xml')
    .replace(/<w:br\/>/g, ' ')
    .replace(/<w:noBreakHyphen\/>/g, '-')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

const expectPrinted = async (documentId: string, input: object) => {
  const pdf = (await download(contract.getFormPdfRoute, documentId)).rawPayload;
  const docx = (await download(contract.getFormDocxRoute, documentId)).rawPayload;
  const texts = [docxText(docx), ...(hasPoppler ? [pdfLines(pdf)] : [])].map(folded);
  const missing = texts.map((text) => printedWords(input).filter((word) => !text.includes(folded(word))));
  expect(missing).toEqual(texts.map(() => []));
  return texts;
};

describe('from a filled incident to the forms on paper', () => {
  let initialId = '';

  test('form 03 takes what the records hold', async () => {
    const form = await duty.call(contract.createFormRoute, {
      params: { id: incident.id },
      body: { kind: 'form-03' },
    });
    initialId = form.id;
    expect(form).toMatchObject({
      version: 1,
      newestVersion: 1,
      can: { update: true },
      input: {
        governingBody: 'Ủy ban nhân dân tỉnh Sông Mây',
        reporter: { name: 'Đội Ứng cứu sự cố tỉnh Sông Mây', phone: '0200 000 000' },
        contact: { name: 'Hoàng Thị Ánh Tuyết', post: 'Trưởng phòng Hạ tầng', phone: '0900 000 111' },
        system: {
          operatorName: 'Trung tâm Công nghệ số',
          governingBody: 'Sở Nông nghiệp và Môi trường tỉnh Sông Mây',
          name: 'Cổng thông tin đất đai',
          level: 3,
          securityProvider: 'Công ty An ninh mạng Mây Xanh',
          connectionProvider: 'Viễn thông Sông Mây',
          hostingProvider: 'Trung tâm dữ liệu tỉnh',
        },
        // 18:05 UTC is five past one on the next day in Viet Nam.
        detected: { date: '2026-11-23', hour: 1, minute: 5 },
        status: 'not-handled',
        detectionMethods: ['notified'],
        notifiedBy: 'Lê Văn Bình, Chuyên viên, Bộ phận một cửa',
        operatingSystem: 'Ubuntu Server',
        services: ['web', 'database', 'other'],
        measures: ['antivirus', 'firewall'],
        ipAddresses: ['203.0.113.10'],
        domains: ['datdai.songmay.example'],
        isConfidential: true,
        reported: { date: '2026-11-23', hour: 2, minute: 10 },
      },
    });
    expect(form.input.description).toContain('Đã rút dây mạng lúc 1 giờ 15');
  });

  test('what the form requires and the records lack is named with its reason', async () => {
    const { items, can } = await duty.call(contract.listFormsRoute, { params: { id: incident.id } });
    expect(can).toEqual({ create: true });
    expect(items).toHaveLength(1);
    expect(items[0]?.missing).toEqual([
      { field: 'notifiedParties', reasonKey: 'documents.form.parties-avoid-duplicates' },
    ]);
  });

  test('PDF and DOCX hold every value and are named after incident, form and version', async () => {
    const form = await duty.call(contract.getFormRoute, {
      params: { id: incident.id, documentId: initialId },
    });
    await expectPrinted(initialId, form.input);
    const pdf = await download(contract.getFormPdfRoute, initialId);
    expect(pdf.headers['content-disposition']).toContain(`${incident.number}_Mau-03_v1.pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const docx = await download(contract.getFormDocxRoute, initialId);
    expect(docx.headers['content-disposition']).toContain(`${incident.number}_Mau-03_v1.docx`);
  });

  test('a page is a picture that can do nothing', async () => {
    const page = await download(contract.getFormPageRoute, initialId, { page: 2 });
    expect(page.headers['content-type']).toContain('image/svg+xml');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.body).toMatch(/^<svg /);
    const none = await duty.inject({
      method: 'GET',
      url: addressOf(contract.getFormPageRoute, { id: incident.id, documentId: initialId }, { page: 90 }),
    });
    expect(none.statusCode).toBe(404);
  });

  test('form 04 tells the end and refers to form 03', async () => {
    const params = { id: incident.id, documentId: initialId };
    const initial = await duty.call(contract.getFormRoute, { params });
    await duty.call(contract.saveFormRoute, {
      params,
      body: {
        kind: 'form-03',
        version: 1,
        input: { ...initial.input, reportCode: '07/BC-ĐƯCSC' } as contract.FormInput['input'],
      } as never,
    });
    for (const entry of [
      { text: 'Cách ly máy chủ khỏi mạng', kind: 'action' as const, isInternal: false },
      { text: 'Nghi ngờ người trong nội bộ', kind: 'finding' as const, isInternal: true },
      { text: 'Gọi lại lúc 9 giờ', kind: 'note' as const, isInternal: false },
    ]) {
      await duty.call(addLogEntryRoute, { params: { id: incident.id }, body: entry });
    }
    const record = await duty.call(incidents.getIncidentRoute, { params: { id: incident.id } });
    await duty.call(incidents.updateIncidentRoute, {
      params: { id: incident.id },
      body: {
        version: record.version,
        outcome: 'Đã khôi phục từ bản sao lưu',
        rootCause: 'Lộ mật khẩu quản trị',
        lessons: 'Bật xác thực hai lớp',
      },
    });
    const boundary = 'xxBOUNDARYxx';
    await duty.inject({
      method: 'POST',
      url: addressOf(addIncidentFilesRoute, { id: incident.id }),
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="nhat-ky.log"\r\ncontent-type: text/plain\r\n\r\nabc\r\n--${boundary}--\r\n`,
    });
    const form = await duty.call(contract.createFormRoute, {
      params: { id: incident.id },
      body: { kind: 'form-04' },
    });
    expect(form).toMatchObject({
      missing: [],
      input: {
        initialReportCode: '07/BC-ĐƯCSC',
        initialReportOn: '2026-11-23',
        place: 'Sông Mây',
        signedOn: '2026-11-23',
        attachments: [
          'nhat-ky.log (SHA-256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad)',
        ],
      },
    });
    const { result } = form.input as { result: string };
    for (const part of ['Lộ mật khẩu', 'Cách ly máy chủ', 'Đã khôi phục', 'Bật xác thực hai lớp']) {
      expect(result).toContain(part);
    }
    expect(result).not.toContain('Nghi ngờ người trong nội bộ');
    expect(result).not.toContain('Gọi lại');
    await expectPrinted(form.id, form.input);
  });

  test('an incident opened out of a report of a program has its form, whatever zone was stated', async () => {
    const report = await duty.call(createReportRoute, {
      body: { title: 'Cảnh báo tự động', description: 'IDS', detectedAt: '2026-11-22T18:05:00Z' },
    });
    const opened = await duty.call(openIncidentFromReportRoute, {
      params: { id: report.id },
      body: {
        title: 'Dò quét cổng',
        agencyId: null,
        group: 'ordinary',
        severity: 'M4',
        cause: 'attack',
        attackType: 'other',
        reason: 'theo cảnh báo',
      },
    });
    const form = await duty.call(contract.createFormRoute, {
      params: { id: opened.incident.id },
      body: { kind: 'form-03' },
    });
    expect(form.input.detected).toEqual({ date: '2026-11-23', hour: 1, minute: 5 });
  });

  test('hostile words are printed as words', async () => {
    const params = { id: incident.id, documentId: initialId };
    const input = { description: hostileText, reporter: { name: hostileText }, domains: ['<a>&amp;'] };
    const { newestVersion } = await duty.call(contract.getFormRoute, { params });
    await duty.call(contract.saveFormRoute, {
      params,
      body: { kind: 'form-03', version: newestVersion, input },
    });
    const texts = await expectPrinted(initialId, input);
    for (const text of texts) expect(text).toContain(folded('<script>alert(1)</script>'));
    const page = await download(contract.getFormPageRoute, initialId);
    expect(page.body).not.toContain('<script');
  });
});
