import './tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';

/**
 * Stays in the team that held on a day of a span (`from` and `to` are calendar dates, both included), with the name
 * that the member bears today. The transaction should act for the system.
 */
export const listCountedStays = (
  tx: Tx,
  span: { from: string; to: string; agencyIds: readonly string[] | null },
) =>
  tx
    .selectFrom('team_memberships as stay')
    .innerJoin('members', 'members.id', 'stay.member_id')
    .select([
      'stay.id',
      'stay.member_id',
      'stay.agency_id',
      'stay.valid_from',
      'stay.valid_to',
      'members.full_name',
    ])
    .where(
      sql<boolean>`daterange(stay.valid_from, stay.valid_to, '[]') && daterange(${span.from}::date, ${span.to}::date, '[]')`,
    )
    .$if(span.agencyIds !== null, (query) => query.where('stay.agency_id', 'in', [...(span.agencyIds ?? [])]))
    .orderBy('stay.valid_from')
    .orderBy('stay.id')
    .execute();

export type CountedStay = Awaited<ReturnType<typeof listCountedStays>>[number];
