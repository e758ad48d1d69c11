import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';

/** A place falls out of its proposal: papers that name it are outdated, and what was submitted has to be submitted again. */
export const dropFromProposal = async (tx: Tx, proposalId: string): Promise<void> => {
  await tx
    .updateTable('team_proposals')
    .set((eb) => ({ state: 'open', are_papers_outdated: true, version: eb('version', '+', 1) }))
    .where('id', '=', proposalId)
    .where('state', 'in', ['open', 'submitted'])
    .execute();
};
