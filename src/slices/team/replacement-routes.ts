import { handle } from '../../platform/http/handle.ts';
import { applyImport, undoImport } from './apply-import.ts';
import { cancelReplacement, checkNominee, returnNominee } from './check-nominee.ts';
import * as imports from './contract/imports.ts';
import * as proposal from './contract/proposals.ts';
import * as replacement from './contract/replacements.ts';
import * as contract from './contract.ts';
import { attachDecisionFile, downloadDecisionFile } from './decision-file.ts';
import { listDeclarations, renewDeclaration } from './declarations.ts';
import { getReplacement, listReplacements } from './describe-replacement.ts';
import { attachLetter, closeNominee, downloadLetter, nominate } from './nominate.ts';
import { printDirectory } from './print-directory.ts';
import { draftPapers, getPaper } from './proposal-papers.ts';
import { createProposal, getProposal, listProposals, submitProposal, withdrawProposal } from './proposals.ts';
import { recordDecision } from './record-decision.ts';
import { reportLeaving } from './report-leaving.ts';
import { makeRosterFile } from './roster-file.ts';
import { checkImport, getImport, listImports } from './roster-imports.ts';

/** Replacements from the report to the decision, lists from files, and what goes out on paper. */
export const replacementRoutes = [
  handle(contract.attachDecisionFileRoute, (ctx, { params, files }) =>
    attachDecisionFile(ctx, params.id, files),
  ),
  handle(contract.getDecisionFileRoute, (ctx, { params }) => downloadDecisionFile(ctx, params.id)),
  handle(contract.listDeclarationsRoute, (ctx) => listDeclarations(ctx)),
  handle(contract.renewDeclarationRoute, (ctx, { params, body }) => renewDeclaration(ctx, params.id, body)),
  handle(replacement.listReplacementsRoute, (ctx, { query }) => listReplacements(ctx, query)),
  handle(replacement.getReplacementRoute, (ctx, { params }) => getReplacement(ctx, params.id)),
  handle(replacement.reportLeavingRoute, (ctx, { params, body }) => reportLeaving(ctx, params.id, body)),
  handle(replacement.nominateRoute, (ctx, { params, body }) => nominate(ctx, params.id, body)),
  handle(replacement.attachLetterRoute, (ctx, { params, files }) => attachLetter(ctx, params.id, files)),
  handle(replacement.getLetterRoute, (ctx, { params }) => downloadLetter(ctx, params.id)),
  handle(replacement.closeNomineeRoute, (ctx, { params, body }) => closeNominee(ctx, params, body)),
  handle(replacement.checkNomineeRoute, (ctx, { params, body }) => checkNominee(ctx, params.id, body)),
  handle(replacement.returnNomineeRoute, (ctx, { params, body }) => returnNominee(ctx, params.id, body)),
  handle(replacement.cancelReplacementRoute, (ctx, { params, body }) =>
    cancelReplacement(ctx, params.id, body),
  ),
  handle(proposal.listProposalsRoute, (ctx) => listProposals(ctx)),
  handle(proposal.getProposalRoute, (ctx, { params }) => getProposal(ctx, params.id)),
  handle(proposal.createProposalRoute, (ctx, { body }) => createProposal(ctx, body.replacementIds)),
  handle(proposal.draftPapersRoute, (ctx, { params, body }) => draftPapers(ctx, params.id, body)),
  handle(proposal.getPaperRoute, (ctx, { params, query }) => getPaper(ctx, params.id, query)),
  handle(proposal.submitProposalRoute, (ctx, { params, body }) => submitProposal(ctx, params.id, body)),
  handle(proposal.withdrawProposalRoute, (ctx, { params, body }) => withdrawProposal(ctx, params.id, body)),
  handle(proposal.recordDecisionRoute, (ctx, { params, body }) => recordDecision(ctx, params.id, body)),
  handle(imports.listImportsRoute, (ctx) => listImports(ctx)),
  handle(imports.checkImportRoute, (ctx, { files }) => checkImport(ctx, files)),
  handle(imports.getImportRoute, (ctx, { params }) => getImport(ctx, params.id)),
  handle(imports.applyImportRoute, (ctx, { params, body }) => applyImport(ctx, params.id, body)),
  handle(imports.undoImportRoute, (ctx, { params, body }) => undoImport(ctx, params.id, body)),
  handle(imports.rosterFileRoute, (ctx, { query }) => makeRosterFile(ctx, query)),
  handle(imports.directoryPrintRoute, (ctx, { query }) => printDirectory(ctx, query)),
];
