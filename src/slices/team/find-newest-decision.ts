import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';

export type DecisionFacts = { number: string; issuedOn: string; issuer: string; title: string };

/** The newest decision on the team in force on a day (`YYYY-MM-DD`): the ground on which its members are called. */
export const findNewestDecision = async (tx: Tx, on: string): Promise<DecisionFacts | undefined> => {
  const row = await tx
    .selectFrom('team_decisions')
    .select(['number', 'issued_on', 'issuer', 'title'])
    .where('effective_on', '<=', on)
    .orderBy('effective_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { number: row.number, issuedOn: row.issued_on, issuer: row.issuer, title: row.title };
};
