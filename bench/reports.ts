import { cpus } from 'node:os';
import { createTestApp } from '../src/apps/testing/test-app.ts';
import { setup } from '../src/platform/testing/global-setup.ts';
import * as contract from '../src/slices/reports/contract.ts';
import { loadIncidents } from './pages/load-incidents.ts';

/**
 * A quarter of 5,000 incidents at 300 agencies, through the HTTP server in process on the bundled PostgreSQL: compiled as
 * a draft, opened figure by figure, approved (every counted record is kept), and asked again for what has changed since.
 * Target: compiled in under 10 s. `npm run bench -- reports [incidents]`
 */
const incidents = Number(process.argv[2] ?? 5_000);
const targetMs = 10_000;

const stopServer = await setup();
const app = await createTestApp();
await loadIncidents(app, incidents);
const duty = app.as(['duty-officer']);
const leader = app.as(['team-leader']);

const rows: { step: string; ms: number; fits: string }[] = [];
const timed = async <Answer>(step: string, work: () => Promise<Answer>): Promise<Answer> => {
  const begin = performance.now();
  const answer = await work();
  const ms = Math.round(performance.now() - begin);
  rows.push({ step, ms, fits: ms <= targetMs ? 'yes' : 'NO' });
  return answer;
};

const body = { kind: 'quarter', from: '2024-01-01', to: '2024-03-31' } as const;
const report = await timed('compile as a new draft', () =>
  duty.call(contract.createPeriodicReportRoute, { body }),
);
const params = { id: report.id };
await timed('open again', () => duty.call(contract.getPeriodicReportRoute, { params }));
await timed('records behind one figure', () =>
  duty.call(contract.listCountedRecordsRoute, {
    params,
    query: { figure: 'form05.total.count', limit: 100 },
  }),
);
const submitted = await duty.call(contract.movePeriodicReportRoute, {
  params,
  body: { move: 'submit', version: report.version },
});
await timed('approve: keep every counted record', () =>
  leader.call(contract.movePeriodicReportRoute, {
    params,
    body: { move: 'approve', version: submitted.version },
  }),
);
await timed('open the approved report, compared with today', () =>
  leader.call(contract.getPeriodicReportRoute, { params }),
);
await timed('as PDF', () =>
  leader.inject({ method: 'GET', url: `/api/v1/periodic-reports/${report.id}/pdf` }),
);

const counted = report.figures.find(({ key }) => key === 'incident.received')?.value;
console.log(
  `${incidents} incidents loaded, ${counted} counted, ${cpus().length} CPUs, ${new Date().toISOString()}`,
);
console.table(rows);
await app.stop();
await stopServer();
process.exitCode = rows.every(({ fits }) => fits === 'yes') ? 0 : 1;
