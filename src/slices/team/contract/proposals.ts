import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema } from '../../agencies/contract.ts';
import { createDecisionSchema, decisionSchema, teamErrors } from '../contract.ts';
import { teamRoles } from './codes.ts';
import { proposalStates, replacementOutcomes } from './replacement-codes.ts';
import { replacementItemSchema } from './replacements.ts';

const idParams = z.strictObject({ id: z.uuid() });
const version = z.int();
const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);

export const proposalSchema = z.object({
  id: z.uuid(),
  state: z.enum(proposalStates),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  items: z.array(replacementItemSchema),
  /** The submission and the draft decision among the official documents; null before they are drawn up. */
  submissionDocumentId: z.uuid().nullable(),
  decisionDocumentId: z.uuid().nullable(),
  /** A nominee left after the papers were drawn up: draw them up again and submit again. */
  arePapersOutdated: z.boolean(),
  submissionNumber: z.string().nullable(),
  submittedOn: z.iso.date().nullable(),
  decision: decisionSchema.nullable(),
  version: z.int(),
  can: z.record(z.string(), z.boolean()),
});
export type Proposal = z.output<typeof proposalSchema>;

const decidedPersonSchema = z.strictObject({
  fullName: lineSchema(120),
  agencyId: z.uuid(),
  post: optionalLine(160),
  email: z.email().max(254).nullable().default(null),
  phone: optionalLine(60),
  backupPhone: optionalLine(60),
});
export const decidedItemSchema = z.strictObject({
  replacementId: z.uuid(),
  outcome: z.enum(replacementOutcomes),
  /** Who the decision names, where that is not the nominee. */
  person: decidedPersonSchema.nullable().default(null),
  /** The leaver's role and group unless the decision gives others. */
  roleInTeam: z.enum(teamRoles).nullable().default(null),
  groupName: optionalLine(120),
});
export const recordDecisionSchema = z.strictObject({
  version,
  decision: createDecisionSchema.omit({ kind: true }),
  items: z.array(decidedItemSchema).min(1).max(100),
});
export type DecidedItem = z.output<typeof decidedItemSchema>;
export type RecordDecision = z.output<typeof recordDecisionSchema>;

const stale = [platformErrors.stale, platformErrors.notFound, teamErrors.wrongStep] as const;

export const listProposalsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/roster-proposals',
  access: 'team-proposal.read',
  summary: 'Proposals to the People’s Committee, the newest first, at most 100',
  answer: z.object({ items: z.array(proposalSchema) }),
});
export const getProposalRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/roster-proposals/:id',
  access: 'team-proposal.read',
  summary: 'One proposal with what it replaces',
  params: idParams,
  answer: proposalSchema,
  errors: [platformErrors.notFound],
});
export const createProposalRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-proposals',
  access: 'member.update',
  summary: 'Compile checked replacements into one proposal',
  body: z.strictObject({ replacementIds: z.array(z.uuid()).min(1).max(100) }),
  answer: proposalSchema,
  isIdempotent: true,
  errors: [teamErrors.wrongStep, platformErrors.notFound],
});
export const draftPapersRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-proposals/:id/papers',
  access: 'member.update',
  summary: 'Draw up the submission and the draft decision with its annexed list as official documents',
  params: idParams,
  body: z.strictObject({ version }),
  answer: proposalSchema,
  errors: [...stale, teamErrors.roleHolderMissing],
});
export const getPaperRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/roster-proposals/:id/paper',
  access: 'team-proposal.read',
  summary: 'The submission or the draft decision as it would read now, as PDF or DOCX',
  params: idParams,
  query: z.strictObject({
    paper: z.enum(['submission', 'decision']).default('submission'),
    format: z.enum(['pdf', 'docx']).default('pdf'),
  }),
  answer: 'file',
  errors: [platformErrors.notFound, teamErrors.roleHolderMissing],
});
export const submitProposalRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-proposals/:id/submit',
  access: 'member.update',
  summary: 'Note that the submission went to the People’s Committee',
  params: idParams,
  body: z.strictObject({ version, number: lineSchema(60), submittedOn: z.iso.date() }),
  answer: proposalSchema,
  errors: [...stale],
});
export const withdrawProposalRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-proposals/:id/withdraw',
  access: 'member.update',
  summary: 'Take a proposal back; its replacements wait for another one',
  params: idParams,
  body: z.strictObject({ version, reason: z.string().trim().min(1).max(1_000) }),
  answer: proposalSchema,
  errors: [...stale],
});
export const recordDecisionRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-proposals/:id/decision',
  access: 'member.update',
  summary: 'Record what the People’s Committee decided: the roster changes on the decision’s day',
  params: idParams,
  body: recordDecisionSchema,
  answer: proposalSchema,
  isIdempotent: true,
  errors: [...stale, teamErrors.decisionTaken, teamErrors.membershipOverlaps, teamErrors.leaderOverlaps],
});
