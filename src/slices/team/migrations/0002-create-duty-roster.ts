import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import {
  actingPerson,
  createWideQuestion,
  protectRows,
  protectWrites,
  reachOf,
} from '../../../platform/db/row-security.ts';

type Db = Parameters<Migration['up']>[0];

/** Two people may exchange shifts that overlap: the rule is then checked once both rows have changed. */
const loosenShifts = async (db: Db): Promise<void> => {
  await sql`alter table duty_shifts add column version int not null default 1`.execute(db);
  await sql`alter table duty_shifts drop constraint duty_shifts_one_place`.execute(db);
  await sql`alter table duty_shifts add constraint duty_shifts_one_place
    exclude using gist (member_id with =, tstzrange(starts_at, ends_at, '[)') with &&) deferrable`.execute(
    db,
  );
  await sql`create index duty_shifts_member on duty_shifts (member_id, starts_at)`.execute(db);
  await sql`drop function duty_officers(timestamptz, timestamptz)`.execute(db);
  await createWideQuestion(
    db,
    `duty_officers(at_from timestamptz, at_to timestamptz)
     returns table (shift_id uuid, member_id uuid, person_id uuid, full_name text, phone text, backup_phone text,
       place text, kind text, starts_at timestamptz, ends_at timestamptz, version int, hand_over text)`,
    `select s.id, m.id, m.person_id, m.full_name, m.phone, m.backup_phone, s.place, s.kind, s.starts_at, s.ends_at, s.version,
       (select h.state from duty_hand_overs h where h.shift_id = s.id)
     from duty_shifts s join members m on m.id = s.member_id
     where s.starts_at < at_to and s.ends_at > at_from
     order by s.starts_at, s.kind desc, s.id`,
  );
};

const createPatterns = async (db: Db): Promise<void> => {
  await sql`create table duty_patterns (
    id uuid primary key,
    name text not null,
    place text not null,
    slots jsonb not null,
    rest_hours int not null check (rest_hours between 0 and 72),
    is_active boolean not null default true,
    created_at timestamptz not null,
    version int not null default 1
  )`.execute(db);
  await sql`create table duty_pattern_members (
    pattern_id uuid not null references duty_patterns on delete cascade,
    member_id uuid not null references members,
    kind text not null check (kind in ('primary', 'backup')),
    position int not null,
    primary key (pattern_id, kind, member_id)
  )`.execute(db);
  await sql`create table duty_plans (
    id uuid primary key,
    pattern_id uuid not null references duty_patterns,
    place text not null,
    from_on date not null,
    to_on date not null check (to_on >= from_on),
    state text not null check (state in ('draft', 'published', 'discarded')),
    created_at timestamptz not null,
    created_by_label text not null,
    published_at timestamptz,
    published_by_label text,
    version int not null default 1
  )`.execute(db);
  await sql`create table duty_plan_shifts (
    id uuid primary key,
    plan_id uuid not null references duty_plans on delete cascade,
    member_id uuid references members,
    kind text not null check (kind in ('primary', 'backup')),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at)
  )`.execute(db);
  await sql`create index duty_plan_shifts_plan on duty_plan_shifts (plan_id, starts_at)`.execute(db);
  await sql`create table duty_absences (
    id uuid primary key,
    member_id uuid not null references members,
    from_on date not null,
    to_on date not null check (to_on >= from_on),
    kind text not null check (kind in ('leave', 'training', 'mission', 'sick')),
    created_at timestamptz not null
  )`.execute(db);
  await sql`create index duty_absences_time on duty_absences (to_on, from_on)`.execute(db);
  const plans = sql<boolean>`${reachOf('duty.plan')} is not null`;
  for (const table of [
    'duty_patterns',
    'duty_pattern_members',
    'duty_plans',
    'duty_plan_shifts',
    'duty_absences',
  ]) {
    await protectWrites(db, table, plans);
  }
};

const createSwaps = async (db: Db): Promise<void> => {
  await sql`create table duty_swaps (
    id uuid primary key,
    shift_id uuid not null references duty_shifts on delete cascade,
    from_member_id uuid not null references members,
    to_member_id uuid references members,
    return_shift_id uuid references duty_shifts on delete cascade,
    shift_version int not null,
    return_shift_version int,
    reason text not null,
    state text not null check (state in ('requested', 'accepted', 'declined', 'approved', 'refused', 'withdrawn')),
    is_open_offer boolean not null,
    requested_at timestamptz not null,
    answered_at timestamptz,
    answer_note text,
    decided_at timestamptz,
    decided_by_label text,
    decision_note text,
    version int not null default 1,
    check (is_open_offer or to_member_id is not null)
  )`.execute(db);
  await sql`create unique index duty_swaps_one_open on duty_swaps (shift_id) where state in ('requested', 'accepted')`.execute(
    db,
  );
  await sql`create index duty_swaps_return on duty_swaps (return_shift_id)`.execute(db);
  await sql`create index duty_swaps_time on duty_swaps (requested_at desc, id desc)`.execute(db);
  await protectRows(db, 'duty_swaps', sql<boolean>`${reachOf('duty.swap')} is not null`);
};

const createHandOvers = async (db: Db): Promise<void> => {
  await sql`create table duty_hand_overs (
    id uuid primary key,
    shift_id uuid not null unique references duty_shifts on delete cascade,
    member_id uuid not null references members,
    next_member_id uuid references members,
    since_at timestamptz not null,
    drafted_at timestamptz not null,
    sections jsonb not null,
    note text not null,
    state text not null check (state in ('draft', 'given', 'signed')),
    given_at timestamptz,
    given_by_label text,
    signed_at timestamptz,
    signed_by_member_id uuid references members,
    remark text,
    version int not null default 1
  )`.execute(db);
  // A note names incidents: only those who see everything and the two who hand over read it.
  const isParty = sql<boolean>`exists (select from members m
    where m.person_id = ${actingPerson} and (m.id = member_id or m.id = next_member_id))`;
  await protectRows(db, 'duty_hand_overs', isParty);
};

const createLadder = async (db: Db): Promise<void> => {
  await sql`create table escalation_ladders (
    place text primary key,
    version int not null default 1
  )`.execute(db);
  await sql`create table escalation_steps (
    place text not null references escalation_ladders,
    position int not null,
    target text not null check (target in ('primary', 'backup', 'role', 'member')),
    role_in_team text check ((role_in_team is not null) = (target = 'role')),
    member_id uuid references members check ((member_id is not null) = (target = 'member')),
    wait_minutes int not null check (wait_minutes between 0 and 1440),
    primary key (place, position)
  )`.execute(db);
  await sql`insert into escalation_ladders (place) values ('main')`.execute(db);
  await sql`insert into escalation_steps (place, position, target, role_in_team, wait_minutes) values
    ('main', 1, 'primary', null, 10), ('main', 2, 'backup', null, 10),
    ('main', 3, 'role', 'standing-deputy', 15), ('main', 4, 'role', 'leader', 15)`.execute(db);
  const reads = sql<boolean>`${reachOf('duty.read')} = 'any'`;
  await protectWrites(db, 'escalation_ladders', reads);
  await protectWrites(db, 'escalation_steps', reads);
};

/** Patterns and plans of shifts, swaps, hand-over notes, the escalation ladder, calendar links. */
export const createDutyRoster: Migration = {
  id: 'team/0002-create-duty-roster',
  up: async (db) => {
    await createPatterns(db);
    await createSwaps(db);
    await createHandOvers(db);
    await createLadder(db);
    await sql`create table duty_feeds (
      id uuid primary key,
      member_id uuid not null references members,
      token_hash text not null unique,
      language text not null check (language in ('vi', 'en')),
      created_at timestamptz not null,
      revoked_at timestamptz
    )`.execute(db);
    await sql`create unique index duty_feeds_one on duty_feeds (member_id) where revoked_at is null`.execute(
      db,
    );
    await protectRows(
      db,
      'duty_feeds',
      sql<boolean>`exists (select from members m where m.id = member_id and m.person_id = ${actingPerson})`,
    );
    await loosenShifts(db);
  },
};
