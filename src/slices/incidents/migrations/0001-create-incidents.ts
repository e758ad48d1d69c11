import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import {
  actingPerson,
  makeAppendOnly,
  ofOwnOrganisation,
  protectRows,
  reachOf,
} from '../../../platform/db/row-security.ts';
import { createIncidentTables } from './0001-tables.ts';

const takesPart = sql<boolean>`${actingPerson} = any (participant_ids)`;

/** Heads and focal points: the permission reaches their agencies. A responder's home agency gives nothing. */
const ofOwnAgency = sql<boolean>`(${reachOf('incident.read')} = 'own-organisation' and ${ofOwnOrganisation('agency_id')})`;

/** TLP:RED binds also those who see every agency. */
const isCleared = sql<boolean>`tlp <> 'red' or ${reachOf('incident.read-red')} = 'any' or ${takesPart}`;

/** Seen by those who work on the incident, not by its agency. */
const isInsider = sql<boolean>`(${reachOf('incident.read')} = 'any' or ${actingPerson} = any (incident.participant_ids))`;

/** A single value may be TLP:RED in an incident that is not. */
const isObservableCleared = sql<boolean>`(incident_observables.tlp is distinct from 'red'
  or ${reachOf('incident.read-red')} = 'any' or ${actingPerson} = any (incident.participant_ids))`;

/** Rows of an incident follow the rules of the incident itself: the sub-select is filtered by its policies. */
const protectParts = async (db: Kysely<never>, table: string, extra: RawBuilder<boolean>): Promise<void> => {
  const name = sql.table(table);
  const condition = sql`exists (select 1 from incidents incident
    where incident.id = ${sql.ref(`${table}.incident_id`)} and ${extra})`;
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`alter table ${name} force row level security`.execute(db);
  await sql`create policy visible on ${name} using (${condition}) with check (${condition})`.execute(db);
};

/** The incidents' own list of who takes part, so that policies need not look into another protected table. */
const keepParticipants = async (db: Kysely<never>): Promise<void> => {
  await sql`create function incident_people_keep() returns trigger language plpgsql as $$
    begin
      update incidents set
        participant_ids = coalesce((select array_agg(distinct person_id) from incident_people
          where incident_id = new.incident_id and removed_at is null), '{}'),
        lead_person_id = (select person_id from incident_people
          where incident_id = new.incident_id and removed_at is null and role = 'lead')
      where id = new.incident_id;
      return null;
    end $$`.execute(db);
  await sql`create trigger keep_participants after insert or update on incident_people
    for each row execute function incident_people_keep()`.execute(db);
};

/** Incidents with their people, log, tasks, observables and classifications. */
export const createIncidents: Migration = {
  id: 'incidents/0001-create-incidents',
  up: async (db) => {
    await createIncidentTables(db);
    await keepParticipants(db);
    await protectRows(db, 'incidents', sql<boolean>`${ofOwnAgency} or ${takesPart}`);
    await sql`create policy red on incidents as restrictive using (${isCleared})`.execute(db);
    const everybody = sql<boolean>`true`;
    await protectParts(db, 'incident_people', everybody);
    await protectParts(db, 'incident_classifications', everybody);
    await protectParts(db, 'incident_log', sql<boolean>`(not incident_log.is_internal or ${isInsider})`);
    await protectParts(db, 'incident_tasks', isInsider);
    await protectParts(db, 'incident_observables', sql<boolean>`${isInsider} and ${isObservableCleared}`);
    await makeAppendOnly(db, 'incident_log');
    await makeAppendOnly(db, 'incident_classifications');
  },
};
