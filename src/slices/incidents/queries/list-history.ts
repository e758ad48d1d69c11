import '../../../platform/audit/tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { toPage } from '../../../platform/db/keyset.ts';
import { decodeIdCursor } from './id-cursor.ts';
import { getIncidentForInsider } from './visible-incident.ts';

type HistoryQuery = { cursor?: string | undefined; limit: number; field?: string | undefined };

/**
 * Recorded changes of an incident. Read as the system after the caller's right to the incident is checked: audit rows
 * have rules of their own, and whoever works on the incident may know its history.
 */
export const listHistory = async (ctx: Ctx, incidentId: string, query: HistoryQuery) => {
  const incident = await ctx.tx((tx) => getIncidentForInsider(tx, ctx.actor, incidentId));
  return ctx.asSystem('incident history').tx(async (tx) => {
    let select = tx
      .selectFrom('audit_entries')
      .select(['id', 'at', 'action', 'actor_label', 'data'])
      .where('subject_kind', '=', 'incident')
      .where('subject_id', '=', incident.id);
    if (query.field) select = select.where(sql<boolean>`data ? ${query.field}`);
    if (query.cursor) select = select.where('id', '<', decodeIdCursor(query.cursor));
    const rows = await select
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    return toPage(
      rows,
      query.limit,
      (row) => ({
        id: row.id,
        at: row.at.toISOString(),
        action: row.action,
        actor: row.actor_label,
        data: row.data,
      }),
      (row) => [row.id],
    );
  });
};
