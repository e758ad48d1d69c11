import '../tables.ts';
import type { Tx } from '../../../platform/db/tables.ts';

/** What statistics need of an incident, and nothing that says more: no title, no description. */
const countedColumns = [
  'id',
  'number',
  'agency_id',
  'status',
  'severity_group',
  'severity',
  'cause',
  'attack_type',
  'handled_by',
  'damage_vnd',
  'personal_data',
  'reported_at',
  'detected_at',
  'contained_at',
  'restored_at',
  'closed_at',
] as const;

/**
 * Incidents that touch a span of time: received in it, closed in it, or open during it. Asked by statistics, so the
 * transaction should act for the system; otherwise row-level security leaves out what the actor may not see.
 */
export const listCountedIncidents = (
  tx: Tx,
  span: { from: Date; before: Date; agencyIds: readonly string[] | null },
) =>
  tx
    .selectFrom('incidents')
    .select(countedColumns)
    .where('reported_at', '<', span.before)
    .where((eb) =>
      eb.or([
        eb('reported_at', '>=', span.from),
        eb('closed_at', 'is', null),
        eb('closed_at', '>=', span.from),
      ]),
    )
    .$if(span.agencyIds !== null, (query) => query.where('agency_id', 'in', [...(span.agencyIds ?? [])]))
    .orderBy('reported_at')
    .orderBy('id')
    .execute();

export type CountedIncident = Awaited<ReturnType<typeof listCountedIncidents>>[number];
