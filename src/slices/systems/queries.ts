import './tables.ts';
import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { decodeCursor, toPage } from '../../platform/db/keyset.ts';
import type { Tables, Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { foldText } from '../../platform/search/fold.ts';
import { type AgencyRef, getAgencyRefs } from '../agencies/public.ts';
import { systemAbilities } from './access.ts';
import type { listSystemsQuery, System, SystemItem } from './contract.ts';
import type { SystemsTable } from './tables.ts';

export type SystemRow = Selectable<SystemsTable>;

/** The systems that the actor may see: all, or those of the own agencies. */
export const visibleSystems = (actor: Actor) => (where: ExpressionBuilder<Tables, 'systems'>) => {
  const reach = actor.kind === 'system' ? 'any' : actor.permissions.get('system.read');
  if (reach === 'any') return sql<boolean>`true`;
  if (!reach || actor.organisationIds.length === 0) return sql<boolean>`false`;
  return where('agency_id', 'in', actor.organisationIds);
};

/** @throws AppError platform.notFound for a missing system and for a hidden one */
export const getSystemRow = async (tx: Tx, actor: Actor, id: string): Promise<SystemRow> => {
  const row = await tx
    .selectFrom('systems')
    .selectAll()
    .where('id', '=', id)
    .where(visibleSystems(actor))
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

const toItem = (row: SystemRow, refs: ReadonlyMap<string, AgencyRef>): SystemItem => ({
  id: row.id,
  agency: refs.get(row.agency_id) ?? { id: row.agency_id, name: '', shortName: '' },
  name: row.name,
  code: row.code,
  level: row.level,
  domains: row.domains,
  publicAddresses: row.public_addresses,
  retiredOn: row.retired_on,
  isDemo: row.is_demo,
});

/** Everything about one system without what the caller may do with it. */
export const toSystemFacts = (
  row: SystemRow,
  refs: ReadonlyMap<string, AgencyRef>,
): Omit<System, 'can' | 'version'> => ({
  ...toItem(row, refs),
  purpose: row.purpose,
  operatorName: row.operator_name,
  ownerName: row.owner_name,
  operatingSystem: row.operating_system,
  versionText: row.version_text,
  services: row.services,
  servicesOther: row.services_other,
  protections: row.protections,
  protectionsOther: row.protections_other,
  isp: row.isp,
  hosting: row.hosting,
  securityProvider: row.security_provider,
});

/** The full answer about one system. */
export const describeSystem = async (ctx: Ctx, tx: Tx, row: SystemRow): Promise<System> => ({
  ...toSystemFacts(row, await getAgencyRefs(tx, [row.agency_id])),
  version: row.version,
  can: systemAbilities(ctx, row.agency_id),
});

/** Systems by name in Vietnamese order. */
export const listSystems = (ctx: Ctx, query: z.output<typeof listSystemsQuery>) =>
  ctx.tx(async (tx) => {
    let select = tx.selectFrom('systems').selectAll().where(visibleSystems(ctx.actor));
    if (query.state !== 'all') {
      select = select.where('retired_on', query.state === 'operating' ? 'is' : 'is not', null);
    }
    if (query.agencyId) select = select.where('agency_id', '=', query.agencyId);
    if (query.level) select = select.where('level', '=', query.level);
    if (query.q?.trim()) {
      const pattern = `%${foldText(query.q).replace(/[\\%_]/g, '\\$&')}%`;
      select = select.where('search_text', 'like', pattern);
    }
    if (query.cursor) {
      const [name, id] = decodeCursor(query.cursor, 2);
      select = select.where(
        sql<boolean>`(name collate "vi-x-icu", id) > (${name} collate "vi-x-icu", ${id}::uuid)`,
      );
    }
    const rows = await select
      .orderBy(sql`name collate "vi-x-icu", id`)
      .limit(query.limit + 1)
      .execute();
    const refs = await getAgencyRefs(
      tx,
      rows.map((row) => row.agency_id),
    );
    const page = toPage(
      rows,
      query.limit,
      (row) => toItem(row, refs),
      (row) => [row.name, row.id],
    );
    return { ...page, can: { create: ctx.can('system.create') } };
  });
