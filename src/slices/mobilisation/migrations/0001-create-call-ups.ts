import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { actingPerson, makeAppendOnly, protectRows } from '../../../platform/db/row-security.ts';
import * as codes from '../contract/codes.ts';

const oneOf = (column: string, values: readonly string[]) =>
  sql`check (${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))}))`;

const isOwn = sql<boolean>`person_id = ${actingPerson}`;

/** Call-ups with whom they reach and what happened, browsers that take push notes, distances. */
export const createCallUps: Migration = {
  id: 'mobilisation/0001-create-call-ups',
  up: async (db) => {
    await sql`create table call_ups (
      id uuid primary key,
      number text not null unique,
      version int not null default 1,
      is_exercise boolean not null,
      incident_id uuid references incidents (id),
      state text not null ${oneOf('state', codes.callUpStates)},
      urgency text not null ${oneOf('urgency', codes.urgencies)},
      standing_agency_id uuid references agencies (id),
      standing_agency_name text not null,
      text text not null,
      place text,
      present_at timestamptz,
      bring text,
      contact text not null,
      legal_basis text,
      minutes jsonb not null,
      links_expire_at timestamptz not null,
      created_at timestamptz not null,
      created_by_person_id uuid,
      created_by_label text not null,
      ended_at timestamptz,
      ended_by_label text,
      end_reason text,
      document_id uuid,
      check (is_exercise or incident_id is not null),
      check ((state = 'ended') = (ended_at is not null))
    )`.execute(db);
    await sql`create index call_ups_incident on call_ups (incident_id)`.execute(db);
    await sql`create index call_ups_running on call_ups (id) where state = 'running'`.execute(db);
    await sql`create table call_up_recipients (
      id uuid primary key,
      call_up_id uuid not null references call_ups (id),
      kind text not null ${oneOf('kind', codes.recipientKinds)},
      position int not null,
      member_id uuid references members (id),
      person_id uuid references people (id),
      agency_id uuid not null references agencies (id),
      full_name text not null,
      email text,
      phone text,
      language text not null,
      task text,
      backup_for_id uuid references call_up_recipients (id),
      state text not null ${oneOf('state', codes.recipientStates)},
      token_hash text not null unique,
      called_at timestamptz,
      first_answer_at timestamptz,
      answered_at timestamptz,
      answer_channel text ${oneOf('answer_channel', codes.answerChannels)},
      coming_at timestamptz,
      reason text,
      arrived_at timestamptz,
      left_at timestamptz,
      released_at timestamptz,
      access_from timestamptz,
      ladder_step text ${oneOf('ladder_step', codes.ladderSteps)},
      ladder_at timestamptz,
      check ((kind = 'member') = (member_id is not null)),
      check (state not in ('declined', 'refused') or reason is not null),
      check (left_at is null or left_at >= arrived_at),
      check ((ladder_step is null) = (ladder_at is null))
    )`.execute(db);
    await sql`create unique index call_up_recipients_member on call_up_recipients (call_up_id, member_id)`.execute(
      db,
    );
    await sql`create unique index call_up_recipients_head on call_up_recipients (call_up_id, agency_id) where kind = 'head'`.execute(
      db,
    );
    await sql`create index call_up_recipients_due on call_up_recipients (ladder_at) where ladder_step is not null`.execute(
      db,
    );
    await sql`create index call_up_recipients_person on call_up_recipients (person_id) where person_id is not null`.execute(
      db,
    );
    await sql`create index call_up_recipients_arrived on call_up_recipients (arrived_at) where arrived_at is not null`.execute(
      db,
    );
    await sql`create table call_up_steps (
      id uuid primary key,
      call_up_id uuid not null references call_ups (id),
      recipient_id uuid references call_up_recipients (id),
      kind text not null ${oneOf('kind', codes.stepKinds)},
      at timestamptz not null,
      by_label text not null,
      note text
    )`.execute(db);
    await sql`create index call_up_steps_call_up on call_up_steps (call_up_id, id)`.execute(db);
    await makeAppendOnly(db, 'call_up_steps');
    await sql`create table push_subscriptions (
      id uuid primary key,
      person_id uuid not null references people (id),
      endpoint text not null unique,
      p256dh text not null,
      auth text not null,
      created_at timestamptz not null
    )`.execute(db);
    await sql`create index push_subscriptions_person on push_subscriptions (person_id)`.execute(db);
    await sql`create table agency_distances (
      agency_id uuid primary key references agencies (id),
      km real not null check (km between 0 and 2000)
    )`.execute(db);
    await protectRows(db, 'call_up_recipients', isOwn);
    await protectRows(
      db,
      'call_ups',
      sql<boolean>`exists (select 1 from call_up_recipients own where own.call_up_id = call_ups.id)`,
    );
    await protectRows(db, 'call_up_steps', sql<boolean>`false`);
    await protectRows(db, 'push_subscriptions', isOwn);
    await protectRows(db, 'agency_distances', sql<boolean>`false`);
  },
};
