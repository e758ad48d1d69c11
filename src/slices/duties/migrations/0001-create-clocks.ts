import { type Kysely, sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { makeAppendOnly, protectWrites, reachOf, seesAll } from '../../../platform/db/row-security.ts';
import { firstRuleSet } from '../data/first-rule-set.ts';

/**
 * What hangs on an incident is seen by whoever sees the incident (the sub-select is filtered by its policies, TLP:RED
 * too); what is of the team or of a system, by those whom the permission reaches everywhere.
 */
const follows = (owner: string) => sql<boolean>`case when ${sql.ref(`${owner}.subject_kind`)} = 'incident'
  then exists (select 1 from incidents incident where incident.id = ${sql.ref(`${owner}.subject_id`)})
  else ${seesAll} or ${reachOf('clock.read')} = 'any' end`;

const protect = async (db: Kysely<never>, table: string, condition = follows(table)): Promise<void> => {
  const name = sql.table(table);
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`alter table ${name} force row level security`.execute(db);
  await sql`create policy visible on ${name} using (${condition}) with check (${condition})`.execute(db);
};

const createRuleSets = async (db: Kysely<never>): Promise<void> => {
  await sql`create table duty_rule_sets (
    id uuid primary key,
    number int unique,
    state text not null check (state in ('draft', 'proposed', 'approved', 'refused')),
    valid_from date not null,
    note text not null,
    content jsonb not null,
    based_on_id uuid references duty_rule_sets (id),
    created_at timestamptz not null,
    created_by_person_id uuid,
    created_by_label text not null,
    changed_at timestamptz not null,
    changed_by_person_id uuid,
    changed_by_label text not null,
    decided_at timestamptz,
    decided_by_person_id uuid,
    decided_by_label text,
    decision_note text,
    version int not null default 1,
    check ((state = 'approved') = (number is not null))
  )`.execute(db);
  await sql`create index duty_rule_sets_valid on duty_rule_sets (valid_from, number) where state = 'approved'`.execute(
    db,
  );
  await sql`create function duty_rule_sets_refuse() returns trigger language plpgsql as $$
    begin raise exception 'an approved rule set is never changed' using errcode = 'restrict_violation'; end $$`.execute(
    db,
  );
  await sql`create trigger approved_stays before update or delete on duty_rule_sets
    for each row when (old.state = 'approved') execute function duty_rule_sets_refuse()`.execute(db);
  await sql`insert into duty_rule_sets (id, number, state, valid_from, note, content, created_at, created_by_label,
      changed_at, changed_by_label, decided_at, decided_by_label)
    values ('00000000-0000-7000-8000-000000000501', 1, 'approved', '2017-01-01',
      'Bộ quy tắc kèm theo chương trình', ${JSON.stringify(firstRuleSet)}::jsonb, now(), 'Khiên', now(), 'Khiên', now(),
      'Khiên')`.execute(db);
  await protectWrites(db, 'duty_rule_sets', sql<boolean>`true`);
};

const createClockTables = async (db: Kysely<never>): Promise<void> => {
  await sql`create table duty_incidents (
    incident_id uuid primary key references incidents (id),
    rule_set_id uuid not null references duty_rule_sets (id)
  )`.execute(db);
  await sql`create table duty_clocks (
    id uuid primary key,
    rule_set_id uuid not null references duty_rule_sets (id),
    rule_id text not null,
    subject_kind text not null check (subject_kind in ('incident', 'system', 'team')),
    subject_id uuid check ((subject_id is null) = (subject_kind = 'team')),
    subject_label text not null,
    occurrence int not null check (occurrence > 0),
    started_at timestamptz not null,
    started_by text not null,
    note text not null default '',
    due_at timestamptz not null,
    state text not null check (state in ('running', 'paused', 'fulfilled', 'stopped')),
    pauses jsonb not null default '[]',
    fulfilled_at timestamptz check ((fulfilled_at is null) = (state <> 'fulfilled')),
    is_stopped_by_hand boolean not null default false,
    late_reason text,
    warned_share int not null default 0,
    next_warning_at timestamptz,
    created_at timestamptz not null,
    version int not null default 1,
    unique nulls not distinct (subject_kind, subject_id, rule_id, occurrence)
  )`.execute(db);
  await sql`create index duty_clocks_due on duty_clocks (due_at, id) where state in ('running', 'paused')`.execute(
    db,
  );
  await sql`create index duty_clocks_warning on duty_clocks (next_warning_at) where next_warning_at is not null`.execute(
    db,
  );
  await sql`create index duty_clocks_ended on duty_clocks (due_at desc, id desc) where state in ('fulfilled', 'stopped')`.execute(
    db,
  );
  await sql`create index duty_clocks_unexplained on duty_clocks (due_at, id)
    where late_reason is null and fulfilled_at > due_at`.execute(db);
  await sql`create table duty_clock_events (
    id uuid primary key,
    clock_id uuid not null references duty_clocks (id),
    at timestamptz not null,
    kind text not null,
    actor_label text not null,
    data jsonb not null
  )`.execute(db);
  await sql`create index duty_clock_events_clock on duty_clock_events (clock_id, id)`.execute(db);
};

const createDispatches = async (db: Kysely<never>): Promise<void> => {
  await sql`create table duty_dispatches (
    id uuid primary key,
    clock_id uuid not null references duty_clocks (id),
    recipient_key text not null,
    recipient_name text not null,
    recipient_address text,
    channel text not null,
    title text not null,
    message text not null default '',
    documents jsonb not null default '[]',
    state text not null check (state in ('waiting', 'proven', 'failed', 'withdrawn')),
    sent_at timestamptz not null,
    outbox_id uuid,
    proof jsonb,
    created_at timestamptz not null,
    created_by_label text not null,
    withdrawn_at timestamptz,
    withdrawn_by_label text,
    withdrawal_reason text,
    check ((state = 'proven') <= (proof is not null)),
    check ((state = 'withdrawn') = (withdrawn_at is not null))
  )`.execute(db);
  await sql`create index duty_dispatches_clock on duty_dispatches (clock_id, id)`.execute(db);
  await sql`create index duty_dispatches_outbox on duty_dispatches (outbox_id) where state = 'waiting'`.execute(
    db,
  );
};

/** Rule sets, clocks with their history, and dispatches with their proof. */
export const createClocks: Migration = {
  id: 'duties/0001-create-clocks',
  up: async (db) => {
    await createRuleSets(db);
    await createClockTables(db);
    await createDispatches(db);
    const ofClock = (table: string) =>
      sql<boolean>`exists (select 1 from duty_clocks clock where clock.id = ${sql.ref(`${table}.clock_id`)})`;
    await protect(db, 'duty_clocks');
    await protect(
      db,
      'duty_incidents',
      sql<boolean>`exists (select 1 from incidents incident where incident.id = duty_incidents.incident_id)`,
    );
    await protect(db, 'duty_clock_events', ofClock('duty_clock_events'));
    await protect(db, 'duty_dispatches', ofClock('duty_dispatches'));
    await makeAppendOnly(db, 'duty_clock_events');
  },
};
