import { sql } from 'kysely';
import type { TestApp } from '../../src/apps/testing/test-app.ts';
import { uuid7 } from '../../src/platform/ids/uuid7.ts';
import { createManyAgencies } from '../../src/slices/agencies/testing.ts';
import { createTestPerson, openTestIncident } from '../../src/slices/incidents/testing.ts';

export type Load = { agencyIds: string[]; personIds: string[]; bigId: string };

const words = [
  'cong thong tin',
  'ma doc tong tien',
  'chen lien ket co bac',
  'thu lua dao',
  'may chu',
  'mat ket noi',
  'chiem tai khoan',
  'tu choi dich vu',
  'ro ri du lieu',
  'web shell',
];

const statements = (incidents: number) => [
  sql`create temporary table bench_numbers on commit drop as
    select n, gen_random_uuid() as id, (random() * 1e6)::int as r from generate_series(1, ${incidents}::int) as n`,
  sql`insert into incidents (id, number, number_key, title, description, agency_id, status, detected_at,
      detected_precision, detected_zone, reported_at, severity_group, severity, cause, attack_type, tlp, personal_data,
      search_text, opened_at, opened_by_label, updated_at)
    select id, 'SC-2025-' || n, 20250000000 + n, title, repeat(title || ', ', 20),
      agencies[1 + r % array_length(agencies, 1)],
      (array['received','confirmed','verifying','not-an-incident','in-response','contained','recovering',
        'awaiting-review','closed','closed','closed','closed','closed','closed','closed'])[1 + r % 15],
      at, 'minute', 'Asia/Ho_Chi_Minh', at, case when r % 20 = 0 then 'severe' else 'ordinary' end,
      (array['M1','M2','M3','M3','M4','M4','M4'])[1 + r % 7], 'attack', 'malware',
      (array['amber','amber','amber','green','clear','red'])[1 + r % 6], 'unknown',
      lower('sc-2025-' || n || ' ' || title || ' ' || repeat(title || ', ', 20)), at, 'bench',
      at + make_interval(mins => r % 50000)
    from (select *, words[1 + r % 10] || ' ' || words[1 + (r / 10) % 10] || ' so ' || n as title,
        timestamptz '2024-01-01' + make_interval(mins => n * 20) as at
      from bench_numbers,
        (select ${words}::text[] as words, (select array_agg(id order by code) from agencies) as agencies) as lists
    ) as rows`,
  sql`insert into incident_people (id, incident_id, person_id, role, added_at, added_by_label)
    select gen_random_uuid(), id, people[1 + r % array_length(people, 1)], 'lead', now(), 'bench'
    from bench_numbers, (select array_agg(id order by id) as people from people) as lists where r % 2 = 0`,
  sql`insert into incident_log (id, incident_id, kind, text, event_at, event_precision, written_at, written_by_label)
    select gen_random_uuid(), id, 'note', repeat('ghi chép ', 20), now(), 'minute', now(), 'bench'
    from bench_numbers, generate_series(1, 4)`,
  sql`insert into incident_tasks (id, incident_id, title, description, due_at, state, created_at, created_by_label, updated_at)
    select gen_random_uuid(), id, 'việc', '', now() + make_interval(hours => r % 1000 - 200),
      (array['open','done','done','done'])[1 + (r + k) % 4], now(), 'bench', now()
    from bench_numbers, generate_series(1, 2) as k`,
  sql`insert into incident_observables (id, incident_id, type, value, is_private, is_ioc, source, added_at, added_by_label)
    select gen_random_uuid(), id, 'domain', 'x' || (r * 7 + k * 13) % 400000 || '.example', false, false, 'bench', now(), 'bench'
    from bench_numbers, generate_series(1, 10) as k`,
  sql`insert into incident_observables (id, incident_id, type, value, is_private, is_ioc, source, added_at, added_by_label)
    select gen_random_uuid(), id, 'ipv4', '203.0.113.' || r % 3, false, false, 'bench', now(), 'bench' from bench_numbers`,
];

/** One incident as large as they get: 500 observables (some of them everywhere), 200 tasks, 400 log entries. */
const fillBigIncident = (id: string) => [
  sql`insert into incident_observables (id, incident_id, type, value, is_private, is_ioc, source, added_at, added_by_label)
    select gen_random_uuid(), ${id}, case when k <= 3 then 'ipv4' else 'domain' end,
      case when k <= 3 then '203.0.113.' || k - 1 else 'x' || k * 97 || '.example' end,
      false, true, 'bench', now(), 'bench' from generate_series(1, 500) as k`,
  sql`insert into incident_tasks (id, incident_id, title, description, due_at, state, created_at, created_by_label, updated_at)
    select gen_random_uuid(), ${id}, 'Việc ' || k, '', now() + make_interval(hours => k), 'open', now(), 'bench', now()
    from generate_series(1, 200) as k`,
  sql`insert into incident_log (id, incident_id, kind, text, event_at, event_precision, written_at, written_by_label)
    select gen_random_uuid(), ${id}, 'note', repeat('ghi chép ', 40), now(), 'minute', now(), 'bench'
    from generate_series(1, 400)`,
];

/** Fills a fresh database: 300 agencies, 29 people, incidents by SQL. */
export const loadIncidents = async (app: TestApp, incidents: number): Promise<Load> => {
  const system = app.system();
  const agencyIds = await createManyAgencies(system, 300);
  const personIds: string[] = [];
  for (let index = 0; index < 29; index += 1) {
    personIds.push(await createTestPerson(system, `Thành viên ${index} ${uuid7().slice(-4)}`));
  }
  const bigId = (await openTestIncident(system, { agencyId: agencyIds[0]! })).id;
  await app.system().tx(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`set local role none`.execute(tx);
    for (const statement of [...statements(incidents), ...fillBigIncident(bigId)])
      await statement.execute(tx);
  });
  for (const table of [
    'incidents',
    'incident_people',
    'incident_log',
    'incident_tasks',
    'incident_observables',
  ]) {
    await sql`vacuum analyze ${sql.table(table)}`.execute(app.services.db);
  }
  return { agencyIds, personIds, bigId };
};
