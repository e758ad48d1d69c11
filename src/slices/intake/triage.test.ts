import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { getIncidentRoute } from '../incidents/contract/incident-routes.ts';
import { listLogRoute } from '../incidents/contract/log.ts';
import { listObservablesRoute } from '../incidents/contract/observables.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { createCallRoute, getDeskRoute } from './contract/desk.ts';
import { getReportRoute, listReportsRoute, listSimilarRoute } from './contract/report.ts';
import * as triage from './contract/triage.ts';
import { recogniseReports } from './recognise-reports.ts';
import { countRows, fileTestReport, listActions } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
let agencyId: string;
let otherAgencyId: string;
let focalPoint: TestCaller;
let stranger: TestCaller;

beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
  agencyId = await createTestAgency(app.system(), {
    domains: ['soyte.demo.example'],
    networks: ['203.0.113.0/28'],
  });
  otherAgencyId = await createTestAgency(app.system(), { domains: ['sotuphap.demo.example'] });
  focalPoint = app.as(['agency-focal-point'], { organisationIds: [agencyId] });
  stranger = app.as(['agency-focal-point'], { organisationIds: [otherAgencyId] });
});
afterAll(() => app.stop());

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { problem?: Record<string, unknown> }) => error.problem,
  );
const recogniseAll = async () => {
  while ((await recogniseReports(app.system())) > 0);
};
const read = (id: string, caller = duty) => caller.call(getReportRoute, { params: { id } });
const openBody = {
  title: 'Cổng Sở Y tế bị chèn liên kết',
  agencyId: null,
  group: 'ordinary',
  severity: 'M1',
  cause: 'attack',
  attackType: null,
  reason: 'Đã kiểm tra trang',
} as const;

describe('recognising agency and system', () => {
  test.each([
    ['a domain in the text', { description: 'Trang https://cong.soyte.demo.example/tin/1 lỗi' }, 'domain'],
    ['an address in the text', { description: 'Máy 203.0.113.5 quét cổng' }, 'network'],
    ['the address of the reporter', { reporter: { email: 'an@soyte.demo.example' } }, 'email'],
  ])('by %s, with the reason', async (_, over, reason) => {
    const { id } = await fileTestReport(duty, over);
    await recogniseAll();
    const report = await read(id);
    expect(report.agency?.id).toBe(agencyId);
    expect(report.recognition).toMatchObject([{ kind: 'agency', id: agencyId }]);
    expect([reason, 'domain']).toContain(report.recognition[0]?.reason);
    expect((await listActions(app, id)).map(({ action }) => action)).toContain('report.recognised');
  });

  test('two candidates are shown and none is written down', async () => {
    const { id } = await fileTestReport(duty, {
      description: 'soyte.demo.example và sotuphap.demo.example cùng lỗi',
    });
    await recogniseAll();
    const report = await read(id);
    expect(report.agency).toBeNull();
    expect(report.recognition.map((item) => item.id).sort()).toEqual([agencyId, otherAgencyId].sort());
  });

  test('the focal point sees the report from then on, another agency never', async () => {
    const { id } = await fileTestReport(duty, { description: 'soyte.demo.example bị thay giao diện' });
    expect(await problemOf(read(id, focalPoint))).toMatchObject({ status: 404 });
    await recogniseAll();
    expect((await read(id, focalPoint)).id).toBe(id);
    expect(await problemOf(read(id, stranger))).toMatchObject({ status: 404 });
    const { items } = await stranger.call(listReportsRoute, { query: {} });
    expect(items).toEqual([]);
  });

  test('text made to tire the search holds nobody up', async () => {
    const texts = [
      'a.'.repeat(20_000),
      '1.1.1.'.repeat(8_000),
      `http://${'a'.repeat(45_000)}`,
      '@'.repeat(49_000),
    ];
    for (const description of texts) await fileTestReport(duty, { description });
    const last = await fileTestReport(duty, { description: 'soyte.demo.example' });
    const start = performance.now();
    await recogniseAll();
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await read(last.id)).agency?.id).toBe(agencyId);
  });
});

describe('similar reports', () => {
  test('are named with their reasons, and never tell of what the caller may not see', async () => {
    const own = await fileTestReport(duty, {
      title: 'Lộ dữ liệu bệnh nhân khoa khám',
      description: 'soyte.demo.example gửi về 198.51.100.77',
    });
    const foreign = await fileTestReport(duty, {
      title: 'Lộ dữ liệu bệnh nhân khoa khám',
      description: 'sotuphap.demo.example gửi về 198.51.100.77',
    });
    await recogniseAll();
    const forDuty = await duty.call(listSimilarRoute, { params: { id: own.id } });
    const hint = forDuty.items.find((item) => item.id === foreign.id);
    expect(hint?.reasons.map(({ reason }) => reason)).toEqual(['same-observable', 'similar-title']);
    expect(hint?.reasons[0]?.value).toBe('198.51.100.77');
    const forAgency = await focalPoint.call(listSimilarRoute, { params: { id: own.id } });
    expect(forAgency.items.map((item) => item.id)).not.toContain(foreign.id);
  });
});

describe('triage', () => {
  test('verify, reject with a reason the reporter reads, reopen: each writes its audit row', async () => {
    const { id } = await fileTestReport(duty);
    expect((await duty.call(triage.verifyReportRoute, { params: { id }, body: { note: '' } })).state).toBe(
      'verifying',
    );
    const rejected = await duty.call(triage.rejectReportRoute, {
      params: { id },
      body: { reason: 'not-an-incident', note: 'Trang đang bảo trì' },
    });
    expect(rejected).toMatchObject({ state: 'rejected', rejectReason: 'not-an-incident' });
    expect(rejected.messages.at(-1)).toMatchObject({ text: 'Trang đang bảo trì', isVisibleToReporter: true });
    expect(
      await problemOf(duty.call(triage.linkReportRoute, { params: { id }, body: { incidentId: id } })),
    ).toMatchObject({ status: 409, code: 'intake.alreadySettled' });
    const reopened = await duty.call(triage.reopenReportRoute, { params: { id }, body: { note: 'Xem lại' } });
    expect(reopened).toMatchObject({ state: 'verifying', rejectReason: null, settledAt: null });
    expect((await listActions(app, id)).map(({ action }) => action)).toEqual([
      'report.received',
      'report.verified',
      'report.rejected',
      'report.reopened',
    ]);
  });

  test('a report rejected as spam is not answered', async () => {
    const { id } = await fileTestReport(duty);
    const before = await countRows(app, 'outbox_messages');
    await duty.call(triage.rejectReportRoute, {
      params: { id },
      body: { reason: 'spam', note: 'Quảng cáo' },
    });
    expect(await countRows(app, 'outbox_messages')).toBe(before);
  });

  test('opening an incident takes T0, T1, agency and observables over and links the report, all or nothing', async () => {
    const { id, number } = await fileTestReport(duty, {
      description: 'soyte.demo.example bị chèn mã từ 198.51.100.99, tệp 44d88612fea8a8f36de82e1278abb02f',
      detectedAt: '2026-11-22T23:00:00+07:00',
      detectedPrecision: 'hour',
    });
    await recogniseAll();
    const body = { ...openBody, agencyId };
    const before = await countRows(app, 'audit_entries');
    expect(
      await problemOf(
        duty.call(triage.openIncidentFromReportRoute, {
          params: { id },
          body: { ...body, leadPersonId: '00000000-0000-7000-8000-0000000000ff' },
        }),
      ),
    ).toMatchObject({ status: 422 });
    expect(await countRows(app, 'audit_entries')).toBe(before);
    expect((await read(id)).state).toBe('received');
    const { incident, report } = await duty.call(triage.openIncidentFromReportRoute, {
      params: { id },
      body,
      idempotencyKey: 'open-1',
    });
    expect(report).toMatchObject({ state: 'linked', incident: { id: incident.id } });
    const again = await duty.call(triage.openIncidentFromReportRoute, {
      params: { id },
      body,
      idempotencyKey: 'open-1',
    });
    expect(again.incident.id).toBe(incident.id);
    const opened = await duty.call(getIncidentRoute, { params: { id: incident.id } });
    expect(opened).toMatchObject({
      detectedAt: '2026-11-22T16:00:00.000Z',
      reportedAt: '2026-11-22T19:10:00.000Z',
      agency: { id: agencyId },
    });
    const observables = await duty.call(listObservablesRoute, { params: { id: incident.id }, query: {} });
    expect(observables.items.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['198.51.100.99', '44d88612fea8a8f36de82e1278abb02f']),
    );
    const log = await duty.call(listLogRoute, { params: { id: incident.id }, query: {} });
    expect(JSON.stringify(log.items)).toContain(number);
    expect(report.checklist.find(({ step }) => step === 'd')?.doneAt).not.toBeNull();
  });

  test('a link can be undone once; a closed or hidden incident is not linked', async () => {
    const incident = await openTestIncident(app.system(), { agencyId });
    const { id } = await fileTestReport(duty);
    const params = { id };
    const linked = await duty.call(triage.linkReportRoute, { params, body: { incidentId: incident.id } });
    expect(linked).toMatchObject({ state: 'linked', incident: { number: incident.number } });
    const unlinked = await duty.call(triage.unlinkReportRoute, { params, body: { reason: 'Nhầm sự cố' } });
    expect(unlinked).toMatchObject({ state: 'verifying', incident: null });
    expect(
      await problemOf(duty.call(triage.unlinkReportRoute, { params, body: { reason: 'x' } })),
    ).toMatchObject({ status: 409, code: 'intake.notLinked' });
    expect(
      await problemOf(duty.call(triage.linkReportRoute, { params, body: { incidentId: id } })),
    ).toMatchObject({ status: 404 });
  });

  test('two officers settle one report at the same moment: one does, the other is told', async () => {
    const { id } = await fileTestReport(duty);
    const open = () => duty.call(triage.openIncidentFromReportRoute, { params: { id }, body: openBody });
    const results = await Promise.allSettled([open(), open()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a stale save is refused with the record as it is now', async () => {
    const { id } = await fileTestReport(duty);
    const params = { id };
    const saved = await duty.call(triage.updateReportRoute, {
      params,
      body: { version: 1, kind: 'phishing' },
    });
    const problem = await problemOf(
      duty.call(triage.updateReportRoute, { params, body: { version: 1, systemName: 'Cổng' } }),
    );
    expect(problem).toMatchObject({
      status: 409,
      code: 'platform.stale',
      current: { id, kind: 'phishing', version: saved.version },
    });
    expect((await read(id)).systemName).toBeNull();
  });

  test('an unknown agency or system is named', async () => {
    const { id } = await fileTestReport(duty);
    for (const field of ['agencyId', 'systemId']) {
      expect(
        await problemOf(
          duty.call(triage.updateReportRoute, {
            params: { id },
            body: { version: 1, [field]: '00000000-0000-7000-8000-0000000000ff' },
          }),
        ),
      ).toMatchObject({ status: 422, errors: [{ field }] });
    }
  });

  test('the first time counts for a step of the checklist', async () => {
    const { id } = await fileTestReport(duty);
    const mark = (note: string) =>
      duty.call(triage.completeChecklistRoute, { params: { id, step: 'b' }, body: { note } });
    await mark('Đã gọi điện');
    app.clock.advance(60_000);
    const step = (await mark('lần hai')).checklist.find((item) => item.step === 'b');
    expect(step).toMatchObject({ note: 'Đã gọi điện' });
  });
});

describe('the desk', () => {
  test('a call sheet is filed with number and call-back; the reminder stays until the call is noted', async () => {
    const receipt = await duty.call(createCallRoute, {
      body: {
        channel: 'phone',
        kind: 'ransomware',
        title: 'Máy kế toán bị mã hóa',
        answers: { isolated: 'Đã rút mạng' },
        reporter: { name: 'Lê Văn Gọi', phone: '0912 345 678' },
        callBackAt: '2026-11-23T03:00:00+07:00',
      },
      idempotencyKey: 'call-1',
    });
    const report = await read(receipt.id);
    expect(report.description).toContain('Đã rút mạng');
    expect(report.checklist.find(({ step }) => step === 'c')?.doneAt).not.toBeNull();
    const desk = await duty.call(getDeskRoute, {});
    expect(desk.callBacks.map(({ id }) => id)).toEqual([receipt.id]);
    await duty.call(triage.completeCallBackRoute, { params: { id: receipt.id }, body: { note: '' } });
    expect((await duty.call(getDeskRoute, {})).callBacks).toEqual([]);
  });

  test('waiting reports come oldest first with their true total; an agency sees only its own', async () => {
    const desk = await duty.call(getDeskRoute, {});
    const times = desk.waiting.map(({ receivedAt }) => receivedAt);
    expect(times).toEqual([...times].sort());
    expect(desk.waitingTotal).toBeGreaterThanOrEqual(desk.waiting.length);
    const forAgency = await focalPoint.call(getDeskRoute, {});
    expect(new Set(forAgency.waiting.map((row) => row.agency?.id))).toEqual(new Set([agencyId]));
  });
});
