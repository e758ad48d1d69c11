import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import type { TextKey } from '../../platform/i18n/catalogue.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { isInsider, subjectOf } from './access.ts';
import { incidentEvents } from './contract/errors.ts';
import type { addLogEntryRoute, LogEntry } from './contract/log.ts';
import { toLogEntry } from './queries/list-log.ts';
import { getVisibleIncident } from './queries/visible-incident.ts';
import { auditIncident, tellChange } from './tell-change.ts';

/** A parameter that starts with `@` is itself a text key: `{ to: '@incidents.status.closed' }`. */
export type LogParams = Readonly<Record<string, string | number>>;

/**
 * Writes what the program did into the log of an incident, as a text key with parameters, so that every reader gets it in
 * the own language. The caller has checked access. Seen by the agency unless `isInternal`.
 */
export const addSystemLogEntry = async (
  ctx: Ctx,
  tx: Tx,
  incidentId: string,
  textKey: TextKey,
  params: LogParams = {},
  options: { isInternal?: boolean; eventAt?: Date } = {},
): Promise<void> => {
  const now = ctx.now();
  await tx
    .insertInto('incident_log')
    .values({
      id: uuid7(now.getTime()),
      incident_id: incidentId,
      kind: 'system',
      text: '',
      text_key: textKey,
      text_params: JSON.stringify(params),
      event_at: options.eventAt ?? now,
      event_precision: 'minute',
      written_at: now,
      written_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      written_by_label: ctx.actor.label,
      is_internal: options.isInternal ?? true,
      corrects_id: null,
    })
    .execute();
};

type Entry = BodyOf<typeof addLogEntryRoute>;

const checkEntry = async (ctx: Ctx, tx: Tx, incidentId: string, entry: Entry): Promise<void> => {
  if ((entry.kind === 'correction') !== (entry.correctsId !== null)) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'correctsId', reason: 'incidents.corrected' }],
    });
  }
  if (entry.eventAt && new Date(entry.eventAt).getTime() > ctx.now().getTime() + 5 * 60_000) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'eventAt', reason: 'incidents.future' }] });
  }
  if (!entry.correctsId) return;
  const corrected = await tx
    .selectFrom('incident_log')
    .select('id')
    .where('id', '=', entry.correctsId)
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  if (!corrected) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'correctsId', reason: 'incidents.corrected' }],
    });
  }
};

/** Adds what somebody wrote to the log. The entry never changes afterwards. */
export const addLogEntry = (ctx: Ctx, incidentId: string, entry: Entry): Promise<LogEntry> =>
  ctx.tx(async (tx) => {
    const incident = await getVisibleIncident(tx, ctx.actor, incidentId);
    ctx.require('incident.log', subjectOf(incident));
    await checkEntry(ctx, tx, incidentId, entry);
    const now = ctx.now();
    const row = await tx
      .insertInto('incident_log')
      .values({
        id: uuid7(now.getTime()),
        incident_id: incidentId,
        kind: entry.kind,
        text: entry.text,
        text_key: null,
        event_at: entry.eventAt ?? now,
        event_precision: entry.eventPrecision,
        written_at: now,
        written_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        written_by_label: ctx.actor.label,
        is_internal: isInsider(ctx.actor, incident) ? entry.isInternal : false,
        corrects_id: entry.correctsId,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await auditIncident(ctx, tx, 'incident.log-added', incident, { entryId: row.id, kind: row.kind });
    await tellChange(ctx, tx, incidentEvents.logAdded, incident, { isInternal: row.is_internal });
    return toLogEntry(ctx, row);
  });
