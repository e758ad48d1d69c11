import '../tables.ts';
import type { Tx } from '../../../platform/db/tables.ts';

/** Reports received in a span of time, with what statistics need of them. The transaction should act for the system. */
export const listCountedReports = (
  tx: Tx,
  span: { from: Date; before: Date; agencyIds: readonly string[] | null },
) =>
  tx
    .selectFrom('reports')
    .select(['id', 'number', 'channel', 'state', 'kind', 'agency_id', 'received_at'])
    .where('received_at', '>=', span.from)
    .where('received_at', '<', span.before)
    .$if(span.agencyIds !== null, (query) => query.where('agency_id', 'in', [...(span.agencyIds ?? [])]))
    .orderBy('received_at')
    .orderBy('id')
    .execute();

export type CountedReport = Awaited<ReturnType<typeof listCountedReports>>[number];
