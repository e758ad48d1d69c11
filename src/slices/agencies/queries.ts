import './tables.ts';
import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { decodeCursor, toPage } from '../../platform/db/keyset.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { foldText } from '../../platform/search/fold.ts';
import type { AgencyItem, Contact, listAgenciesQuery } from './contract.ts';
import { followSuccessors } from './follow-successors.ts';
import type { AgenciesTable, AgencyContactsTable } from './tables.ts';

export type AgencyRow = Selectable<AgenciesTable>;
export type ContactRow = Selectable<AgencyContactsTable>;

type Ref = { id: string; name: string; shortName: string };

export const toAgencyItem = (row: AgencyRow, nowAs: readonly Ref[] = []): AgencyItem => ({
  id: row.id,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  kind: row.kind,
  address: row.address,
  phone: row.phone,
  email: row.email,
  website: row.website,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  isDemo: row.is_demo,
  nowAs: [...nowAs],
});

/** The contacts in the order in which one would call them. */
export const inContactOrder = sql`array_position(array['head','focal-point','backup-focal-point','hotline'], kind)`;

export const toContact = (row: ContactRow): Contact => ({
  id: row.id,
  kind: row.kind,
  fullName: row.full_name,
  title: row.title,
  phone: row.phone,
  email: row.email,
  personId: row.person_id,
  isPublic: row.is_public,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  version: row.version,
});

/** Escapes the wildcards of LIKE in what somebody typed. */
export const toPattern = (typed: string): string => `%${foldText(typed).replace(/[\\%_]/g, '\\$&')}%`;

/** @throws AppError platform.notFound */
export const getAgencyRow = async (tx: Tx, id: string): Promise<AgencyRow> => {
  const row = await tx.selectFrom('agencies').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

const inVietnameseOrder = sql`name collate "vi-x-icu"`;

/** The register on a day (`today` unless the query names one), by name in Vietnamese order. */
export const listAgencies = async (tx: Tx, query: z.output<typeof listAgenciesQuery>, today: string) => {
  const isDescending = query.sort === '-name';
  const direction = sql.raw(isDescending ? 'desc' : 'asc');
  const after = sql.raw(isDescending ? '<' : '>');
  let select = tx.selectFrom('agencies').selectAll();
  if (query.kind) select = select.where('kind', '=', query.kind);
  if (query.q?.trim()) select = select.where('search_text', 'like', toPattern(query.q));
  if (query.on !== 'all') select = select.where(validOn(query.on ?? today));
  if (query.cursor) {
    const [name, id] = decodeCursor(query.cursor, 2);
    select = select.where(
      sql<boolean>`(${inVietnameseOrder}, id) ${after} (${name} collate "vi-x-icu", ${id}::uuid)`,
    );
  }
  const rows = await select
    .orderBy(sql`${inVietnameseOrder} ${direction}, id ${direction}`)
    .limit(query.limit + 1)
    .execute();
  const successors = await followSuccessors(
    tx,
    rows.filter((row) => row.valid_to !== null).map((row) => row.id),
    today,
  );
  return toPage(
    rows,
    query.limit,
    (row) => toAgencyItem(row, row.valid_to === null ? [] : successors.get(row.id)),
    (row) => [row.name, row.id],
  );
};

/** True for rows with `valid_from` and `valid_to` that hold on the day. */
export const validOn = (on: string, table?: string) => {
  const from = sql.ref(table ? `${table}.valid_from` : 'valid_from');
  const to = sql.ref(table ? `${table}.valid_to` : 'valid_to');
  return sql<boolean>`(${from} <= ${on}::date and (${to} is null or ${to} > ${on}::date))`;
};

/** Contacts of one agency, valid ones and earlier ones; the row-level security keeps back what is not for the caller. */
export const listContactRows = (tx: Tx, agencyId: string): Promise<ContactRow[]> =>
  tx
    .selectFrom('agency_contacts')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy(sql`valid_to desc nulls first, ${inContactOrder}, valid_from desc, id`)
    .limit(200)
    .execute();

/** Names for a set of agencies; unknown ids are left out. */
export const getAgencyRefs = async (tx: Tx, ids: readonly string[]) => {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('agencies')
          .select(['id', 'name', 'short_name'])
          .where('id', 'in', [...new Set(ids)])
          .execute();
  return new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, shortName: row.short_name }]));
};
