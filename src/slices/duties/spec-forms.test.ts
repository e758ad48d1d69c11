import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { incidentSpecKinds, specInputSchema, yearlySpecKinds } from '../documents/contract.ts';
import { hasPoppler, pdfText } from '../documents/testing.ts';
import { createTestMember } from '../team/testing.ts';
import * as yearly from './contract/yearly-forms.ts';
import * as contract from './contract.ts';
import { openFilledIncident, setTestProfile } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
  await setTestProfile(app.system());
});
afterAll(() => app.stop());

const problemOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem as typeof error.problem & Record<string, unknown>;
    throw error;
  }
  throw new Error('no problem');
};

describe('forms of Regime B from the records of an incident', () => {
  test.each(incidentSpecKinds)(
    '%s is a complete draft by one call, and its values fit its own schema',
    async (kind) => {
      const incident = await openFilledIncident(app.system());
      const form = await duty.call(contract.createFormRoute, { params: { id: incident.id }, body: { kind } });
      const input = form.input as Record<string, unknown>;
      expect(specInputSchema(kind).safeParse(input).success).toBe(true);
      expect(input).toMatchObject({
        incidentCode: incident.number,
        reporter: { name: 'Đội Ứng cứu sự cố tỉnh Sông Mây', phone: '0200 000 000' },
        contact: { name: 'Hoàng Thị Ánh Tuyết' },
        detected: { date: '2026-11-23', hour: 1, minute: 5 },
      });
      // What the records do not hold is named, with its reason.
      expect(form.missing.length).toBeGreaterThan(0);
      for (const { reasonKey } of form.missing) expect(app.services.texts.has(reasonKey)).toBe(true);
      expect(form.missing.some(({ field }) => field === 'reporter.name')).toBe(false);
    },
  );

  test('the 24-hour notice announces the report of 72 hours after the detection', async () => {
    const incident = await openFilledIncident(app.system());
    const form = await duty.call(contract.createFormRoute, {
      params: { id: incident.id },
      body: { kind: 'notice-24h' },
    });
    expect(form.input).toMatchObject({ nextReport: { date: '2026-11-26', hour: 1, minute: 5 } });
  });

  test('completed by hand it is a new version; the incident stays as it was', async () => {
    const incident = await openFilledIncident(app.system());
    const params = { id: incident.id };
    const form = await duty.call(contract.createFormRoute, { params, body: { kind: 'report-72h' } });
    const saved = await duty.call(contract.saveFormRoute, {
      params: { ...params, documentId: form.id },
      body: {
        kind: 'report-72h',
        version: 1,
        input: {
          ...(form.input as object),
          cause: 'Lộ mật khẩu quản trị',
          scope: '01 máy chủ',
          description: 'Khác',
        },
      },
    });
    expect(saved.version).toBe(2);
    expect(saved.missing.map(({ field }) => field)).not.toContain('cause');
    const again = await duty.call(contract.refillFormRoute, {
      params: { ...params, documentId: form.id },
      body: { version: 2 },
    });
    expect(again.input).toMatchObject({ cause: 'Lộ mật khẩu quản trị' });
    expect((again.input as { description: string }).description).toContain('Mã độc');
  });

  test('values of another form, unknown names and wrong options are refused by their place', async () => {
    const incident = await openFilledIncident(app.system());
    const form = await duty.call(contract.createFormRoute, {
      params: { id: incident.id },
      body: { kind: 'notice-24h' },
    });
    const save = (kind: string, input: object) =>
      problemOf(
        duty.call(contract.saveFormRoute, {
          params: { id: incident.id, documentId: form.id },
          body: { kind, version: 1, input } as never,
        }),
      );
    expect((await save('final-report', {})).errors?.[0]?.field).toBe('kind');
    expect((await save('notice-24h', { cause: 'x' })).errors?.[0]?.field).toBe('input.cause');
    expect((await save('notice-24h', { preliminarySeverity: 'm9' })).errors?.[0]?.field).toBe(
      'input.preliminarySeverity',
    );
    expect((await save('notice-24h', { detected: { hour: 25 } })).errors?.[0]?.field).toBe(
      'input.detected.hour',
    );
  });

  test.skipIf(!hasPoppler)(
    'the PDF names the addressee, the incident and the time of detection',
    async () => {
      const incident = await openFilledIncident(app.system());
      const form = await duty.call(contract.createFormRoute, {
        params: { id: incident.id },
        body: { kind: 'final-report' },
      });
      const answer = await duty.inject({ url: `/api/v1/incidents/${incident.id}/documents/${form.id}/pdf` });
      expect(answer.headers['content-disposition']).toContain('Bao-cao-ket-thuc');
      const text = pdfText(answer.rawPayload);
      for (const words of ['Kính gửi:', incident.number, '01 giờ 05 phút, ngày 23/11/2026'])
        expect(text).toContain(words);
    },
  );
});

describe('yearly forms of the organisation', () => {
  test('the member file takes organisation, members and systems by level', async () => {
    const { agencyId } = await openFilledIncident(app.system());
    await createTestMember(app.system(), { fullName: 'Trần Thị Bích Ngọc', agencyId });
    const form = await duty.call(yearly.createYearlyFormRoute, { body: { kind: 'form-01', year: 2026 } });
    const input = form.input as { level3?: string[]; reporter: object; staff?: string[][] };
    expect(input.level3?.[0]).toContain('Cổng thông tin đất đai');
    expect(input.reporter).toMatchObject({ name: 'Đội Ứng cứu sự cố tỉnh Sông Mây' });
    expect(form.missing.map(({ field }) => field)).toContain('mainPoint.name');
    const taken = await problemOf(
      duty.call(yearly.createYearlyFormRoute, { body: { kind: 'form-01', year: 2026 } }),
    );
    expect(taken).toMatchObject({ code: 'duties.formExists', documentId: form.id });
  });

  test('the yearly report of Decree 331/2026 counts the systems and states its window', async () => {
    const form = await duty.call(yearly.createYearlyFormRoute, { body: { kind: 'form-08-331', year: 2026 } });
    const input = form.input as { period: string; count: { total: string }; systemRows: string[][] };
    expect(input.period).toBe('Từ ngày 15/12/2025 đến ngày 14/12/2026');
    expect(input.systemRows).toHaveLength(Number(input.count.total));
    expect(input.systemRows[0]).toHaveLength(12);
  });

  test.each(yearlySpecKinds)('%s: versions, a stale save, files, and a list by year', async (kind) => {
    const made = await duty.call(yearly.createYearlyFormRoute, { body: { kind, year: 2025 } });
    const params = { id: made.id };
    const body = { kind, version: 1, input: { ...(made.input as object), place: 'Sông Mây A' } };
    const saved = await duty.call(yearly.saveYearlyFormRoute, { params, body });
    expect(saved).toMatchObject({ version: 2, year: 2025, input: { place: 'Sông Mây A' } });
    const stale = await problemOf(duty.call(yearly.saveYearlyFormRoute, { params, body }));
    expect(stale).toMatchObject({ status: 409, code: 'platform.stale', current: { version: 2 } });
    const first = await duty.call(yearly.getYearlyFormRoute, { params, query: { version: 1 } });
    expect(first.input).toEqual(made.input);
    const { items } = await duty.call(yearly.listYearlyFormsRoute, { query: { year: 2025 } });
    expect(items.some(({ id }) => id === made.id)).toBe(true);
    for (const format of ['pdf', 'docx']) {
      const answer = await duty.inject({ url: `/api/v1/yearly-forms/${made.id}/${format}` });
      expect([answer.statusCode, answer.headers['content-disposition']]).toEqual([
        200,
        expect.stringContaining('2025_Mau'),
      ]);
    }
    const preview = await duty.call(yearly.previewYearlyFormRoute, { params, body: { kind, input: {} } });
    expect(preview.pageCount).toBeGreaterThan(0);
    expect(preview.missing.length).toBeGreaterThan(0);
  });

  test('a year out of range, another kind and unknown names are refused by their place', async () => {
    const create = (body: object) =>
      problemOf(duty.call(yearly.createYearlyFormRoute, { body: body as never }));
    expect((await create({ kind: 'form-01', year: 1990 })).errors?.[0]?.field).toBe('year');
    expect((await create({ kind: 'form-03', year: 2026 })).errors?.[0]?.field).toBe('kind');
    const made = await duty.call(yearly.createYearlyFormRoute, { body: { kind: 'form-02', year: 2024 } });
    const problem = await problemOf(
      duty.call(yearly.saveYearlyFormRoute, {
        params: { id: made.id },
        body: { kind: 'form-02', version: 1, input: { boss: 'x' } } as never,
      }),
    );
    expect(problem.errors?.[0]?.field).toBe('input.boss');
  });
});
