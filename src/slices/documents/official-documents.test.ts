import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { createTestAgency } from '../agencies/testing.ts';
import * as contract from './contract/official.ts';
import { officialTypes } from './contract/official-types.ts';
import { listOfficialDocuments } from './public.ts';
import { hasPoppler, pdfText } from './render/pdf-probe.ts';
import { openDesk, problemOf, type TestDesk, today } from './testing/desk.ts';
import { completeLetter, draftTestDocument } from './testing.ts';

let app: TestApp;
let leader: TestCaller;
let duty: TestCaller;
let sign: TestDesk['sign'];
let issue: TestDesk['issue'];
beforeAll(async () => {
  app = await createTestApp();
  ({ leader, duty, sign, issue } = openDesk(app));
});
afterAll(() => app.stop());

const read = (id: string) => duty.call(contract.getOfficialDocumentRoute, { params: { id } });

describe('steps of a document', () => {
  test('drafted, initialled, signed, issued: each with its actor and time, and in the audit log', async () => {
    const { id } = await draftTestDocument(duty.ctx());
    const first = await read(id);
    expect(first).toMatchObject({ state: 'draft', number: null, sign: 'ĐƯCSC', gaps: [] });
    const initialled = await leader.call(contract.initialOfficialDocumentRoute, {
      params: { id },
      body: { version: first.version },
    });
    expect(initialled.state).toBe('initialled');
    const issued = await issue(id);
    expect(issued).toMatchObject({ state: 'issued', signerName: 'Nguyễn Hữu Trí', issuedOn: today });
    expect(issued.number).toMatch(/^\d\d\/ĐƯCSC$/);
    expect(issued.steps.map(({ step, actor }) => [step, actor])).toEqual([
      ['issued', 'Bùi Thị Mai'],
      ['signed', 'Nguyễn Hữu Trí'],
      ['initialled', 'Nguyễn Hữu Trí'],
      ['drafted', 'Bùi Thị Mai'],
    ]);
    const audit = await app
      .system()
      .tx((tx) =>
        tx.selectFrom('audit_entries').select('action').where('subject_id', '=', id).orderBy('id').execute(),
      );
    expect(audit.map(({ action }) => action)).toContain('official-document.issued');
  });

  test('what is missing for signing is named place by place, and nothing is refused without a reason', async () => {
    const { id } = await draftTestDocument(duty.ctx(), {
      tree: { ...completeLetter, addressees: [], recipients: { items: [] }, signature: { authority: [] } },
    });
    const { version } = await read(id);
    const problem = await problemOf(
      leader.call(contract.signOfficialDocumentRoute, { params: { id }, body: { version, signedOn: today } }),
    );
    expect(problem).toMatchObject({ status: 422, code: 'documents.notReady' });
    expect((problem.gaps as { fault: string }[]).map(({ fault }) => fault)).toEqual([
      'addressees',
      'recipients',
      'archive',
      'signer-post',
      'signer-name',
    ]);
  });

  test('a step out of its turn, a date in the future and a date before the signature are refused', async () => {
    const { id } = await draftTestDocument(duty.ctx());
    const body = { version: 1, issuedOn: today };
    const early = await problemOf(duty.call(contract.issueOfficialDocumentRoute, { params: { id }, body }));
    expect(early).toMatchObject({ status: 409, code: 'documents.wrongState' });
    const { version } = await sign(id);
    for (const issuedOn of ['2026-11-24', '2026-11-22']) {
      const problem = await problemOf(
        duty.call(contract.issueOfficialDocumentRoute, { params: { id }, body: { version, issuedOn } }),
      );
      expect(problem.errors?.[0]?.field).toBe('issuedOn');
    }
  });

  test('returned with a reason it is a draft again; withdrawn after issue it keeps its number and the reason', async () => {
    const { id } = await draftTestDocument(duty.ctx());
    const signed = await sign(id);
    const returned = await leader.call(contract.returnOfficialDocumentRoute, {
      params: { id },
      body: { version: signed.version, reason: 'Sai thời hạn báo cáo' },
    });
    expect(returned).toMatchObject({ state: 'draft', signerName: null });
    expect(returned.steps[0]).toMatchObject({ step: 'returned', note: 'Sai thời hạn báo cáo' });
    const issued = await issue(id);
    const withdrawn = await duty.call(contract.withdrawOfficialDocumentRoute, {
      params: { id },
      body: { version: issued.version, reason: 'Ban hành nhầm đối tượng' },
    });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', number: issued.number });
    expect(withdrawn.withdrawnReason).toBe('Ban hành nhầm đối tượng');
  });

  test('a save from an older version is refused and shows the current one; a signed text is closed', async () => {
    const { id } = await draftTestDocument(duty.ctx());
    const params = { id };
    const body = { version: 1, title: 'Mới', content: completeLetter };
    await duty.call(contract.saveOfficialDocumentRoute, { params, body });
    const stale = await problemOf(duty.call(contract.saveOfficialDocumentRoute, { params, body }));
    expect(stale).toMatchObject({
      status: 409,
      code: 'platform.stale',
      current: { version: 2, title: 'Mới' },
    });
    const { version } = await sign(id);
    const closed = await problemOf(
      duty.call(contract.saveOfficialDocumentRoute, { params, body: { ...body, version } }),
    );
    expect(closed.code).toBe('documents.wrongState');
  });
});

describe('numbers', () => {
  const seriesOf = async () =>
    createTestAgency(app.system(), { code: `C${Date.now() % 100_000}`, name: 'Sở Thử' });

  test('each issuer, type and year has its own series that starts at 01', async () => {
    const issuerAgencyId = await seriesOf();
    const draft = (type: 'decision' | 'official-letter') =>
      draftTestDocument(duty.ctx(), {
        issuerAgencyId,
        type,
        tree: {
          ...completeLetter,
          subject: 'Về việc thử',
          decidingAuthority: 'Giám đốc',
          legalBases: ['Căn cứ Luật'],
        },
      });
    const numbers: (string | null)[] = [];
    for (const type of ['official-letter', 'official-letter', 'decision'] as const) {
      numbers.push((await issue((await draft(type)).id)).number);
    }
    expect(numbers.map((number) => number?.slice(0, 5))).toEqual([
      expect.stringMatching(/^01\/C/),
      expect.stringMatching(/^02\/C/),
      '01/QĐ',
    ]);
    app.clock.set(new Date('2027-01-04T02:00:00Z'));
    try {
      const { id } = await draft('official-letter');
      const { version } = await sign(id);
      const next = await duty.call(contract.issueOfficialDocumentRoute, {
        params: { id },
        body: { version, issuedOn: '2027-01-04' },
      });
      expect(next.number).toMatch(/^01\//);
    } finally {
      app.clock.set(new Date('2026-11-22T19:10:00Z'));
    }
  });

  test('twelve documents issued at once get twelve numbers without a gap', async () => {
    const issuerAgencyId = await seriesOf();
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const { id } = await draftTestDocument(duty.ctx(), { issuerAgencyId });
      await sign(id);
      ids.push(id);
    }
    const issued = await Promise.all(
      ids.map((id) =>
        duty.call(contract.issueOfficialDocumentRoute, {
          params: { id },
          body: { version: 2, issuedOn: today },
        }),
      ),
    );
    expect(issued.map(({ number }) => Number.parseInt(number ?? '', 10)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });

  test('a number that the paper register gave is taken as it is, never twice, and the next follows it', async () => {
    const issuerAgencyId = await seriesOf();
    const draft = () => draftTestDocument(duty.ctx(), { issuerAgencyId });
    expect((await issue((await draft()).id, { number: 57 })).number).toMatch(/^57\//);
    const { id } = await draft();
    const { version } = await sign(id);
    const body = { version, issuedOn: today };
    const taken = await problemOf(
      duty.call(contract.issueOfficialDocumentRoute, { params: { id }, body: { ...body, number: 57 } }),
    );
    expect(taken).toMatchObject({ status: 409, code: 'documents.numberTaken', heldBy: expect.any(String) });
    const next = await duty.call(contract.issueOfficialDocumentRoute, { params: { id }, body });
    expect(next.number).toMatch(/^58\//);
  });
});

describe('who reads', () => {
  test('a responder reads only what they drafted or take part in', async () => {
    const responder = app.as(['responder']);
    const { id } = await draftTestDocument(duty.ctx());
    const hidden = await problemOf(responder.call(contract.getOfficialDocumentRoute, { params: { id } }));
    expect(hidden.status).toBe(404);
    const own = await draftTestDocument(responder.ctx());
    const seen = await responder.call(contract.getOfficialDocumentRoute, { params: { id: own.id } });
    expect(seen.id).toBe(own.id);
    const { items } = await responder.call(contract.listOfficialDocumentsRoute, {});
    expect(items.map((item) => item.id)).toEqual([own.id]);
  });

  test('papers of a TLP:RED incident stay with those cleared for it', async () => {
    const { id } = await draftTestDocument(duty.ctx(), { requiredPermission: 'incident.read-red' });
    const admin = app.as(['administrator']);
    expect((await problemOf(admin.call(contract.getOfficialDocumentRoute, { params: { id } }))).status).toBe(
      404,
    );
    expect((await leader.call(contract.getOfficialDocumentRoute, { params: { id } })).id).toBe(id);
  });

  test('a record lists its own documents and no others', async () => {
    const subjectId = uuid7();
    const { id } = await draftTestDocument(duty.ctx(), { subjectKind: 'call-up', subjectId });
    const listed = await duty
      .ctx()
      .tx((tx) => listOfficialDocuments(tx, { subjectKind: 'call-up', subjectId }));
    expect(listed).toEqual([expect.objectContaining({ id, state: 'draft', number: null })]);
  });
});

describe('pages', () => {
  test.each(officialTypes)('the skeleton of %s draws, and says what is still open', async (type) => {
    const made = await duty.call(contract.draftOfficialDocumentRoute, {
      body: { type, title: 'kiểm tra an toàn thông tin mạng' },
    });
    expect(made.gaps.length).toBeGreaterThan(0);
    const preview = await duty.call(contract.previewOfficialDocumentRoute, {
      params: { id: made.id },
      body: { content: made.content },
    });
    expect(preview.pageCount).toBeGreaterThan(0);
  });

  test.skipIf(!hasPoppler)(
    'an issued document carries number and date, and stays the same bytes',
    async () => {
      const { id } = await draftTestDocument(duty.ctx());
      const issued = await issue(id);
      const url = `/api/v1/official-documents/${id}/pdf`;
      const [one, two] = [await duty.inject({ url }), await duty.inject({ url })];
      expect(one.rawPayload.equals(two.rawPayload)).toBe(true);
      const text = pdfText(one.rawPayload);
      expect(text).toContain(`Số: ${issued.number}`);
      expect(text).toContain('ngày 23 tháng 11 năm 2026');
      expect(text).not.toContain('DỰ THẢO');
      expect(one.headers['content-disposition']).toContain('.pdf');
    },
  );
});

describe('bad input', () => {
  test.each([
    ['an unknown type', { type: 'law', title: 'x' }, 'type'],
    ['an empty title', { type: 'report', title: ' ' }, 'title'],
    ['an unknown issuer', { type: 'report', title: 'x', issuerAgencyId: uuid7() }, 'issuerAgencyId'],
  ])('%s is named by its field', async (_, body, field) => {
    const problem = await problemOf(duty.call(contract.draftOfficialDocumentRoute, { body: body as never }));
    expect(problem.errors?.map((error) => error.field)).toContain(field);
  });

  test('a content beyond the limits is refused by its place, and control characters never reach the store', async () => {
    const { id } = await draftTestDocument(duty.ctx());
    const put = (content: unknown) =>
      duty.call(contract.saveOfficialDocumentRoute, {
        params: { id },
        body: { version: 1, title: 'x', content } as never,
      });
    const problem = await problemOf(put({ ...completeLetter, body: [{ kind: 'script', content: 'x' }] }));
    expect(problem.status).toBe(422);
    expect(problem.errors?.[0]?.field).toMatch(/^content\.body/);
    const saved = await put({ ...completeLetter, addressees: ['Sở \u202eA\u0007 Bo\u0302\u0323'] });
    expect(saved.content.addressees).toEqual(['Sở A Bộ']);
  });
});
