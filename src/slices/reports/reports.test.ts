import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { succeedAgenciesRoute } from '../agencies/contract.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { classifyIncidentRoute } from '../incidents/contract/incident-routes.ts';
import { openTestIncident } from '../incidents/testing.ts';
import * as contract from './contract.ts';
import { approveTestReport, submitTestReport } from './testing.ts';

let app: TestApp;
let agencyId: string;
let otherAgencyId: string;
const incidents: string[] = [];

const classify = (id: string, attackType: 'malware' | 'defacement', version = 1) =>
  app.as(['duty-officer']).call(classifyIncidentRoute, {
    params: { id },
    body: {
      version,
      group: 'ordinary',
      severity: 'M3',
      cause: 'attack',
      attackType,
      rsit: null,
      reason: 'Theo nhật ký máy chủ',
    },
  });

beforeAll(async () => {
  app = await createTestApp();
  agencyId = await createTestAgency(app.system());
  otherAgencyId = await createTestAgency(app.system());
  for (const tlp of ['amber', 'amber', 'red'] as const) {
    const { id } = await openTestIncident(app.system(), { agencyId, tlp });
    incidents.push(id);
    await classify(id, 'malware');
  }
  await openTestIncident(app.system(), { agencyId: otherAgencyId });
});
afterAll(() => app?.stop());

const problemOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
};
const figureOf = (report: contract.PeriodicReport, key: string) =>
  report.figures.find((figure) => figure.key === key)?.value;
const question = { kind: 'quarter', from: '2026-10-01', to: '2026-12-31' } as const;

test('a report compiles itself, for the province and for one agency', async () => {
  const duty = app.as(['duty-officer']);
  const whole = await duty.call(contract.createPeriodicReportRoute, { body: question });
  expect(figureOf(whole, 'incident.received')).toBe(4);
  expect(figureOf(whole, 'form05.malware.count')).toBe(3);
  expect(figureOf(whole, `agency.${agencyId}`)).toBe(3);
  expect(whole.comparedWith).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  const one = await duty.call(contract.createPeriodicReportRoute, {
    body: { ...question, agencyId: otherAgencyId },
  });
  expect(figureOf(one, 'incident.received')).toBe(1);
});

test('a figure opens the records that it counts; a TLP:RED one is counted and kept closed', async () => {
  const officer = app.as(['duty-officer']);
  const report = await officer.call(contract.createPeriodicReportRoute, { body: question });
  const overseer = app.as(['steering-committee']);
  const { items, total } = await overseer.call(contract.listCountedRecordsRoute, {
    params: { id: report.id },
    query: { figure: 'form05.malware.count' },
  });
  expect(total).toBe(3);
  expect(
    items
      .filter((item) => item.isVisible)
      .map((item) => item.id)
      .sort(),
  ).toEqual(incidents.slice(0, 2).sort());
  expect(items.filter((item) => !item.isVisible)).toMatchObject([{ id: incidents[2], title: null }]);
});

test('a figure without a rule and an edited cursor are refused by name', async () => {
  const duty = app.as(['duty-officer']);
  const report = await duty.call(contract.createPeriodicReportRoute, { body: question });
  const ask = (query: { figure: string; cursor?: string }) =>
    problemOf(duty.call(contract.listCountedRecordsRoute, { params: { id: report.id }, query }));
  expect((await ask({ figure: 'form05.malware.%' })).errors).toMatchObject([{ field: 'figure' }]);
  expect((await ask({ figure: 'incident.received', cursor: '-1' })).errors).toMatchObject([
    { field: 'cursor' },
  ]);
});

test.each([
  [{ from: '2026-10-02', to: '2026-10-01' }, 'to', 'reports.periodTurned'],
  [{ from: '2020-01-01', to: '2026-01-01' }, 'to', 'reports.periodTooLong'],
  [{ from: '1999-12-31', to: '2000-01-31' }, 'from', 'reports.periodTooEarly'],
  [{ from: '2026-11-24', to: '2026-11-30' }, 'from', 'reports.periodAhead'],
  [{ ...question, agencyId: '00000000-0000-7000-8000-000000000000' }, 'agencyId', 'invalid'],
])('a period that makes no sense names the field: %o', async (over, field, reason) => {
  const body = { ...question, kind: 'range' as const, ...over };
  const problem = await problemOf(
    app.as(['duty-officer']).call(contract.createPeriodicReportRoute, { body }),
  );
  expect(problem.errors).toMatchObject([{ field, reason }]);
});

test('nobody approves what they prepared, edited or submitted', async () => {
  const leader = app.as(['team-leader']);
  const report = await leader.call(contract.createPeriodicReportRoute, { body: question });
  const submitted = await leader.call(contract.movePeriodicReportRoute, {
    params: { id: report.id },
    body: { move: 'submit', version: report.version },
  });
  expect(submitted.can.approve).toBe(false);
  const approve = (who = leader) =>
    who.call(contract.movePeriodicReportRoute, {
      params: { id: report.id },
      body: { move: 'approve', version: submitted.version },
    });
  expect((await problemOf(approve())).code).toBe('reports.samePerson');
  expect((await problemOf(approve(app.as(['duty-officer'])))).status).toBe(403);
  expect(await approve(app.as(['deputy-leader']))).toMatchObject({ state: 'approved', restated: null });
});

test('two leaders who approve at once approve once', async () => {
  const report = await submitTestReport(app, question);
  const answers = await Promise.allSettled(
    ['team-leader', 'deputy-leader'].map((role) =>
      app.as([role as 'team-leader']).call(contract.movePeriodicReportRoute, {
        params: { id: report.id },
        body: { move: 'approve', version: report.version },
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an approved report keeps what it counted; a later change shows as restated with the difference', async () => {
  const approved = await approveTestReport(app, { ...question, agencyId });
  const malware = Number(figureOf(approved, 'form05.malware.count'));
  await classify(incidents[0] as string, 'defacement', 2);
  const leader = app.as(['team-leader']);
  const later = await leader.call(contract.getPeriodicReportRoute, { params: { id: approved.id } });
  expect(later.figures).toEqual(approved.figures);
  expect(later.restated?.figures).toContainEqual({
    key: 'form05.malware.count',
    counted: malware,
    now: malware - 1,
  });
  expect(later.restated?.records).toMatchObject([{ id: incidents[0], change: 'changed' }]);
  const { items } = await leader.call(contract.listCountedRecordsRoute, {
    params: { id: approved.id },
    query: { figure: 'form05.malware.count' },
  });
  expect(items.map(({ id }) => id)).toContain(incidents[0]);

  const next = await leader.call(contract.replacePeriodicReportRoute, { params: { id: approved.id } });
  expect(next).toMatchObject({ edition: 2, supersedesId: approved.id, state: 'draft' });
  expect(figureOf(next, 'form05.malware.count')).toBe(malware - 1);
  expect(
    (await problemOf(leader.call(contract.replacePeriodicReportRoute, { params: { id: approved.id } }))).code,
  ).toBe('reports.wrongState');
});

test('the duty rules in force say which summary reports come next, over which window', async () => {
  const duty = app.as(['duty-officer']);
  const due = () => duty.call(contract.listDueReportsRoute);
  const yearly = (await due()).items.find(({ ruleId }) => ruleId === 'A8.2');
  expect(yearly).toMatchObject({
    kind: 'year',
    from: '2025-12-15',
    to: '2026-12-14',
    dueAt: '2026-12-14T17:00:00.000Z',
    reportId: null,
  });
  const { kind, from, to } = yearly as contract.DueReport;
  const report = await duty.call(contract.createPeriodicReportRoute, { body: { kind, from, to } });
  expect(report.comparedWith).toEqual({ from: '2024-12-15', to: '2025-12-14' });
  expect((await due()).items.find(({ ruleId }) => ruleId === 'A8.2')?.reportId).toBe(report.id);
});

test('two who replace a report at once start one next edition', async () => {
  const { id } = await approveTestReport(app, question);
  const answers = await Promise.allSettled(
    ['team-leader', 'deputy-leader'].map((role) =>
      app.as([role as 'team-leader']).call(contract.replacePeriodicReportRoute, { params: { id } }),
    ),
  );
  const refused = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason.problem.code] : [],
  );
  expect(refused).toEqual(['reports.wrongState']);
});

test('remarks are saved in a draft only, and never over somebody else’s', async () => {
  const duty = app.as(['duty-officer']);
  const report = await duty.call(contract.createPeriodicReportRoute, { body: question });
  const save = (situation: string, version: number) =>
    duty.call(contract.saveRemarksRoute, {
      params: { id: report.id },
      body: { version, remarks: { situation, results: '', shortcomings: '', tasks: '', proposals: '' } },
    });
  expect((await save('Ổn định', 1)).missing).toEqual(['results', 'shortcomings', 'tasks', 'proposals']);
  expect(await problemOf(save('Khác', 1))).toMatchObject({
    status: 409,
    current: { remarks: { situation: 'Ổn định' } },
  });
  await duty.call(contract.movePeriodicReportRoute, {
    params: { id: report.id },
    body: { move: 'submit', version: 2 },
  });
  expect((await problemOf(save('Muộn', 3))).code).toBe('reports.wrongState');
});

test('an agency reads what was approved about itself, and nothing else', async () => {
  const own = await approveTestReport(app, { ...question, agencyId: otherAgencyId });
  const draft = await submitTestReport(app, { ...question, agencyId: otherAgencyId });
  const province = await approveTestReport(app, question);
  const head = app.as(['agency-head'], { organisationIds: [otherAgencyId] });
  const { items } = await head.call(contract.listPeriodicReportsRoute);
  expect(items.map(({ id }) => id)).toEqual([own.id]);
  for (const { id } of [draft, province])
    expect((await problemOf(head.call(contract.getPeriodicReportRoute, { params: { id } }))).status).toBe(
      404,
    );
});

test('figures stay with the agency of then and name the one of today', async () => {
  const ended = await createTestAgency(app.system(), { name: 'Sở Giao thông vận tải' });
  const successor = await createTestAgency(app.system(), { name: 'Sở Xây dựng mới' });
  await openTestIncident(app.system(), { agencyId: ended });
  await app.as(['administrator']).call(succeedAgenciesRoute, {
    body: { kind: 'merged', onDate: '2026-11-20', predecessorIds: [ended], successorIds: [successor] },
  });
  const report = await app.as(['duty-officer']).call(contract.createPeriodicReportRoute, { body: question });
  const line = report.agencies.find(({ agency }) => agency?.id === ended);
  expect(line?.agency?.name).toBe('Sở Giao thông vận tải');
  expect(line?.now.map(({ id }) => id)).toEqual([successor]);
});

test('an approved report becomes an official document of the team, a draft does not', async () => {
  const report = await approveTestReport(app, question);
  const leader = app.as(['team-leader']);
  const { id } = await leader.call(contract.draftReportDocumentRoute, { params: { id: report.id } });
  const { documents } = await leader.call(contract.getPeriodicReportRoute, { params: { id: report.id } });
  expect(documents).toMatchObject([{ id, type: 'report', state: 'draft', number: null }]);
  const draft = await submitTestReport(app, question);
  const refused = leader.call(contract.draftReportDocumentRoute, { params: { id: draft.id } });
  expect((await problemOf(refused)).code).toBe('reports.wrongState');
});

test('the report prints as PDF and DOCX, the figures as CSV', async () => {
  const report = await approveTestReport(app, question);
  const take = (format: string) =>
    app.as(['auditor']).inject({ method: 'GET', url: `/api/v1/periodic-reports/${report.id}/${format}` });
  const pdf = await take('pdf');
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await take('docx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await take('form-05/pdf')).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await take('form-05/docx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
  const csv = (await take('csv')).body;
  expect(csv).toContain('form05.total.count,,5,0\r\n');
});
