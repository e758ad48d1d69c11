import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import { subjectOf } from './access.ts';
import type { Observable, updateObservableRoute } from './contract/observables.ts';
import { describeObservable } from './queries/list-observables.ts';
import { getVisibleIncident } from './queries/visible-incident.ts';
import { auditIncident } from './tell-change.ts';

/** Marks an observable as indicator, sets its TLP or note. */
export const updateObservable = (
  ctx: Ctx,
  incidentId: string,
  observableId: string,
  input: BodyOf<typeof updateObservableRoute>,
): Promise<Observable> =>
  ctx.tx(async (tx) => {
    const incident = await getVisibleIncident(tx, ctx.actor, incidentId);
    ctx.require('incident.log', subjectOf(incident));
    const row = await tx
      .selectFrom('incident_observables')
      .selectAll()
      .where('id', '=', observableId)
      .where('incident_id', '=', incidentId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw platformErrors.notFound();
    if (row.version !== input.version) {
      throw platformErrors.stale(undefined, {
        details: { current: await describeObservable(tx, ctx.actor, row) },
      });
    }
    const saved = await tx
      .updateTable('incident_observables')
      .set({
        ...(input.isIoc !== undefined ? { is_ioc: input.isIoc } : {}),
        ...(input.tlp !== undefined ? { tlp: input.tlp } : {}),
        ...(input.note !== undefined ? { note: input.note } : {}),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', observableId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const { version: _version, ...changes } = input;
    await auditIncident(ctx, tx, 'incident.observable-changed', incident, { observableId, ...changes });
    return describeObservable(tx, ctx.actor, saved);
  });
