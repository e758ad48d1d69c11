import '../tables.ts';
import { type Selectable, sql } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { toPage } from '../../../platform/db/keyset.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { QueryOf } from '../../../platform/http/route.ts';
import { insideIncidents, isClearedForRed } from '../access.ts';
import type { listObservablesRoute, Observable } from '../contract/observables.ts';
import type { IncidentObservablesTable } from '../tables.ts';
import { decodeIdCursor } from './id-cursor.ts';
import { getIncidentForInsider } from './visible-incident.ts';

type ObservableRow = Selectable<IncidentObservablesTable>;

/** Beyond this a value links nothing any more (a public resolver, a mail provider): counted, not listed. */
export const tooCommonMin = 20;
const linksShownMax = 5;

type AlsoIn = Observable['alsoIn'];
type Link = { type: string; value: string; id: string; number: string; title: string };

const keyOf = (row: { type: string; value: string }) => `${row.type} ${row.value}`;

/**
 * Other incidents with the same values that the caller sees from inside, looked up for one page. Private addresses link
 * nothing, since every agency has the same ones.
 */
const findAlsoIn = async (tx: Tx, actor: Actor, incidentId: string, rows: readonly ObservableRow[]) => {
  const wanted = rows.filter((row) => !row.is_private);
  const found = new Map<string, AlsoIn>();
  if (wanted.length === 0) return found;
  const { rows: links } = await sql<Link>`
    select wanted.type, wanted.value, seen.id, seen.number, seen.title
    from unnest(${wanted.map((row) => row.type)}::text[], ${wanted.map((row) => row.value)}::text[]) as wanted (type, value)
    cross join lateral (
      select incidents.id, incidents.number, incidents.title
      from incident_observables other join incidents on incidents.id = other.incident_id
      where other.value = wanted.value and other.type = wanted.type and other.incident_id <> ${incidentId}
        and ${insideIncidents(actor)}
      limit ${tooCommonMin + 1}
    ) as seen`.execute(tx);
  for (const link of links) {
    const entry = found.get(keyOf(link)) ?? { count: 0, isTooCommon: false, incidents: [] };
    entry.count += 1;
    entry.isTooCommon = entry.count > tooCommonMin;
    if (entry.incidents.length < linksShownMax) {
      entry.incidents.push({ id: link.id, number: link.number, title: link.title });
    }
    if (entry.isTooCommon) entry.incidents = [];
    found.set(keyOf(link), entry);
  }
  return found;
};

const toObservable = (row: ObservableRow, alsoIn: ReadonlyMap<string, AlsoIn>): Observable => ({
  id: row.id,
  version: row.version,
  type: row.type,
  value: row.value,
  isPrivate: row.is_private,
  isIoc: row.is_ioc,
  tlp: row.tlp,
  note: row.note,
  source: row.source,
  addedAt: row.added_at.toISOString(),
  addedBy: row.added_by_label,
  alsoIn: alsoIn.get(keyOf(row)) ?? { count: 0, isTooCommon: false, incidents: [] },
});

/** One observable as answered. */
export const describeObservable = async (tx: Tx, actor: Actor, row: ObservableRow): Promise<Observable> =>
  toObservable(row, await findAlsoIn(tx, actor, row.incident_id, [row]));

/** Observables of an incident in order of adding. */
export const listObservables = (ctx: Ctx, incidentId: string, query: QueryOf<typeof listObservablesRoute>) =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForInsider(tx, ctx.actor, incidentId);
    let select = tx.selectFrom('incident_observables').selectAll().where('incident_id', '=', incidentId);
    if (!isClearedForRed(ctx.actor, incident)) {
      select = select.where(sql<boolean>`tlp is distinct from 'red'`);
    }
    if (query.type) select = select.where('type', '=', query.type);
    if (query.isIoc !== undefined) select = select.where('is_ioc', '=', query.isIoc);
    if (query.cursor) select = select.where('id', '>', decodeIdCursor(query.cursor));
    const rows = await select
      .orderBy('id')
      .limit(query.limit + 1)
      .execute();
    const alsoIn = await findAlsoIn(tx, ctx.actor, incidentId, rows.slice(0, query.limit));
    return toPage(
      rows,
      query.limit,
      (row) => toObservable(row, alsoIn),
      (row) => [row.id],
    );
  });
