import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { listAgenciesRoute } from '../agencies/contract.ts';
import { fillAgenciesDemo } from '../agencies/demo.ts';
import { dutyNowRoute } from '../team/contract/duty.ts';
import { getRosterRoute } from '../team/contract.ts';
import { fillTeamDemo } from '../team/demo.ts';
import { fillSystemsDemo } from './demo.ts';

let app: TestApp;
let agencies: Awaited<ReturnType<typeof fillAgenciesDemo>>;
beforeAll(async () => {
  app = await createTestApp();
  agencies = await fillAgenciesDemo(app.system());
  await fillTeamDemo(app.system(), agencies);
  await fillSystemsDemo(app.system(), agencies);
});
afterAll(() => app?.stop());

test('the demo province has its agencies, 29 members, a covered duty desk and some sixty systems', async () => {
  const leader = app.as(['team-leader']);
  const { items } = await leader.call(listAgenciesRoute, { query: { limit: 100 } });
  expect(items.length).toBeGreaterThanOrEqual(38);
  expect((await leader.call(getRosterRoute, { query: {} })).items).toHaveLength(29);
  expect((await leader.call(getRosterRoute, { query: { on: '2023-01-01' } })).items[0]?.fullName).toBe(
    'Nguyễn Bá Thắng',
  );
  const duty = await leader.call(dutyNowRoute);
  expect(duty).toMatchObject({ isCovered: true });
  expect(duty.current.map((shift) => shift.kind).sort()).toEqual(['backup', 'primary']);
  const { rows } = await app
    .system()
    .tx((tx) => sql<{ n: number }>`select count(*) as n from systems`.execute(tx));
  expect(rows[0]?.n).toBeGreaterThanOrEqual(58);
});

test('everything of the demo province is marked, and no address, domain or number can be real', async () => {
  await app.system().tx(async (tx) => {
    for (const table of ['agencies', 'members', 'team_decisions', 'systems']) {
      const { rows } = await sql`select id from ${sql.table(table)} where not is_demo`.execute(tx);
      expect(rows, table).toEqual([]);
    }
    const domains = await sql<{ domain: string }>`
      select domain from agency_domains union select unnest(domains) from systems`.execute(tx);
    expect(domains.rows.filter((row) => !row.domain.endsWith('.example'))).toEqual([]);
    const networks = await sql<{ n: string }>`
      select network::text as n from (select network from agency_networks union select unnest(public_addresses)::cidr from systems) as all_of_them
      where not network <<= any (array['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32']::cidr[])`.execute(
      tx,
    );
    expect(networks.rows).toEqual([]);
    const phones = await sql<{ phone: string }>`
      select phone from agency_contacts where phone not like '0000%' union select phone from members where phone not like '0000%'`.execute(
      tx,
    );
    expect(phones.rows).toEqual([]);
  });
});
