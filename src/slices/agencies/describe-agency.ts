import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { agencyAbilities, readsFully } from './access.ts';
import type { Agency } from './contract.ts';
import { listOverlaps } from './list-overlaps.ts';
import {
  type AgencyRow,
  getAgencyRefs,
  getAgencyRow,
  listContactRows,
  toAgencyItem,
  toContact,
} from './queries.ts';

const listSuccessionRows = (tx: Tx, id: string) =>
  tx
    .selectFrom('agency_successions')
    .selectAll()
    .where((where) => where.or([where('predecessor_id', '=', id), where('successor_id', '=', id)]))
    .orderBy('on_date')
    .limit(500)
    .execute();

const listRoleRows = (tx: Tx, id: string) =>
  tx
    .selectFrom('organisation_roles')
    .select(['role', 'valid_from', 'valid_to'])
    .where('agency_id', '=', id)
    .orderBy('valid_from', 'desc')
    .limit(100)
    .execute();

const listOf = async <Row>(isRead: boolean, read: () => Promise<Row[]>): Promise<Row[]> =>
  isRead ? read() : [];

/** The full answer about one agency, reduced to name and public contacts where the caller's reach ends. */
export const describeAgency = async (ctx: Ctx, tx: Tx, row: AgencyRow): Promise<Agency> => {
  const isFull = readsFully(ctx, row.id);
  const [contacts, domains, networks, successions, roles, warnings] = [
    await listContactRows(tx, row.id),
    await tx
      .selectFrom('agency_domains')
      .select('domain')
      .where('agency_id', '=', row.id)
      .orderBy('domain')
      .execute(),
    await listOf(isFull, () =>
      tx
        .selectFrom('agency_networks')
        .select('network')
        .where('agency_id', '=', row.id)
        .orderBy('network')
        .execute(),
    ),
    await listSuccessionRows(tx, row.id),
    await listRoleRows(tx, row.id),
    await listOf(isFull && ctx.actor.reach === 'all', () => listOverlaps(tx, row)),
  ];
  const refs = await getAgencyRefs(tx, [
    ...(row.parent_id ? [row.parent_id] : []),
    ...successions.flatMap((succession) => [succession.predecessor_id, succession.successor_id]),
  ]);
  const side = (own: 'predecessor_id' | 'successor_id', other: 'predecessor_id' | 'successor_id') =>
    successions
      .filter((succession) => succession[own] === row.id)
      .flatMap((succession) => {
        const agency = refs.get(succession[other]);
        return agency ? [{ agency, onDate: succession.on_date, kind: succession.kind }] : [];
      });
  return {
    ...toAgencyItem(row),
    parent: (row.parent_id && refs.get(row.parent_id)) || null,
    domains: domains.map((domain) => domain.domain),
    networks: networks.map((network) => network.network),
    contacts: contacts.filter((contact) => isFull || contact.is_public).map(toContact),
    roles: roles.map((role) => ({ role: role.role, validFrom: role.valid_from, validTo: role.valid_to })),
    predecessors: side('successor_id', 'predecessor_id'),
    successors: side('predecessor_id', 'successor_id'),
    warnings,
    isFull,
    version: row.version,
    can: agencyAbilities(ctx, row.id),
  };
};

/** @throws AppError platform.notFound */
export const getAgency = (ctx: Ctx, id: string): Promise<Agency> =>
  ctx.tx(async (tx) => describeAgency(ctx, tx, await getAgencyRow(tx, id)));
