import { cpus } from 'node:os';
import { createTestApp, type TestCaller } from '../src/apps/testing/test-app.ts';
import { setup } from '../src/platform/testing/global-setup.ts';
import { askConfirmations } from '../src/slices/agencies/ask-confirmations.ts';
import { createManyAgencies, proposeTestChange } from '../src/slices/agencies/testing.ts';
import { nominateSchema, reportLeavingSchema } from '../src/slices/team/contract/replacements.ts';
import { createDecisionSchema } from '../src/slices/team/contract.ts';
import { nominate } from '../src/slices/team/nominate.ts';
import { reportLeaving } from '../src/slices/team/report-leaving.ts';
import { createDecision } from '../src/slices/team/save-decision.ts';
import { createTestMember } from '../src/slices/team/testing.ts';

/**
 * The pages of agencies and team with 300 agencies and 29 members, through the HTTP server in process on the bundled
 * PostgreSQL. Target: every call under 100 ms p95.
 */
const agencies = 300;
const members = 29;
const formerMembers = 60;
const replacements = 10;
const rounds = 40;
const targetMs = 100;

const stopServer = await setup();
const app = await createTestApp();
const system = app.system();
const agencyIds = await createManyAgencies(system, agencies);
const at = (index: number): string => agencyIds[index % agencies] as string;

await createDecision(
  system,
  createDecisionSchema.parse({
    number: '878/QĐ-UBND',
    kind: 'founding',
    issuedOn: '2022-12-30',
    effectiveOn: '2022-12-30',
    issuer: 'UBND tỉnh',
    signer: 'Người ký',
    signerTitle: 'Phó Chủ tịch',
    title: 'Về việc thành lập Đội',
  }),
);
const memberIds: string[] = [];
for (let index = 0; index < members + formerMembers; index += 1) {
  const isFormer = index >= members;
  const role = isFormer ? null : index === 0 ? 'leader' : 'member';
  const fullName = `Thành viên số ${index}`;
  memberIds.push(
    await createTestMember(
      system,
      { agencyId: at(index), fullName, email: `m${index}@bench.example`, phone: '0000 1' },
      role,
    ),
  );
}
let replacementId = '';
for (let index = 1; index <= replacements; index += 1) {
  const leaving = reportLeavingSchema.parse({ reason: 'transfer', leavesOn: '2026-12-01' });
  const { id, version } = await reportLeaving(system, memberIds[index] as string, leaving);
  const nominee = {
    version,
    fullName: `Người thay ${index}`,
    post: 'Chuyên viên',
    email: `n${index}@bench.example`,
  };
  await nominate(system, id, nominateSchema.parse(nominee));
  replacementId = id;
}
for (let index = 0; index < 40; index += 1) await proposeTestChange(app, at(index));
await askConfirmations(system);
console.log(`${agencies} agencies, ${members} members, ${replacements} replacements, ${cpus().length} CPUs`);

const duty = app.as(['duty-officer']);
const leader = app.as(['team-leader']);
const head = app.as(['agency-head'], { organisationIds: [at(7)] });

const read = async (who: TestCaller, url: string) => {
  const answer = await who.inject({ method: 'GET', url });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
};

type Figures = { call: string; 'p50 ms': number; 'p95 ms': number; 'max ms': number; fits: string };

const measure = async (call: string, work: () => Promise<unknown>): Promise<Figures> => {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  times.sort((first, second) => first - second);
  const share = (part: number) =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(1));
  return {
    call,
    'p50 ms': share(0.5),
    'p95 ms': share(0.95),
    'max ms': share(1),
    fits: share(0.95) <= targetMs ? 'yes' : 'NO',
  };
};

const calls: readonly [string, TestCaller, string][] = [
  ['agencies, first page', duty, '/api/v1/agencies?limit=100'],
  ['agencies on a past day', duty, '/api/v1/agencies?on=2021-01-01&limit=100'],
  ['agencies by text', duty, '/api/v1/agencies?q=do%20tai'],
  ['agency figures as then', duty, '/api/v1/agencies/figures?on=2021-01-01'],
  ['agency figures as now', duty, '/api/v1/agencies/figures?on=2021-01-01&view=now'],
  ['contact directory', duty, '/api/v1/agencies/directory'],
  ['contact directory as cards', duty, '/api/v1/agencies/directory/file?format=vcf'],
  ['contact directory as CSV', duty, '/api/v1/agencies/directory/file?format=csv'],
  ['one agency', duty, `/api/v1/agencies/${at(7)}`],
  ['one agency as its head', head, `/api/v1/agencies/${at(7)}`],
  ['its confirmation', head, `/api/v1/agencies/${at(7)}/confirmation`],
  ['its proposed changes', head, `/api/v1/agency-changes?agencyId=${at(7)}`],
  ['all proposed changes', duty, '/api/v1/agency-changes?state=pending'],
  ['agencies to look into', duty, '/api/v1/agency-attention'],
  ['roster of today', leader, '/api/v1/team/roster'],
  ['roster on a past day', leader, '/api/v1/team/roster?on=2024-01-01'],
  ['members', leader, '/api/v1/members?limit=100'],
  ['one member', leader, `/api/v1/members/${memberIds[3]}`],
  ['decisions', leader, '/api/v1/team/decisions'],
  ['replacement board', leader, '/api/v1/replacements'],
  ['replacement board as a head', head, '/api/v1/replacements'],
  ['one replacement', leader, `/api/v1/replacements/${replacementId}`],
  ['proposals', leader, '/api/v1/roster-proposals'],
  ['declarations', leader, '/api/v1/network-declarations'],
  ['on duty now', duty, '/api/v1/duty/now'],
];
const table: Figures[] = [];
for (const [name, who, url] of calls) table.push(await measure(name, () => read(who, url)));
table.push(
  await measure('team page, all its calls at once', () =>
    Promise.all(
      ['/api/v1/team/roster', '/api/v1/replacements', '/api/v1/network-declarations', '/api/v1/duty/now'].map(
        (url) => read(leader, url),
      ),
    ),
  ),
  await measure('agency page, all its calls at once', () =>
    Promise.all(['', '/confirmation'].map((part) => read(head, `/api/v1/agencies/${at(7)}${part}`))),
  ),
);
console.table(table);
await app.stop();
await stopServer();
process.exit(table.every((row) => row.fits === 'yes') ? 0 : 1);
