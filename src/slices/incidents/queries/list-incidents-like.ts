import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { insideIncidents } from '../access.ts';
import { tooCommonMin } from './list-observables.ts';

export type IncidentLike = {
  id: string;
  number: string;
  title: string;
  state: string;
  at: string;
  reasons: { reason: 'same-observable' | 'similar-title'; value: string }[];
};

const shownMax = 5;
const observablesMax = 200;
const reasonsMax = 3;
/** pg_trgm: share of common trigrams from which two titles count as alike. */
const similarityMin = 0.45;

type Match = { id: string; number: string; title: string; status: string; updated_at: Date; value: string };

/** Values in more than `tooCommonMin` incidents tell nothing: they are left out. */
const findByObservables = async (ctx: Ctx, tx: Tx, values: readonly string[]): Promise<Match[]> => {
  if (values.length === 0) return [];
  const { rows } = await sql<Match & { found: number }>`
    select seen.*, wanted.value, count(*) over (partition by wanted.value) as found
    from unnest(${values.slice(0, observablesMax)}::text[]) as wanted (value)
    cross join lateral (
      select incidents.id, incidents.number, incidents.title, incidents.status, incidents.updated_at
      from incident_observables other join incidents on incidents.id = other.incident_id
      where other.value = wanted.value and not other.is_private and ${insideIncidents(ctx.actor)}
      limit ${tooCommonMin + 1}
    ) as seen`.execute(tx);
  return rows.filter((row) => row.found <= tooCommonMin);
};

const findByTitle = async (ctx: Ctx, tx: Tx, agencyId: string | null, title: string): Promise<Match[]> => {
  if (!agencyId) return [];
  const { rows } = await sql<Match>`
    select id, number, title, status, updated_at, title as value from (
      select * from incidents where agency_id = ${agencyId} and is_open and ${insideIncidents(ctx.actor)}
      order by updated_at desc limit 100
    ) as incidents
    where similarity(left(search_text, 300), ${foldText(title)}) >= ${similarityMin}
    limit ${shownMax}`.execute(tx);
  return rows;
};

/** Incidents that may be about the same thing as a report, each with its reasons, as far as the actor sees them. */
export const listIncidentsLike = async (
  ctx: Ctx,
  tx: Tx,
  wanted: { agencyId: string | null; observables: readonly string[]; title: string },
): Promise<IncidentLike[]> => {
  const matches = [
    ...(await findByObservables(ctx, tx, wanted.observables)).map((row) => ['same-observable', row] as const),
    ...(await findByTitle(ctx, tx, wanted.agencyId, wanted.title)).map(
      (row) => ['similar-title', row] as const,
    ),
  ];
  const found = new Map<string, IncidentLike>();
  for (const [reason, row] of matches) {
    const entry = found.get(row.id) ?? {
      id: row.id,
      number: row.number,
      title: row.title,
      state: row.status,
      at: row.updated_at.toISOString(),
      reasons: [],
    };
    if (entry.reasons.length < reasonsMax) entry.reasons.push({ reason, value: row.value });
    found.set(row.id, entry);
  }
  return [...found.values()].sort((a, b) => b.reasons.length - a.reasons.length).slice(0, shownMax);
};
