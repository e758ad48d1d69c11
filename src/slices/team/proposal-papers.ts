import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import { getAgencyRefs, getHolderOfRole } from '../agencies/public.ts';
import {
  draftOfficialDocument,
  drawDocx,
  drawPdf,
  getOfficialDocument,
  withdrawOfficialDocument,
} from '../documents/public.ts';
import { buildDecision } from './build-decision.ts';
import { buildSubmission } from './build-submission.ts';
import type { Proposal } from './contract/proposals.ts';
import { teamErrors } from './contract.ts';
import type { PaperFacts, PaperItem } from './paper-facts.ts';
import { getProposalRow, listProposalRows, saveProposal, takeProposal } from './proposals.ts';
import { findNominee, type ProposalRow } from './replacement-rows.ts';

const listItems = async (tx: Tx, proposalId: string): Promise<PaperItem[]> => {
  const rows = await listProposalRows(tx, proposalId);
  const items: PaperItem[] = [];
  for (const row of rows) {
    const nominee = await findNominee(tx, row.id);
    if (!nominee) continue;
    const refs = await getAgencyRefs(tx, [row.agency_id, nominee.agency_id]);
    items.push({
      leaverName: row.member_name,
      leaverPost: row.post,
      leaverAgency: refs.get(row.agency_id)?.name ?? '',
      reason: row.reason,
      nomineeName: nominee.full_name,
      nomineePost: nominee.post,
      nomineeAgency: refs.get(nominee.agency_id)?.name ?? '',
      nomineePhone: nominee.phone,
      nomineeEmail: nominee.email,
      roleInTeam: row.role_in_team,
      groupName: row.group_name,
      letterNumber: nominee.letter_number,
      letterOn: nominee.letter_on,
    });
  }
  return items;
};

/** Everything that the two papers say. @throws AppError team.roleHolderMissing */
const readFacts = async (tx: Tx, ctx: Ctx, proposal: ProposalRow): Promise<PaperFacts> => {
  const today = vietnamDateOf(ctx.now());
  const committee = await getHolderOfRole(tx, 'peoples-committee', today);
  const standing = await getHolderOfRole(tx, 'standing-agency', today);
  if (!committee || !standing) throw teamErrors.roleHolderMissing();
  const profile = await getOrganisationProfile(tx);
  const basis = await tx
    .selectFrom('team_decisions')
    .selectAll()
    .where('effective_on', '<=', today)
    .orderBy('effective_on', 'desc')
    .orderBy('issued_on', 'desc')
    .executeTakeFirst();
  const founding = await tx
    .selectFrom('team_decisions')
    .selectAll()
    .where('kind', '=', 'founding')
    .executeTakeFirst();
  return {
    createdAt: proposal.created_at,
    teamName: profile.teamNameVi,
    province: profile.province,
    place: profile.placeName || profile.province,
    committee,
    standing,
    founding: founding
      ? { number: founding.number, issuedOn: founding.issued_on, title: founding.title }
      : null,
    lastDecision:
      basis && basis.id !== founding?.id
        ? { number: basis.number, issuedOn: basis.issued_on, title: basis.title }
        : null,
    submissionNumber: proposal.submission_number,
    submittedOn: proposal.submitted_on,
    items: await listItems(tx, proposal.id),
  };
};

/** A draft that the new one replaces is withdrawn; what somebody has signed or issued stays. */
const withdrawDraft = async (ctx: Ctx, tx: Tx, id: string | null): Promise<void> => {
  const earlier = id ? await getOfficialDocument(tx, id) : undefined;
  if (earlier?.state !== 'draft' || !ctx.can('official-document.draft')) return;
  const { version } = earlier;
  await withdrawOfficialDocument(ctx, earlier.id, { version, reason: ctx.t('team.paper-replaced') });
};

/** Draws the submission and the draft decision up as official documents, to be edited, signed and numbered there. */
export const draftPapers = (ctx: Ctx, id: string, input: { version: number }): Promise<Proposal> =>
  ctx.tx(async (tx) => {
    const row = await takeProposal(ctx, tx, id, input.version, ['open']);
    const facts = await readFacts(tx, ctx, row);
    if (facts.items.length === 0) throw teamErrors.wrongStep();
    await withdrawDraft(ctx, tx, row.submission_document_id);
    await withdrawDraft(ctx, tx, row.decision_document_id);
    const of = { subjectKind: 'team-proposal', subjectId: id, agencyId: null };
    const submission = await draftOfficialDocument(ctx, tx, {
      ...of,
      type: 'submission',
      tree: buildSubmission(facts),
      issuerAgencyId: facts.standing.id,
      title: `Tờ trình thay thế thành viên ${facts.teamName}`,
    });
    const decision = await draftOfficialDocument(ctx, tx, {
      ...of,
      type: 'decision',
      tree: buildDecision(facts),
      issuerAgencyId: facts.committee.id,
      title: `Dự thảo Quyết định kiện toàn ${facts.teamName}`,
    });
    return saveProposal(ctx, tx, row, 'team-proposal.papers-drafted', {
      submission_document_id: submission.id,
      decision_document_id: decision.id,
      are_papers_outdated: false,
    });
  });

const contentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

type PaperQuery = { paper: 'submission' | 'decision'; format: 'pdf' | 'docx' };

/** One paper as it would read now, without number and date. */
export const getPaper = async (ctx: Ctx, id: string, query: PaperQuery): Promise<RawReply> => {
  const facts = await ctx.tx(async (tx) => readFacts(tx, ctx, await getProposalRow(ctx, tx, id)));
  const tree = query.paper === 'submission' ? buildSubmission(facts) : buildDecision(facts);
  const draw = query.format === 'pdf' ? drawPdf : drawDocx;
  const name = query.paper === 'submission' ? 'to-trinh' : 'du-thao-quyet-dinh';
  return {
    contentType: contentTypes[query.format],
    fileName: `${name}.${query.format}`,
    body: Buffer.from(await draw(ctx.services, tree)),
  };
};
