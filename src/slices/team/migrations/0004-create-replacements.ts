import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import {
  actingPerson,
  makeAppendOnly,
  ofOwnOrganisation,
  protectRows,
  protectWrites,
  reachOf,
} from '../../../platform/db/row-security.ts';

const createReplacementTables = async (db: Parameters<Migration['up']>[0]): Promise<void> => {
  await sql`create table team_proposals (
    id uuid primary key,
    state text not null check (state in ('open', 'submitted', 'decided', 'withdrawn')),
    created_at timestamptz not null,
    created_by_label text not null,
    submission_document_id uuid,
    decision_document_id uuid,
    are_papers_outdated boolean not null default false,
    submission_number text,
    submitted_on date,
    decision_id uuid references team_decisions,
    reminded_at timestamptz,
    version int not null default 1
  )`.execute(db);
  await sql`create table team_replacements (
    id uuid primary key,
    member_id uuid not null references members,
    membership_id uuid not null references team_memberships,
    agency_id uuid not null references agencies,
    member_name text not null,
    role_in_team text not null,
    group_name text,
    post text,
    state text not null
      check (state in ('reported', 'nominated', 'checked', 'proposed', 'decided', 'done', 'cancelled')),
    reason text not null,
    note text not null,
    leaves_on date not null,
    is_reported_late boolean not null,
    reported_at timestamptz not null,
    reported_by_label text not null,
    reported_as text not null check (reported_as in ('member', 'agency', 'team')),
    proposal_id uuid references team_proposals,
    outcome text check (outcome in ('as-proposed', 'other-person', 'left-vacant')),
    decision_id uuid references team_decisions,
    new_member_id uuid references members,
    effective_on date,
    due_on date not null,
    reminded_at timestamptz,
    is_demo boolean not null default false,
    version int not null default 1
  )`.execute(db);
  await sql`create unique index team_replacements_one_open on team_replacements (membership_id)
    where state not in ('done', 'cancelled')`.execute(db);
  await sql`create index team_replacements_agency on team_replacements (agency_id)`.execute(db);
  await sql`create index team_replacements_proposal on team_replacements (proposal_id)`.execute(db);
  await sql`create table team_nominees (
    id uuid primary key,
    replacement_id uuid not null references team_replacements,
    state text not null check (state in ('nominated', 'checked', 'returned', 'withdrawn', 'left', 'chosen', 'not-chosen')),
    full_name text not null,
    agency_id uuid not null references agencies,
    post text,
    email text,
    phone text,
    backup_phone text,
    letter_number text,
    letter_on date,
    note text not null,
    checks jsonb not null,
    nominated_at timestamptz not null,
    nominated_by_label text not null,
    closed_reason text,
    version int not null default 1
  )`.execute(db);
  await sql`create unique index team_nominees_one on team_nominees (replacement_id)
    where state in ('nominated', 'checked')`.execute(db);
  await sql`create table team_replacement_steps (
    id uuid primary key,
    replacement_id uuid not null references team_replacements,
    step text not null,
    at timestamptz not null,
    by_person_id uuid,
    by_label text not null,
    note text not null
  )`.execute(db);
  await sql`create index team_replacement_steps_of on team_replacement_steps (replacement_id, id)`.execute(
    db,
  );
  await makeAppendOnly(db, 'team_replacement_steps');
};

const createAccessTables = async (db: Parameters<Migration['up']>[0]): Promise<void> => {
  await sql`create table team_access_changes (
    id uuid primary key,
    member_id uuid not null references members,
    replacement_id uuid references team_replacements,
    kind text not null check (kind in ('begin', 'end')),
    role_in_team text not null,
    due_on date not null,
    done_at timestamptz,
    outcome text
  )`.execute(db);
  await sql`create index team_access_changes_due on team_access_changes (due_on) where done_at is null`.execute(
    db,
  );
  await sql`create table network_declarations (
    id uuid primary key,
    decision_id uuid references team_decisions,
    flagged_at timestamptz not null,
    due_at timestamptz not null,
    renewed_on date,
    renewed_by_label text,
    reference text
  )`.execute(db);
  await sql`create table roster_imports (
    id uuid primary key,
    state text not null check (state in ('checked', 'applied', 'undone')),
    file_name text not null,
    rows jsonb not null,
    faults int not null,
    created_at timestamptz not null,
    created_by_label text not null,
    applied_at timestamptz,
    undone_at timestamptz,
    made jsonb not null,
    version int not null default 1
  )`.execute(db);
};

/** Who leaves and who comes, step by step; the access that follows; the declaration to renew; lists taken in from files. */
export const createReplacements: Migration = {
  id: 'team/0004-create-replacements',
  up: async (db) => {
    await createReplacementTables(db);
    await createAccessTables(db);
    const reads = sql`${reachOf('member.read')} = 'any'`;
    const ownAgency = sql<boolean>`${ofOwnOrganisation('agency_id')}
      or exists (select from members m where m.id = member_id and m.person_id = ${actingPerson})`;
    await protectRows(db, 'team_replacements', sql<boolean>`${reads} or ${ownAgency}`, ownAgency);
    const ofReplacement = sql<boolean>`exists (select from team_replacements r where r.id = replacement_id)`;
    const ofOwnReplacement = sql<boolean>`exists (select from team_replacements r where r.id = replacement_id
      and (${ofOwnOrganisation('r.agency_id')}
        or exists (select from members m where m.id = r.member_id and m.person_id = ${actingPerson})))`;
    await protectRows(db, 'team_nominees', ofReplacement, ofOwnReplacement);
    await protectRows(db, 'team_replacement_steps', ofReplacement, ofOwnReplacement);
    // An agency that withdraws its nominee makes the papers of the proposal outdated, and no more.
    await protectRows(
      db,
      'team_proposals',
      sql<boolean>`${reads} or exists (select from team_replacements r where r.proposal_id = team_proposals.id)`,
      sql<boolean>`exists (select from team_replacements r where r.proposal_id = team_proposals.id)`,
    );
    await protectWrites(db, 'team_access_changes', sql<boolean>`${reads}`);
    await protectWrites(db, 'network_declarations', sql<boolean>`${reads}`);
    await protectWrites(db, 'roster_imports', sql<boolean>`${reads}`);
  },
};
