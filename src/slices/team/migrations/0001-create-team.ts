import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import {
  actingPerson,
  createWideQuestion,
  ofOwnOrganisation,
  protectWrites,
  reachOf,
} from '../../../platform/db/row-security.ts';

/** Members, the decisions that bind them, their stays in the team over time, and duty shifts. */
export const createTeam: Migration = {
  id: 'team/0001-create-team',
  up: async (db) => {
    await sql`create table members (
      id uuid primary key,
      person_id uuid unique,
      full_name text not null,
      agency_id uuid not null references agencies,
      post text,
      email text,
      phone text,
      backup_phone text,
      search_text text not null,
      is_demo boolean not null default false,
      created_at timestamptz not null,
      version int not null default 1
    )`.execute(db);
    await sql`create index members_name on members (full_name collate "vi-x-icu", id)`.execute(db);
    await sql`create index members_search on members using gin (search_text gin_trgm_ops)`.execute(db);
    await sql`create index members_agency on members (agency_id)`.execute(db);

    await sql`create table team_decisions (
      id uuid primary key,
      number text not null,
      kind text not null check (kind in ('founding', 'change')),
      issued_on date not null,
      effective_on date not null check (effective_on >= issued_on),
      issuer text not null,
      signer text not null,
      signer_title text not null,
      title text not null,
      file_name text,
      is_demo boolean not null default false,
      created_at timestamptz not null,
      version int not null default 1,
      unique (number, issued_on)
    )`.execute(db);
    await sql`create unique index team_decisions_one_founding on team_decisions (kind) where kind = 'founding'`.execute(
      db,
    );

    await sql`create table team_memberships (
      id uuid primary key,
      member_id uuid not null references members,
      decision_id uuid references team_decisions,
      ended_by_decision_id uuid references team_decisions,
      role_in_team text not null,
      group_name text,
      agency_id uuid not null references agencies,
      post text,
      valid_from date not null,
      valid_to date check (valid_to > valid_from),
      version int not null default 1,
      constraint team_memberships_one_at_a_time
        exclude using gist (member_id with =, daterange(valid_from, valid_to, '[)') with &&),
      constraint team_memberships_one_leader
        exclude using gist (role_in_team with =, daterange(valid_from, valid_to, '[)') with &&)
        where (role_in_team = 'leader')
    )`.execute(db);
    await sql`create index team_memberships_decision on team_memberships (decision_id)`.execute(db);

    await sql`create table duty_shifts (
      id uuid primary key,
      member_id uuid not null references members,
      place text not null,
      kind text not null check (kind in ('primary', 'backup')),
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      created_at timestamptz not null,
      constraint duty_shifts_one_primary
        exclude using gist (place with =, tstzrange(starts_at, ends_at, '[)') with &&) where (kind = 'primary'),
      constraint duty_shifts_one_place
        exclude using gist (member_id with =, tstzrange(starts_at, ends_at, '[)') with &&)
    )`.execute(db);
    await sql`create index duty_shifts_time on duty_shifts (starts_at)`.execute(db);

    const reads = sql`${reachOf('member.read')} = 'any'`;
    await protectWrites(
      db,
      'members',
      sql<boolean>`${ofOwnOrganisation('agency_id')} or person_id = ${actingPerson} or ${reads}`,
    );
    await protectWrites(
      db,
      'team_memberships',
      sql<boolean>`${ofOwnOrganisation('agency_id')} or ${reads}
        or exists (select from members m where m.id = member_id)`,
    );
    await protectWrites(db, 'team_decisions', sql<boolean>`${reachOf('member.read')} is not null`);
    await protectWrites(db, 'duty_shifts', sql<boolean>`${reachOf('duty.read')} = 'any'`);

    // Whom to call now is told to everybody on duty lists, also to agencies that may not read the members.
    await createWideQuestion(
      db,
      `duty_officers(at_from timestamptz, at_to timestamptz)
       returns table (shift_id uuid, member_id uuid, person_id uuid, full_name text, phone text, backup_phone text,
         place text, kind text, starts_at timestamptz, ends_at timestamptz)`,
      `select s.id, m.id, m.person_id, m.full_name, m.phone, m.backup_phone, s.place, s.kind, s.starts_at, s.ends_at
       from duty_shifts s join members m on m.id = s.member_id
       where s.starts_at < at_to and s.ends_at > at_from
       order by s.starts_at, s.kind desc, s.id`,
    );
  },
};
