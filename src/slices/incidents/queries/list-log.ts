import '../tables.ts';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { toPage } from '../../../platform/db/keyset.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { TextKey } from '../../../platform/i18n/catalogue.ts';
import { isInsider } from '../access.ts';
import type { LogEntry } from '../contract/log.ts';
import type { IncidentLogTable } from '../tables.ts';
import { decodeIdCursor } from './id-cursor.ts';
import { getVisibleIncident } from './visible-incident.ts';

const sayParams = (ctx: Ctx, params: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('@') && ctx.services.texts.has(value.slice(1))
        ? ctx.t(value.slice(1) as TextKey)
        : value,
    ]),
  );

/** An entry as answered; entries of the program in the reader's language. */
export const toLogEntry = (ctx: Ctx, row: Selectable<IncidentLogTable>): LogEntry => ({
  id: row.id,
  kind: row.kind,
  text: row.text_key ? ctx.t(row.text_key as TextKey, sayParams(ctx, row.text_params ?? {})) : row.text,
  textKey: row.text_key,
  eventAt: row.event_at.toISOString(),
  eventPrecision: row.event_precision,
  writtenAt: row.written_at.toISOString(),
  writtenBy: row.written_by_label,
  isInternal: row.is_internal,
  correctsId: row.corrects_id,
});

type LogQuery = { cursor?: string | undefined; limit: number; direction: 'asc' | 'desc' };

/** The log of an incident as far as the caller may read it. */
export const listLog = (ctx: Ctx, incidentId: string, query: LogQuery) =>
  ctx.tx(async (tx: Tx) => {
    const incident = await getVisibleIncident(tx, ctx.actor, incidentId);
    let select = tx.selectFrom('incident_log').selectAll().where('incident_id', '=', incidentId);
    if (!isInsider(ctx.actor, incident)) select = select.where('is_internal', '=', false);
    if (query.cursor) {
      select = select.where('id', query.direction === 'desc' ? '<' : '>', decodeIdCursor(query.cursor));
    }
    const rows = await select
      .orderBy(sql`id ${sql.raw(query.direction)}`)
      .limit(query.limit + 1)
      .execute();
    return toPage(
      rows,
      query.limit,
      (row) => toLogEntry(ctx, row),
      (row) => [row.id],
    );
  });
