import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { foldText } from '../../platform/search/fold.ts';
import type { OrganisationRole } from './contract/codes.ts';
import type { AgencyItem, Contact } from './contract.ts';
import * as successors from './follow-successors.ts';
import { listDirectory as readDirectory } from './list-directory.ts';
import * as domains from './normalise-domain.ts';
import * as queries from './queries.ts';
import * as recognition from './recognise-agencies.ts';

export type AgencyRef = { id: string; name: string; shortName: string };

/** Which agencies a report concerns, each once with its strongest reason. See `recognise-agencies.ts`. */
export const recogniseAgencies = recognition.recogniseAgencies;

/** Names for a set of agencies, by id; unknown ids are left out. */
export const getAgencyRefs = (tx: Tx, ids: readonly string[]): Promise<Map<string, AgencyRef>> =>
  queries.getAgencyRefs(tx, ids);

/** The facts of one agency, whether it still exists or not; undefined when there is none. */
export const findAgency = async (tx: Tx, id: string): Promise<AgencyItem | undefined> => {
  const row = await tx.selectFrom('agencies').selectAll().where('id', '=', id).executeTakeFirst();
  return row && queries.toAgencyItem(row);
};

/** The agency that held a role of the response network on a day (`YYYY-MM-DD`). */
export const getHolderOfRole = async (
  tx: Tx,
  role: OrganisationRole,
  on: string,
): Promise<AgencyRef | undefined> => {
  const row = await tx
    .selectFrom('organisation_roles')
    .select('agency_id')
    .where('role', '=', role)
    .where(queries.validOn(on))
    .executeTakeFirst();
  return row && (await queries.getAgencyRefs(tx, [row.agency_id])).get(row.agency_id);
};

/** Head, focal points and hotlines of an agency on a day, in that order, as far as the transaction's actor may see them. */
export const listContacts = async (tx: Tx, agencyId: string, on: string): Promise<Contact[]> => {
  const rows = await queries.listContactRows(tx, agencyId);
  return rows
    .filter((row) => row.valid_from <= on && (row.valid_to === null || row.valid_to > on))
    .map(queries.toContact);
};

/** True for rows whose `valid_from` and `valid_to` hold on the day. */
export const validOn = queries.validOn;

/** A host name in lower-case ASCII, or null; see `normalise-domain.ts`. */
export const normaliseHost = domains.normaliseHost;

/** A host and its parents, longest first; see `normalise-domain.ts`. */
export const suffixesOf = domains.suffixesOf;

/** Who carries on the duties of agencies on a day, through every merger and rename; see `follow-successors.ts`. */
export const followSuccessors = successors.followSuccessors;

/** Every agency of a day with its contacts, as far as the caller sees them. */
export const listDirectory = readDirectory;

/** Looks an agency up as people write it: by code, name or short name, among those that exist on the day. */
export const findAgencyByName = async (tx: Tx, written: string, on: string): Promise<AgencyRef[]> => {
  const folded = foldText(written.trim());
  const rows = await tx
    .selectFrom('agencies')
    .select(['id', 'name', 'short_name', 'code'])
    .where(queries.validOn(on))
    .where('search_text', 'like', queries.toPattern(written.trim()))
    .limit(200)
    .execute();
  return rows
    .filter((row) => [row.code, row.name, row.short_name].some((text) => foldText(text) === folded))
    .map((row) => ({ id: row.id, name: row.name, shortName: row.short_name }));
};
export { listAgencyAddresses, listRoleHolders, type RoleHolder } from './role-holders.ts';
