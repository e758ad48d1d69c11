import type { Tx } from '../../../platform/db/tables.ts';
import { findPerson, listPeopleByIds } from '../../accounts/public.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { getSystemRefs } from '../../systems/public.ts';

type Names = ReadonlyMap<string, string>;

/** Full names of people by id; those whom the caller may not see are missing. */
export const namePeople = async (tx: Tx, ids: readonly (string | null)[]): Promise<Names> => {
  const people = await listPeopleByIds(
    tx,
    ids.filter((id) => id !== null),
  );
  return new Map([...people.values()].map((person) => [person.id, person.fullName]));
};

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

/** Is there such a person whose account is not disabled? */
export const isActivePerson = async (tx: Tx, personId: string): Promise<boolean> => {
  const person = await findPerson(tx, personId);
  return person !== undefined && person.state !== 'disabled';
};

/** A name, or a dash where the caller may not know it. */
export const nameOrDash = (names: Names, id: string): string => names.get(id) ?? '–';
