import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { Language } from '../../platform/i18n/catalogue.ts';
import type { PersonRef } from './contract.ts';
import { findPersonRow, listActiveWithRole, listNames } from './queries.ts';
import type { Role } from './roles.ts';

/** A person as later slices see one; without anything that proves an identity. */
export type PersonCard = PersonRef & {
  email: string;
  phone: string | null;
  language: Language;
  state: 'invited' | 'active' | 'disabled';
};

/** A person by id; undefined when missing or not readable for the transaction's actor. */
export const findPerson = async (tx: Tx, id: string): Promise<PersonCard | undefined> => {
  const row = await findPersonRow(tx, id);
  if (!row) return undefined;
  const { full_name: fullName, email, phone, language, state } = row;
  return { id, fullName, email, phone, language, state };
};

/** Names by id in one statement; who is missing there is not readable. */
export const listPeopleByIds = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonRef>> => {
  const names = await listNames(tx, ids);
  return new Map([...names].map(([id, fullName]) => [id, { id, fullName }]));
};

/** Active people with a role, in Vietnamese order of names. */
export const listPeopleWithRole = async (
  tx: Tx,
  role: Role,
): Promise<(PersonRef & { email: string; language: Language })[]> =>
  (await listActiveWithRole(tx, role)).map(({ id, full_name, email, language }) => ({
    id,
    fullName: full_name,
    email,
    language,
  }));
