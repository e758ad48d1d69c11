import { type Kysely, type RawBuilder, sql } from 'kysely';
import * as codes from '../contract/codes.ts';
import { rsitCodes } from '../contract/rsit.ts';

const oneOf = (column: string, values: readonly string[]): RawBuilder<unknown> =>
  sql`check (${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))}))`;

const createMain = (db: Kysely<never>) =>
  sql`create table incidents (
    id uuid primary key,
    number text not null unique,
    number_key bigint not null unique,
    version int not null default 1,
    title text not null,
    description text not null,
    agency_id uuid references agencies (id),
    system_id uuid references systems (id),
    system_name text,
    status text not null ${oneOf('status', codes.statuses)},
    is_open boolean not null generated always as (status not in ('closed', 'not-an-incident')) stored,
    detected_at timestamptz not null,
    detected_precision text not null ${oneOf('detected_precision', codes.precisions)},
    detected_zone text not null,
    reported_at timestamptz not null,
    occurred_at timestamptz,
    contained_at timestamptz,
    restored_at timestamptz,
    closed_at timestamptz,
    severity_group text ${oneOf('severity_group', codes.groups)},
    severity text ${oneOf('severity', codes.severities)},
    severity_weight smallint not null generated always as
      (case severity when 'M1' then 4 when 'M2' then 3 when 'M3' then 2 when 'M4' then 1 else 0 end) stored,
    cause text ${oneOf('cause', codes.causes)},
    attack_type text ${oneOf('attack_type', codes.attackTypes)},
    rsit text ${oneOf('rsit', rsitCodes)},
    tlp text not null ${oneOf('tlp', codes.tlps)},
    handled_by text ${oneOf('handled_by', codes.handlers)},
    damage_vnd bigint check (damage_vnd >= 0),
    personal_data text not null ${oneOf('personal_data', codes.personalDataStates)},
    detection_source text ${oneOf('detection_source', codes.detectionSources)},
    notified_parties text[] not null default '{}',
    outcome text,
    root_cause text,
    lessons text,
    lead_person_id uuid,
    participant_ids uuid[] not null default '{}',
    search_text text not null,
    opened_at timestamptz not null,
    opened_by_person_id uuid,
    opened_by_label text not null,
    updated_at timestamptz not null
  )`.execute(db);

const createIndexes = async (db: Kysely<never>): Promise<void> => {
  for (const statement of [
    sql`create index incidents_updated on incidents (updated_at, id)`,
    sql`create index incidents_detected on incidents (detected_at, id)`,
    sql`create index incidents_severity on incidents (severity_weight, id)`,
    sql`create index incidents_open on incidents (updated_at, id) where is_open`,
    sql`create index incidents_status on incidents (status, updated_at, id)`,
    sql`create index incidents_agency on incidents (agency_id, updated_at, id)`,
    sql`create index incidents_lead on incidents (lead_person_id, updated_at, id) where lead_person_id is not null`,
    sql`create index incidents_system on incidents (system_id) where system_id is not null`,
  ]) {
    await statement.execute(db);
  }
};

const createPeopleAndLog = async (db: Kysely<never>): Promise<void> => {
  await sql`create table incident_people (
    id uuid primary key,
    incident_id uuid not null references incidents (id),
    person_id uuid not null references people (id),
    role text not null ${oneOf('role', codes.incidentRoles)},
    added_at timestamptz not null,
    added_by_label text not null,
    removed_at timestamptz,
    removed_by_label text
  )`.execute(db);
  await sql`create unique index incident_people_now on incident_people (incident_id, person_id) where removed_at is null`.execute(
    db,
  );
  await sql`create unique index incident_people_lead on incident_people (incident_id) where removed_at is null and role = 'lead'`.execute(
    db,
  );
  await sql`create index incident_people_person on incident_people (person_id)`.execute(db);
  await sql`create table incident_log (
    id uuid primary key,
    incident_id uuid not null references incidents (id),
    kind text not null ${oneOf('kind', codes.logKinds)},
    text text not null,
    text_key text,
    text_params jsonb,
    event_at timestamptz not null,
    event_precision text not null ${oneOf('event_precision', codes.precisions)},
    written_at timestamptz not null,
    written_by_person_id uuid,
    written_by_label text not null,
    is_internal boolean not null default true,
    corrects_id uuid references incident_log (id),
    check ((kind = 'correction') = (corrects_id is not null)),
    check ((kind = 'system') = (text_key is not null))
  )`.execute(db);
  await sql`create index incident_log_incident on incident_log (incident_id, id)`.execute(db);
};

const createWork = async (db: Kysely<never>): Promise<void> => {
  await sql`create table incident_tasks (
    id uuid primary key,
    incident_id uuid not null references incidents (id),
    version int not null default 1,
    title text not null,
    description text not null,
    assignee_person_id uuid references people (id),
    due_at timestamptz,
    state text not null ${oneOf('state', codes.taskStates)},
    done_note text,
    done_at timestamptz,
    created_at timestamptz not null,
    created_by_label text not null,
    updated_at timestamptz not null
  )`.execute(db);
  await sql`create index incident_tasks_incident on incident_tasks (incident_id, id)`.execute(db);
  await sql`create index incident_tasks_due on incident_tasks (coalesce(due_at, 'infinity'::timestamptz), id)
    where state in ('open', 'in-progress')`.execute(db);
  await sql`create index incident_tasks_assignee on incident_tasks (assignee_person_id)
    where state in ('open', 'in-progress')`.execute(db);
  await sql`create table incident_observables (
    id uuid primary key,
    incident_id uuid not null references incidents (id),
    version int not null default 1,
    type text not null ${oneOf('type', codes.observableTypes)},
    value text not null,
    is_private boolean not null,
    is_ioc boolean not null,
    tlp text ${oneOf('tlp', codes.tlps)},
    note text,
    source text not null,
    added_at timestamptz not null,
    added_by_label text not null,
    unique (incident_id, type, value)
  )`.execute(db);
  await sql`create index incident_observables_value on incident_observables (value, type)`.execute(db);
  await sql`create index incident_observables_incident on incident_observables (incident_id, id)`.execute(db);
  await sql`create table incident_classifications (
    id uuid primary key,
    incident_id uuid not null references incidents (id),
    severity_group text not null ${oneOf('severity_group', codes.groups)},
    severity text not null ${oneOf('severity', codes.severities)},
    cause text not null ${oneOf('cause', codes.causes)},
    attack_type text ${oneOf('attack_type', codes.attackTypes)},
    rsit text ${oneOf('rsit', rsitCodes)},
    reason text not null,
    classified_at timestamptz not null,
    classified_by_person_id uuid,
    classified_by_label text not null
  )`.execute(db);
  await sql`create index incident_classifications_incident on incident_classifications (incident_id, id)`.execute(
    db,
  );
};

/** Tables and indexes of step 0001; rights follow in `0001-create-incidents.ts`. */
export const createIncidentTables = async (db: Kysely<never>): Promise<void> => {
  await createMain(db);
  await createIndexes(db);
  await createPeopleAndLog(db);
  await createWork(db);
};
