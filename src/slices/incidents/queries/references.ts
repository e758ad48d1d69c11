import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/tables.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { getSystemRefs } from '../../systems/public.ts';

type Names = ReadonlyMap<string, string>;

const nameRows = async (
  tx: Tx,
  table: string,
  column: string,
  ids: readonly (string | null)[],
): Promise<Names> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, ${sql.ref(column)} as name from ${sql.table(table)} where id = any (${wanted}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
};

/** Full names of people by id; those whom the caller may not see are missing. */
export const namePeople = (tx: Tx, ids: readonly (string | null)[]): Promise<Names> =>
  nameRows(tx, 'people', 'full_name', ids);

/** Names of agencies by id. */
export const nameAgencies = async (tx: Tx, ids: readonly (string | null)[]): Promise<Names> => {
  const refs = await getAgencyRefs(tx, [...new Set(ids.filter((id) => id !== null))]);
  return new Map([...refs.values()].map((ref) => [ref.id, ref.name]));
};

/** Names of information systems by id. */
export const nameSystems = async (tx: Tx, ids: readonly (string | null)[]): Promise<Names> => {
  const refs = await getSystemRefs(
    tx,
    ids.filter((id) => id !== null),
  );
  return new Map([...refs.values()].map((ref) => [ref.id, ref.name]));
};

/** Agency of a system, or undefined where there is no such system. */
export const findSystemAgency = async (tx: Tx, systemId: string): Promise<string | undefined> =>
  (await getSystemRefs(tx, [systemId])).get(systemId)?.agencyId;

/** Is there such an active person? */
export const isActivePerson = async (tx: Tx, personId: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from people where id = ${personId} and state <> 'disabled'`.execute(tx);
  return rows.length > 0;
};

/** A name, or a dash where the caller may not know it. */
export const nameOrDash = (names: Names, id: string): string => names.get(id) ?? '–';
