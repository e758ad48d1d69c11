import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { decodeCursor, toPage } from '../../../platform/db/keyset.ts';
import type { QueryOf } from '../../../platform/http/route.ts';
import { getIncidentRefs } from '../../incidents/public.ts';
import type { listCallUpsRoute } from '../contract/call-up.ts';
import { toItem } from './describe-call-up.ts';

/** Call-ups and checks, newest first. */
export const listCallUps = (ctx: Ctx, query: QueryOf<typeof listCallUpsRoute>) =>
  ctx.tx(async (tx) => {
    let select = tx.selectFrom('call_ups').selectAll();
    if (query.state) select = select.where('state', '=', query.state);
    if (query.isExercise) select = select.where('is_exercise', '=', query.isExercise === 'true');
    if (query.incidentId) select = select.where('incident_id', '=', query.incidentId);
    if (query.cursor) select = select.where('id', '<', String(decodeCursor(query.cursor, 1)[0]));
    const rows = await select
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const ids = rows.map((row) => row.id);
    const recipients =
      ids.length === 0
        ? []
        : await tx
            .selectFrom('call_up_recipients')
            .select(['call_up_id', 'kind', 'state', 'called_at', 'answered_at', 'arrived_at'])
            .where('call_up_id', 'in', ids)
            .execute();
    const byCallUp = Map.groupBy(recipients, (row) => row.call_up_id);
    const incidents = await getIncidentRefs(
      tx,
      ctx.actor,
      rows.map((row) => row.incident_id).filter((id) => id !== null),
    );
    return {
      ...toPage(
        rows,
        query.limit,
        (row) => toItem(row, byCallUp.get(row.id) ?? [], incidents),
        (row) => [row.id],
      ),
      can: { create: ctx.can('call-up.create') },
    };
  });
