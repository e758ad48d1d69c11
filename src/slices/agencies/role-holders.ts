import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { OrganisationRole } from './contract/codes.ts';

/** One stay of an agency in a role of the response network; `validTo` is the first day after it. */
export type RoleHolder = {
  role: OrganisationRole;
  agency: { id: string; name: string; shortName: string };
  email: string | null;
  validFrom: string;
  validTo: string | null;
};

/** Every holder of every role, for lists that ask for many days at once. */
export const listRoleHolders = async (tx: Tx): Promise<RoleHolder[]> => {
  const rows = await tx
    .selectFrom('organisation_roles as held')
    .innerJoin('agencies as agency', 'agency.id', 'held.agency_id')
    .select([
      'held.role',
      'held.valid_from',
      'held.valid_to',
      'agency.id',
      'agency.name',
      'agency.short_name',
      'agency.email',
    ])
    .orderBy('held.valid_from')
    .execute();
  return rows.map((row) => ({
    role: row.role,
    agency: { id: row.id, name: row.name, shortName: row.short_name },
    email: row.email,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
};

/** Names and published e-mail addresses of agencies, by id. */
export const listAgencyAddresses = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<RoleHolder, 'agency' | 'email'>>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('agencies')
    .select(['id', 'name', 'short_name', 'email'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      { agency: { id: row.id, name: row.name, shortName: row.short_name }, email: row.email },
    ]),
  );
};
