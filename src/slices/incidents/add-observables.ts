import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { subjectOf } from './access.ts';
import { incidentEvents } from './contract/errors.ts';
import type { addObservablesRoute } from './contract/observables.ts';
import { type ExtractedObservable, extractObservables } from './extract-observables.ts';
import { getVisibleIncident } from './queries/visible-incident.ts';
import { auditIncident, tellChange } from './tell-change.ts';

type Options = { isIoc?: boolean; tlp?: BodyOf<typeof addObservablesRoute>['tlp'] };

/** Rows of one statement; PostgreSQL takes at most 65,535 parameters. */
const batchSize = 1_000;

/**
 * Adds observables, or those found in a text, to an incident; values that it has already stay as they are. The caller has
 * checked access.
 */
export const addObservables = async (
  ctx: Ctx,
  tx: Tx,
  incidentId: string,
  textOrList: string | readonly ExtractedObservable[],
  source: string,
  options: Options = {},
): Promise<{ addedCount: number; knownCount: number }> => {
  const found = typeof textOrList === 'string' ? extractObservables(textOrList) : textOrList;
  const now = ctx.now();
  let addedCount = 0;
  for (let start = 0; start < found.length; start += batchSize) {
    const added = await tx
      .insertInto('incident_observables')
      .values(
        found.slice(start, start + batchSize).map((item) => ({
          id: uuid7(now.getTime()),
          incident_id: incidentId,
          type: item.type,
          value: item.value,
          is_private: item.isPrivate,
          is_ioc: options.isIoc ?? false,
          tlp: options.tlp ?? null,
          note: null,
          source,
          added_at: now,
          added_by_label: ctx.actor.label,
        })),
      )
      .onConflict((conflict) => conflict.columns(['incident_id', 'type', 'value']).doNothing())
      .returning('id')
      .execute();
    addedCount += added.length;
  }
  return { addedCount, knownCount: found.length - addedCount };
};

/** Finds observables in what somebody pasted and adds those that are new. */
export const addObservablesByHand = (
  ctx: Ctx,
  incidentId: string,
  input: BodyOf<typeof addObservablesRoute>,
): Promise<{ addedCount: number; knownCount: number }> =>
  ctx.tx(async (tx) => {
    const incident = await getVisibleIncident(tx, ctx.actor, incidentId);
    ctx.require('incident.log', subjectOf(incident));
    const counts = await addObservables(ctx, tx, incidentId, input.text, input.source, input);
    await auditIncident(ctx, tx, 'incident.observables-added', incident, counts);
    await tellChange(ctx, tx, incidentEvents.changed, incident, { isInternal: true });
    return counts;
  });
