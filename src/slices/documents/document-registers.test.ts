import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { createTestAgency } from '../agencies/testing.ts';
import * as contract from './contract/official.ts';
import * as registers from './contract/registers.ts';
import { createIdentity, hasOpenssl, removeIdentity, signPdf } from './signatures/testing/sign-pdf.ts';
import { openDesk, problemOf, type TestDesk } from './testing/desk.ts';
import { draftTestDocument } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
let issue: TestDesk['issue'];
beforeAll(async () => {
  app = await createTestApp();
  ({ duty, issue } = openDesk(app));
});
afterAll(() => app.stop());

describe('the register', () => {
  const registerOf = (query: { issuerAgencyId?: string }) =>
    duty.call(registers.getRegisterRoute, { query: { ...query, type: 'official-letter', year: 2026 } });

  test('shows its gaps until each is explained; a voided number keeps its reason', async () => {
    const issuerAgencyId = await createTestAgency(app.system(), { code: 'REG', name: 'Sở Đăng ký' });
    const draft = () => draftTestDocument(duty.ctx(), { issuerAgencyId });
    await issue((await draft()).id);
    await issue((await draft()).id, { number: 7 });
    const before = await registerOf({ issuerAgencyId });
    expect(before.gaps).toEqual([{ from: 2, to: 6 }]);
    expect(before.register).toMatchObject({ lastNumber: 7, issued: 2, unexplained: 5 });
    const explain = (from: number, to: number, state: 'voided' | 'paper') =>
      duty.call(registers.explainNumbersRoute, {
        body: { issuerAgencyId, type: 'official-letter', year: 2026, from, to, state, reason: 'Viết hỏng' },
      });
    await explain(2, 5, 'paper');
    await explain(6, 6, 'voided');
    const after = await registerOf({ issuerAgencyId });
    expect(after.gaps).toEqual([]);
    expect(after.register).toMatchObject({ paper: 4, voided: 1, unexplained: 0 });
    expect(after.items.find(({ number }) => number === 6)).toMatchObject({
      state: 'voided',
      reason: 'Viết hỏng',
    });
    expect((await problemOf(explain(6, 6, 'voided'))).code).toBe('documents.numberTaken');
    expect((await problemOf(explain(9, 8, 'voided'))).code).toBe('documents.gapTooWide');
    const year = await duty.call(registers.listRegistersRoute, { query: { year: 2026 } });
    expect(year.items.some(({ issuer }) => issuer?.id === issuerAgencyId)).toBe(true);
  });

  test('goes out as CSV that no spreadsheet takes for a formula', async () => {
    const issuerAgencyId = await createTestAgency(app.system(), { code: 'CSV', name: 'Sở Xuất' });
    await issue((await draftTestDocument(duty.ctx(), { issuerAgencyId, title: '=HYPERLINK("x")' })).id, {
      number: 3,
    });
    const url = `/api/v1/document-registers/export?type=official-letter&year=2026&issuerAgencyId=${issuerAgencyId}`;
    const { body } = await duty.inject({ url });
    const lines = body.trim().split('\r\n');
    expect(lines[0]).toContain('Số, ký hiệu');
    expect(lines[1]).toContain('1-2,,,Chưa giải trình');
    expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('how an issuer stands on its documents is set once for those to come, with a check of the version', async () => {
    const agencyId = await createTestAgency(app.system(), { code: 'CAT', name: 'Công an tỉnh Sông Mây' });
    const body = {
      agencyId,
      version: 0,
      abbreviation: 'CAT',
      unit: 'ANM',
      governingBody: null,
      issuingBody: 'Công an tỉnh Sông Mây',
      place: 'Sông Mây',
      archive: 'VT, PA05',
      contactLine: null,
    };
    expect(await duty.call(registers.setIssuerRoute, { body })).toMatchObject({ version: 1, unit: 'ANM' });
    expect((await problemOf(duty.call(registers.setIssuerRoute, { body }))).code).toBe('platform.stale');
    const made = await duty.call(contract.draftOfficialDocumentRoute, {
      body: { type: 'official-letter', title: 'phối hợp', issuerAgencyId: agencyId },
    });
    expect(made.sign).toBe('CAT-ANM');
    const bad = await problemOf(
      duty.call(registers.setIssuerRoute, { body: { ...body, abbreviation: 'a b' } }),
    );
    expect(bad.errors?.[0]?.field).toBe('abbreviation');
  });
});

describe('the signed copy', () => {
  const upload = (id: string, content: Buffer, name = 'ky.pdf') => {
    const payload = new FormData();
    payload.append('file', new Blob([new Uint8Array(content)], { type: 'application/pdf' }), name);
    return duty.inject({ method: 'POST', url: `/api/v1/official-documents/${id}/signed-copies`, payload });
  };

  test.skipIf(!hasOpenssl)('is stored with its number and what the check found', async () => {
    const { id } = await draftTestDocument(duty.ctx());
    await issue(id);
    const { rawPayload } = await duty.inject({ url: `/api/v1/official-documents/${id}/pdf` });
    const identity = createIdentity('Nguyễn Hữu Trí');
    try {
      const signed = signPdf(rawPayload, identity);
      const answer = await upload(id, signed);
      expect(answer.statusCode).toBe(201);
      const [copy] = (answer.json() as contract.OfficialDocument).signedCopies;
      expect(copy).toMatchObject({ verdict: 'valid', name: 'ky.pdf', report: { startsWithIssued: true } });
      const back = await duty.inject({ url: `/api/v1/official-documents/${id}/signed-copies/${copy?.id}` });
      expect(back.rawPayload.equals(signed)).toBe(true);
    } finally {
      removeIdentity(identity);
    }
  });

  test('that is no PDF, comes too early or is missing is refused', async () => {
    const { id } = await draftTestDocument(duty.ctx());
    expect((await upload(id, Buffer.from('%PDF-1.7'))).json().code).toBe('documents.wrongState');
    await issue(id);
    expect((await upload(id, Buffer.from('MZ'), 'ky.pdf')).json().code).toBe('documents.notPdf');
    const empty = await duty.inject({
      method: 'POST',
      url: `/api/v1/official-documents/${id}/signed-copies`,
      payload: new FormData(),
    });
    expect(empty.json().errors[0].field).toBe('file');
  });
});
