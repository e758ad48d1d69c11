import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import type { Proposal } from './contract/proposals.ts';
import type { ProposalState } from './contract/replacement-codes.ts';
import { replacementChanged } from './contract/replacements.ts';
import { teamErrors } from './contract.ts';
import { toReplacementItems } from './describe-replacement.ts';
import { toDecision } from './queries.ts';
import { moveReplacement, type ProposalRow, type ReplacementRow, recordStep } from './replacement-rows.ts';

const PROPOSALS_MAX = 100;

/** The replacements of a proposal, by role and name as the annexed list has them. */
export const listProposalRows = async (tx: Tx, proposalId: string): Promise<ReplacementRow[]> =>
  tx
    .selectFrom('team_replacements')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .orderBy('leaves_on')
    .orderBy('id')
    .limit(100)
    .execute();

export const describeProposal = async (ctx: Ctx, tx: Tx, row: ProposalRow): Promise<Proposal> => {
  const rows = await listProposalRows(tx, row.id);
  const decision = row.decision_id
    ? await tx.selectFrom('team_decisions').selectAll().where('id', '=', row.decision_id).executeTakeFirst()
    : undefined;
  const isTeam = ctx.can('member.update');
  const isUndecided = row.state === 'open' || row.state === 'submitted';
  const hasItems = rows.length > 0;
  return {
    id: row.id,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_label,
    items: await toReplacementItems(ctx, tx, rows),
    submissionDocumentId: row.submission_document_id,
    decisionDocumentId: row.decision_document_id,
    arePapersOutdated: row.are_papers_outdated,
    submissionNumber: row.submission_number,
    submittedOn: row.submitted_on,
    decision: decision ? toDecision(decision) : null,
    version: row.version,
    can: {
      draft: isTeam && row.state === 'open' && hasItems,
      submit: isTeam && row.state === 'open' && hasItems,
      decide: isTeam && isUndecided && hasItems,
      withdraw: isTeam && isUndecided,
    },
  };
};

export const getProposalRow = async (ctx: Ctx, tx: Tx, id: string): Promise<ProposalRow> => {
  ctx.require('team-proposal.read');
  const row = await tx
    .selectFrom('team_proposals')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/** Loads a proposal for a writer. @throws AppError platform.stale, team.wrongStep */
export const takeProposal = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  version: number,
  states: readonly ProposalState[],
): Promise<ProposalRow> => {
  const row = await getProposalRow(ctx, tx, id);
  ctx.require('member.update');
  if (row.version !== version) {
    throw platformErrors.stale(undefined, { details: { current: await describeProposal(ctx, tx, row) } });
  }
  if (!states.includes(row.state)) throw teamErrors.wrongStep();
  return row;
};

export const saveProposal = async (
  ctx: Ctx,
  tx: Tx,
  row: ProposalRow,
  action: string,
  changes: Partial<Omit<ProposalRow, 'id' | 'version'>>,
): Promise<Proposal> => {
  const saved = await tx
    .updateTable('team_proposals')
    .set({ ...changes, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.audit(tx, action, { kind: 'team-proposal', id: row.id }, { version: saved.version });
  await ctx.publish(tx, { type: replacementChanged, data: { id: null }, permission: 'member.read' });
  return describeProposal(ctx, tx, saved);
};

export const getProposal = (ctx: Ctx, id: string): Promise<Proposal> =>
  ctx.tx(async (tx) => describeProposal(ctx, tx, await getProposalRow(ctx, tx, id)));

export const listProposals = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    ctx.require('team-proposal.read');
    const rows = await tx
      .selectFrom('team_proposals')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(PROPOSALS_MAX)
      .execute();
    const items: Proposal[] = [];
    for (const row of rows) items.push(await describeProposal(ctx, tx, row));
    return { items };
  });

/** Compiles checked replacements into one proposal; each is named by its place in the list when it cannot be taken. */
export const createProposal = (ctx: Ctx, replacementIds: readonly string[]): Promise<Proposal> =>
  ctx.tx(async (tx) => {
    ctx.require('member.update');
    const ids = [...new Set(replacementIds)];
    const rows = await tx
      .selectFrom('team_replacements')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .forUpdate()
      .execute();
    const faults = ids.flatMap((id, index) => {
      const row = rows.find((one) => one.id === id);
      if (row?.state === 'checked') return [];
      return [{ field: `replacementIds.${index}`, reason: row ? 'team.notChecked' : 'invalid' }];
    });
    if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
    const proposal = await tx
      .insertInto('team_proposals')
      .values({
        id: uuid7(ctx.now().getTime()),
        state: 'open',
        created_at: ctx.now(),
        created_by_label: ctx.actor.label,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    for (const row of rows) {
      const moved = await moveReplacement(ctx, tx, row, { state: 'proposed', proposal_id: proposal.id });
      await recordStep(ctx, tx, moved, 'proposed');
    }
    await ctx.audit(tx, 'team-proposal.created', { kind: 'team-proposal', id: proposal.id }, { ids });
    return describeProposal(ctx, tx, proposal);
  });

/** Notes that the submission went out, under its number. */
export const submitProposal = (
  ctx: Ctx,
  id: string,
  input: { version: number; number: string; submittedOn: string },
): Promise<Proposal> =>
  ctx.tx(async (tx) => {
    const row = await takeProposal(ctx, tx, id, input.version, ['open']);
    if (input.submittedOn > vietnamDateOf(ctx.now())) {
      throw platformErrors.invalid(undefined, {
        fields: [{ field: 'submittedOn', reason: 'team.inFuture' }],
      });
    }
    const items = await listProposalRows(tx, id);
    if (items.length === 0) throw teamErrors.wrongStep();
    for (const item of items) await recordStep(ctx, tx, item, 'submitted', input.number);
    return saveProposal(ctx, tx, row, 'team-proposal.submitted', {
      state: 'submitted',
      submission_number: input.number,
      submitted_on: input.submittedOn,
      are_papers_outdated: false,
    });
  });

/** Takes a proposal back; its replacements are checked still and wait for another one. */
export const withdrawProposal = (
  ctx: Ctx,
  id: string,
  input: { version: number; reason: string },
): Promise<Proposal> =>
  ctx.tx(async (tx) => {
    const row = await takeProposal(ctx, tx, id, input.version, ['open', 'submitted']);
    for (const item of await listProposalRows(tx, id)) {
      const moved = await moveReplacement(ctx, tx, item, { state: 'checked', proposal_id: null });
      await recordStep(ctx, tx, moved, 'proposal-withdrawn', input.reason);
    }
    return saveProposal(ctx, tx, row, 'team-proposal.withdrawn', { state: 'withdrawn' });
  });
