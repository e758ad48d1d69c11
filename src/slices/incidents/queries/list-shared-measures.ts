import '../tables.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { Precision } from '../contract/codes.ts';

/** What was found, decided and done, as the log tells it to those outside the team. */
export type SharedMeasure = { text: string; at: Date; precision: Precision };

const measuresMax = 200;

/**
 * Shared log entries of the kinds action, finding and decision by their own time, without those that were corrected
 * later. The caller has checked access.
 */
export const listSharedMeasures = async (tx: Tx, incidentId: string): Promise<SharedMeasure[]> => {
  const rows = await tx
    .selectFrom('incident_log as entry')
    .select(['text', 'event_at', 'event_precision'])
    .where('incident_id', '=', incidentId)
    .where('is_internal', '=', false)
    .where('kind', 'in', ['action', 'finding', 'decision'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incident_log as correction')
            .select('correction.id')
            .whereRef('correction.corrects_id', '=', 'entry.id'),
        ),
      ),
    )
    .orderBy('event_at')
    .orderBy('id')
    .limit(measuresMax)
    .execute();
  return rows.map((row) => ({ text: row.text, at: row.event_at, precision: row.event_precision }));
};
