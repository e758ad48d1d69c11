import '../tables.ts';
import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import { decodeCursor, encodeCursor, isSortedInstant } from '../../../platform/db/keyset.ts';
import type { Tables, Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { reachableIncidents } from '../access.ts';
import type { IncidentRow, IncidentSort, ListQuery } from '../contract/schemas.ts';
import { nameAgencies, nameOrDash, namePeople } from './references.ts';

/** Up to here the total is counted; beyond, the list says "more than". */
export const countMax = 10_000;

const sortColumns = {
  number: 'number_key',
  updated: 'updated_at',
  severity: 'severity_weight',
  detected: 'detected_at',
} as const satisfies Record<IncidentSort, keyof Tables['incidents']>;

const sortTypes = { number: 'bigint', updated: 'timestamptz', severity: 'smallint', detected: 'timestamptz' };

/** Short words are looked up at the start of words only, where they mean something. */
const matchText = (typed: string) => {
  const folded = foldText(typed).replace(/[\\%_]/g, '\\$&');
  if (folded.length >= 3) return sql<boolean>`incidents.search_text like ${`%${folded}%`}`;
  return sql<boolean>`(incidents.search_text like ${`${folded}%`} or incidents.search_text like ${`% ${folded}%`})`;
};

type Rows<Row> = SelectQueryBuilder<Tables, 'incidents', Row>;

const applyFilters = <Row>(rows: Rows<Row>, actor: Actor, query: ListQuery): Rows<Row> => {
  let filtered = rows.where((eb: ExpressionBuilder<Tables, 'incidents'>) => reachableIncidents(actor)(eb));
  if (query.q) filtered = filtered.where(matchText(query.q));
  if (query.status?.length) filtered = filtered.where('status', 'in', query.status);
  if (query.severity?.length) filtered = filtered.where('severity', 'in', query.severity);
  if (query.group) filtered = filtered.where('severity_group', '=', query.group);
  if (query.tlp) filtered = filtered.where('tlp', '=', query.tlp);
  if (query.agencyId) filtered = filtered.where('agency_id', '=', query.agencyId);
  if (query.lead) {
    const lead = query.lead === 'me' ? actor.id : query.lead;
    filtered = filtered.where(
      lead === null ? sql<boolean>`false` : sql<boolean>`lead_person_id = ${lead}::uuid`,
    );
  }
  if (query.state === 'open') filtered = filtered.where(sql<boolean>`is_open`);
  if (query.state === 'ended') filtered = filtered.where(sql<boolean>`not is_open`);
  if (query.detectedFrom) filtered = filtered.where('detected_at', '>=', new Date(query.detectedFrom));
  if (query.detectedTo) filtered = filtered.where('detected_at', '<', new Date(query.detectedTo));
  return filtered;
};

const countIncidents = async (tx: Tx, actor: Actor, query: ListQuery) => {
  const some = applyFilters(tx.selectFrom('incidents').select(sql<number>`1`.as('one')), actor, query).limit(
    countMax + 1,
  );
  const { count } = await tx
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return { count: Math.min(count, countMax), isExact: count <= countMax };
};

/** A cursor of another sort order, or an edited one, must not reach the database. */
const readCursor = (cursor: string, sort: IncidentSort): [string, string] => {
  const [key, id] = decodeCursor(cursor, 2).map(String) as [string, string];
  const isTime = sortTypes[sort] === 'timestamptz';
  const digits = sortTypes[sort] === 'smallint' ? /^\d{1,4}$/ : /^\d{1,12}$/;
  const keyFits = isTime ? isSortedInstant(key) : digits.test(key);
  if (keyFits) return [key, id];
  throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
};

const readPage = (tx: Tx, actor: Actor, query: ListQuery) => {
  const column = sortColumns[query.sort];
  const type = sql.raw(sortTypes[query.sort]);
  let page = applyFilters(
    tx.selectFrom('incidents').select([
      'id',
      'number',
      'title',
      'status',
      'tlp',
      'severity_group',
      'severity',
      'attack_type',
      'agency_id',
      'lead_person_id',
      'detected_at',
      'detected_precision',
      'updated_at',
      sql<string>`${sql.ref(column)}::text`.as('sort_key'),
      // A text search reads every row anyway: counting in the same pass spares a second one.
      countsAlong(query) ? sql<number>`count(*) over ()`.as('found') : sql<null>`null`.as('found'),
    ]),
    actor,
    query,
  );
  if (query.cursor) {
    const [key, id] = readCursor(query.cursor, query.sort);
    const after = sql.raw(query.direction === 'desc' ? '<' : '>');
    page = page.where(sql<boolean>`(${sql.ref(column)}, id) ${after} (${key}::${type}, ${id}::uuid)`);
  }
  return page
    .orderBy(column, query.direction)
    .orderBy('id', query.direction)
    .limit(query.limit + 1)
    .execute();
};

const countsAlong = (query: ListQuery): boolean => !query.cursor && foldText(query.q ?? '').length >= 3;

/** A first page that holds everything has counted already. */
const totalOf = (tx: Tx, actor: Actor, query: ListQuery, rows: readonly { found: number | null }[]) => {
  if (rows.length <= query.limit) return { count: rows.length, isExact: true };
  const found = rows[0]?.found;
  if (found) return { count: Math.min(found, countMax), isExact: found <= countMax };
  return countIncidents(tx, actor, query);
};

/** One page of the list with names looked up once for the page; the first page also counts. */
export const listIncidents = async (tx: Tx, actor: Actor, query: ListQuery) => {
  const rows = await readPage(tx, actor, query);
  const page = rows.slice(0, query.limit);
  const agencies = await nameAgencies(
    tx,
    page.map((row) => row.agency_id),
  );
  const people = await namePeople(
    tx,
    page.map((row) => row.lead_person_id),
  );
  const items = page.map(
    (row): IncidentRow => ({
      id: row.id,
      number: row.number,
      title: row.title,
      status: row.status,
      tlp: row.tlp,
      group: row.severity_group,
      severity: row.severity,
      attackType: row.attack_type,
      agency: row.agency_id ? { id: row.agency_id, name: nameOrDash(agencies, row.agency_id) } : null,
      lead: row.lead_person_id
        ? { id: row.lead_person_id, fullName: nameOrDash(people, row.lead_person_id) }
        : null,
      detectedAt: row.detected_at.toISOString(),
      detectedPrecision: row.detected_precision,
      updatedAt: row.updated_at.toISOString(),
    }),
  );
  const last = page.at(-1);
  return {
    items,
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.sort_key, last.id]) : null,
    total: query.cursor ? null : await totalOf(tx, actor, query, rows),
  };
};
