import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyRefSchema, lineSchema } from '../../agencies/contract.ts';
import { fileSchema } from '../../documents/contract.ts';
import { memberRefSchema, teamErrors } from '../contract.ts';
import { teamRoles } from './codes.ts';
import {
  leavingReasons,
  nomineeChecksSchema,
  nomineeStates,
  replacementOutcomes,
  replacementStates,
  reportedAs,
} from './replacement-codes.ts';

/** A replacement moved; data: `id`. */
export const replacementChanged = 'replacement.changed';

const idParams = z.strictObject({ id: z.uuid() });
const nomineeParams = z.strictObject({ id: z.uuid(), nomineeId: z.uuid() });
const can = z.record(z.string(), z.boolean());
const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);
const note = z.string().trim().max(1_000).default('');
const version = z.int();

export const nomineeSchema = z.object({
  id: z.uuid(),
  state: z.enum(nomineeStates),
  fullName: z.string(),
  agency: agencyRefSchema,
  post: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  backupPhone: z.string().nullable(),
  letterNumber: z.string().nullable(),
  letterOn: z.iso.date().nullable(),
  letter: fileSchema.nullable(),
  note: z.string(),
  checks: nomineeChecksSchema,
  nominatedAt: z.iso.datetime(),
  nominatedBy: z.string(),
  closedReason: z.string().nullable(),
  version: z.int(),
});
export type Nominee = z.output<typeof nomineeSchema>;

export const replacementItemSchema = z.object({
  id: z.uuid(),
  state: z.enum(replacementStates),
  member: memberRefSchema,
  agency: agencyRefSchema,
  /** The place that falls vacant. */
  roleInTeam: z.enum(teamRoles),
  groupName: z.string().nullable(),
  post: z.string().nullable(),
  reason: z.enum(leavingReasons),
  leavesOn: z.iso.date(),
  isReportedLate: z.boolean(),
  reportedAt: z.iso.datetime(),
  /** Days since the place is vacant in fact; 0 or less before that day, null once it is filled. */
  vacantDays: z.int().nullable(),
  dueOn: z.iso.date(),
  isOverdue: z.boolean(),
  nominee: z.object({ id: z.uuid(), fullName: z.string(), post: z.string().nullable() }).nullable(),
  proposalId: z.uuid().nullable(),
  effectiveOn: z.iso.date().nullable(),
  isDemo: z.boolean(),
  version: z.int(),
});
export type ReplacementItem = z.output<typeof replacementItemSchema>;

export const replacementSchema = replacementItemSchema.extend({
  note: z.string(),
  reportedBy: z.string(),
  reportedAs: z.enum(reportedAs),
  outcome: z.enum(replacementOutcomes).nullable(),
  newMember: memberRefSchema.nullable(),
  decision: z.object({ id: z.uuid(), number: z.string(), issuedOn: z.iso.date() }).nullable(),
  nominees: z.array(nomineeSchema),
  steps: z.array(z.object({ step: z.string(), at: z.iso.datetime(), by: z.string(), note: z.string() })),
  can,
});
export type Replacement = z.output<typeof replacementSchema>;

export const reportLeavingSchema = z.strictObject({
  reason: z.enum(leavingReasons),
  leavesOn: z.iso.date(),
  note,
});
export const nominateSchema = z.strictObject({
  version,
  fullName: lineSchema(120),
  /** The nominating agency unless another is named. */
  agencyId: z.uuid().nullable().default(null),
  post: optionalLine(160),
  email: z.email().max(254).nullable().default(null),
  phone: optionalLine(60),
  backupPhone: optionalLine(60),
  letterNumber: optionalLine(60),
  letterOn: z.iso.date().nullable().default(null),
  note,
});
export type ReportLeaving = z.output<typeof reportLeavingSchema>;
export type Nominate = z.output<typeof nominateSchema>;

const stale = [platformErrors.stale, platformErrors.notFound, teamErrors.wrongStep] as const;

export const listReplacementsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/replacements',
  access: 'member.read',
  summary: 'Members who leave and who follows them, those that wait longest first, at most 200',
  query: z.strictObject({ scope: z.enum(['open', 'closed']).default('open') }),
  answer: z.object({ items: z.array(replacementItemSchema), can }),
});
export const getReplacementRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/replacements/:id',
  access: 'member.read',
  summary: 'One replacement with its nominees and every step',
  params: idParams,
  answer: replacementSchema,
  errors: [platformErrors.notFound],
});
export const reportLeavingRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/members/:id/leaving',
  access: 'replacement.report',
  summary: 'Report that a member leaves: by the member, the agency or the team',
  params: idParams,
  body: reportLeavingSchema,
  answer: replacementSchema,
  isIdempotent: true,
  errors: [platformErrors.notFound, teamErrors.notInTeam, teamErrors.leavingReported],
});
export const nominateRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/replacements/:id/nominees',
  access: 'replacement.nominate',
  summary: 'The agency nominates who follows; the letter is attached next',
  params: idParams,
  body: nominateSchema,
  answer: replacementSchema,
  isIdempotent: true,
  errors: [...stale],
});
export const attachLetterRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/replacements/:id/letter',
  access: 'replacement.nominate',
  summary: 'Attach the signed letter of nomination; a later one replaces it',
  params: idParams,
  bodyKind: 'multipart',
  answer: replacementSchema,
  errors: [platformErrors.notFound, teamErrors.wrongStep],
});
export const getLetterRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/replacements/:id/letter',
  access: 'member.read',
  summary: 'The letter of the nominee under way, as a download',
  params: idParams,
  answer: 'file',
  errors: [platformErrors.notFound],
});
export const closeNomineeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/replacements/:id/nominees/:nomineeId/close',
  access: 'replacement.nominate',
  summary: 'Withdraw a nomination, or note that the nominee has left before the decision',
  params: nomineeParams,
  body: z.strictObject({
    version,
    why: z.enum(['withdrawn', 'left']),
    reason: z.string().trim().min(1).max(1_000),
  }),
  answer: replacementSchema,
  errors: [...stale],
});
export const checkNomineeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/replacements/:id/check',
  access: 'member.update',
  summary: 'The Standing agency finds the nominee in order',
  params: idParams,
  body: z.strictObject({ version, note }),
  answer: replacementSchema,
  errors: [...stale, teamErrors.checkFailed],
});
export const returnNomineeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/replacements/:id/return',
  access: 'member.update',
  summary: 'The Standing agency sends the nomination back with what is missing',
  params: idParams,
  body: z.strictObject({ version, reason: z.string().trim().min(1).max(1_000) }),
  answer: replacementSchema,
  errors: [...stale],
});
export const cancelReplacementRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/replacements/:id/cancel',
  access: 'member.update',
  summary: 'The member stays after all',
  params: idParams,
  body: z.strictObject({ version, reason: z.string().trim().min(1).max(1_000) }),
  answer: replacementSchema,
  errors: [...stale],
});
