import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { incidentSigns, personalDataKinds } from '../contract/codes.ts';

const listOf = (values: readonly string[]) => sql`array[${sql.join(values.map((value) => sql.lit(value)))}]`;

/** Facts on which statutory clocks hang: signs, kinds of personal data, and when the breach was found. */
export const addDutySigns: Migration = {
  id: 'incidents/0002-add-duty-signs',
  up: async (db) => {
    await sql`alter table incidents
      add column signs text[] not null default '{}' check (signs <@ ${listOf(incidentSigns)}),
      add column personal_data_kinds text[] not null default '{}'
        check (personal_data_kinds <@ ${listOf(personalDataKinds)}),
      add column personal_data_found_at timestamptz`.execute(db);
  },
};
