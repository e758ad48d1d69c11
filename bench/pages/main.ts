import { cpus } from 'node:os';
import { createTestApp, type TestCaller } from '../../src/apps/testing/test-app.ts';
import { setup } from '../../src/platform/testing/global-setup.ts';
import { loadIncidents } from './load-incidents.ts';

/**
 * Lists and pages with 50,000 incidents and 300 agencies, through the HTTP server in process on the bundled PostgreSQL.
 * Targets: lists 150 ms p95, opening an incident 250 ms p95. `--incidents N` for another size.
 */
const argument = process.argv.indexOf('--incidents');
const incidents = argument > 0 ? Number(process.argv[argument + 1]) : 50_000;
const rounds = 30;
const listTargetMs = 150;
const openTargetMs = 250;

const stopServer = await setup();
const app = await createTestApp();
const started = performance.now();
const load = await loadIncidents(app, incidents);
console.log(
  `${incidents} incidents loaded in ${Math.round((performance.now() - started) / 1000)} s, ${cpus().length} CPUs`,
);

const duty = app.as(['duty-officer']);
const head = app.as(['agency-head'], { organisationIds: [load.agencyIds[7]!] });
const responder = app.as(['responder'], { id: load.personIds[3]! });

const read = async (who: TestCaller, url: string) => {
  const answer = await who.inject({ method: 'GET', url });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  return answer.json();
};

type Figures = { page: string; 'p50 ms': number; 'p95 ms': number; 'max ms': number; fits: string };

const measure = async (page: string, targetMs: number, work: () => Promise<unknown>): Promise<Figures> => {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Number(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1));
  return {
    page,
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'max ms': at(1),
    fits: at(0.95) <= targetMs ? 'yes' : 'NO',
  };
};

const agency = load.agencyIds[7];
const filters: Record<string, string> = {
  'no filter': '',
  'open only': 'state=open',
  'two statuses': 'status=in-response&status=contained',
  M1: 'severity=M1',
  'severe, M1, one agency': `group=severe&severity=M1&agencyId=${agency}`,
  'one agency': `agencyId=${agency}`,
  'led by one person': `lead=${load.personIds[5]}`,
  'TLP:RED': 'tlp=red',
  'one month': 'detectedFrom=2024-03-01T00:00:00Z&detectedTo=2024-04-01T00:00:00Z',
  'text, common': 'q=m%C3%A3%20%C4%91%E1%BB%99c',
  'text, rare': 'q=so%2031337',
  'text, two letters': 'q=sc',
  'text, nothing found': 'q=kh%C3%B4ng%20c%C3%B3%20g%C3%AC',
  'text and status': 'q=lua%20dao&status=recovering&severity=M2',
};
const table: Figures[] = [];
for (const [name, filter] of Object.entries(filters)) {
  for (const sort of ['updated', 'number', 'severity', 'detected']) {
    table.push(
      await measure(`list: ${name}, by ${sort}`, listTargetMs, () =>
        read(duty, `/api/v1/incidents?${filter}&sort=${sort}`),
      ),
    );
  }
}
for (const [name, who] of [
  ['agency head', head],
  ['responder', responder],
] as const) {
  for (const filter of ['', 'q=ma%20doc', 'state=open&sort=severity', 'sort=number']) {
    table.push(
      await measure(`list as ${name}: ${filter || 'no filter'}`, listTargetMs, () =>
        read(who, `/api/v1/incidents?${filter}`),
      ),
    );
  }
}
const deep = await read(duty, '/api/v1/incidents?limit=100&sort=detected');
table.push(
  await measure('list: second page', listTargetMs, () =>
    read(duty, `/api/v1/incidents?sort=detected&cursor=${deep.nextCursor}`),
  ),
  await measure('open tasks of everybody', listTargetMs, () =>
    read(duty, '/api/v1/incident-tasks?scope=all'),
  ),
  await measure('my open tasks', listTargetMs, () => read(responder, '/api/v1/incident-tasks')),
  await measure('agencies', listTargetMs, () => read(duty, '/api/v1/agencies?limit=100')),
  await measure('agencies: text', listTargetMs, () => read(duty, '/api/v1/agencies?q=so')),
  await measure('members', listTargetMs, () => read(duty, '/api/v1/members')),
  await measure('systems', listTargetMs, () => read(duty, '/api/v1/systems')),
  await measure('reports', listTargetMs, () => read(duty, '/api/v1/reports')),
  await measure('duty desk', listTargetMs, () => read(duty, '/api/v1/desk')),
);
const big = `/api/v1/incidents/${load.bigId}`;
table.push(
  await measure('open an incident (500 observables, 200 tasks)', openTargetMs, () => read(duty, big)),
  await measure('the same with all its lists at once', openTargetMs, () =>
    Promise.all(
      ['', '/log', '/tasks', '/observables?limit=100', '/files', '/history'].map((part) =>
        read(duty, big + part),
      ),
    ),
  ),
);
console.table(table);
await app.stop();
await stopServer();
process.exit(table.every((row) => row.fits === 'yes') ? 0 : 1);
