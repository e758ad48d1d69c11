import { z } from 'zod';
import { defineErrors } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { agencyRefSchema, lineSchema } from '../agencies/contract.ts';
import { decisionKinds, teamRoles } from './contract/codes.ts';

export const teamErrors = defineErrors('team', {
  personTaken: 409,
  decisionTaken: 409,
  foundedAlready: 409,
  membershipOverlaps: 409,
  leaderOverlaps: 409,
  primaryOverlaps: 409,
  memberOverlaps: 409,
  notInTeam: 409,
  leavingReported: 409,
  wrongStep: 409,
  checkFailed: 422,
  roleHolderMissing: 409,
  sheetUnreadable: 422,
  importFaulty: 409,
  importDone: 409,
  importUsed: 409,
});

/** Something of a member or the roster changed; data: `id`. */
export const memberChanged = 'member.changed';

const idParams = z.strictObject({ id: z.uuid() });
const can = z.record(z.string(), z.boolean());
const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);

export const memberRefSchema = z.object({ id: z.uuid(), fullName: z.string() });

export const memberItemSchema = z.object({
  id: z.uuid(),
  personId: z.uuid().nullable(),
  fullName: z.string(),
  agency: agencyRefSchema,
  post: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  backupPhone: z.string().nullable(),
  /** Role in the team today, null for who is not in the team now. */
  roleInTeam: z.enum(teamRoles).nullable(),
  groupName: z.string().nullable(),
  isDemo: z.boolean(),
});
const decisionRefSchema = z.object({ id: z.uuid(), number: z.string(), issuedOn: z.iso.date() });

export const membershipSchema = z.object({
  id: z.uuid(),
  roleInTeam: z.enum(teamRoles),
  groupName: z.string().nullable(),
  agency: agencyRefSchema,
  post: z.string().nullable(),
  validFrom: z.iso.date(),
  /** First day on which it no longer holds. */
  validTo: z.iso.date().nullable(),
  decision: decisionRefSchema.nullable(),
  endedBy: decisionRefSchema.nullable(),
  version: z.int(),
});
export const memberSchema = memberItemSchema.extend({
  memberships: z.array(membershipSchema),
  version: z.int(),
  can,
});
export const decisionSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(decisionKinds),
  issuedOn: z.iso.date(),
  effectiveOn: z.iso.date(),
  issuer: z.string(),
  signer: z.string(),
  signerTitle: z.string(),
  title: z.string(),
  /** Name of the scanned decision. */
  fileName: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.int(),
});
export type Member = z.output<typeof memberSchema>;
export type MemberItem = z.output<typeof memberItemSchema>;
export type Membership = z.output<typeof membershipSchema>;
export type Decision = z.output<typeof decisionSchema>;

const memberFields = {
  personId: z.uuid().nullable().default(null),
  fullName: lineSchema(120),
  agencyId: z.uuid(),
  post: optionalLine(160),
  email: z.email().max(254).nullable().default(null),
  phone: optionalLine(60),
  backupPhone: optionalLine(60),
};
export const createMemberSchema = z.strictObject(memberFields);
export const updateMemberSchema = z.strictObject({ ...memberFields, version: z.int() });
const membershipFields = {
  roleInTeam: z.enum(teamRoles),
  groupName: optionalLine(120),
  agencyId: z.uuid(),
  post: optionalLine(160),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable().default(null),
  decisionId: z.uuid().nullable().default(null),
  endedByDecisionId: z.uuid().nullable().default(null),
};
export const createMembershipSchema = z.strictObject(membershipFields);
export const updateMembershipSchema = z.strictObject({ ...membershipFields, version: z.int() });
const decisionFields = {
  number: lineSchema(60),
  kind: z.enum(decisionKinds),
  issuedOn: z.iso.date(),
  effectiveOn: z.iso.date(),
  issuer: lineSchema(200),
  signer: lineSchema(120),
  signerTitle: lineSchema(120),
  title: lineSchema(500),
};
export const createDecisionSchema = z.strictObject(decisionFields);
export const updateDecisionSchema = z.strictObject({ ...decisionFields, version: z.int() });
export type CreateMember = z.output<typeof createMemberSchema>;
export type UpdateMember = z.output<typeof updateMemberSchema>;
export type CreateMembership = z.output<typeof createMembershipSchema>;
export type UpdateMembership = z.output<typeof updateMembershipSchema>;
export type CreateDecision = z.output<typeof createDecisionSchema>;
export type UpdateDecision = z.output<typeof updateDecisionSchema>;

export const listMembersQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  q: z.string().max(200).optional(),
  agencyId: z.uuid().optional(),
});

const overlaps = [teamErrors.membershipOverlaps, teamErrors.leaderOverlaps] as const;
const stale = [platformErrors.stale, platformErrors.notFound] as const;

export const getRosterRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/team/roster',
  access: 'member.read',
  summary: 'The team on a day, by role and name, with agency and post as the decision named them',
  query: z.strictObject({ on: z.iso.date().optional() }),
  answer: z.object({
    on: z.iso.date(),
    /** The decisions on which the roster of that day rests, the newest first. */
    decisions: z.array(decisionRefSchema),
    items: z.array(
      memberItemSchema.omit({ roleInTeam: true, groupName: true }).extend({
        membership: membershipSchema,
        /** Who carries on the duties of the agency that the decision named; empty while that agency exists. */
        agencyNow: z.array(agencyRefSchema),
      }),
    ),
    can,
  }),
});
export const listMembersRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/members',
  access: 'member.read',
  summary: 'Members past and present, in Vietnamese name order',
  query: listMembersQuery,
  answer: z.object({ items: z.array(memberItemSchema), nextCursor: z.string().nullable(), can }),
});
export const getMemberRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/members/:id',
  access: 'member.read',
  summary: 'One member with every stay in the team',
  params: idParams,
  answer: memberSchema,
  errors: [platformErrors.notFound],
});
export const createMemberRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/members',
  access: 'member.update',
  summary: 'Record a person who is to be in the team',
  body: createMemberSchema,
  answer: memberSchema,
  isIdempotent: true,
  errors: [teamErrors.personTaken],
});
export const updateMemberRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/members/:id',
  access: 'member.update',
  summary: 'Change a member as of today; the roster of earlier days stays as it was',
  params: idParams,
  body: updateMemberSchema,
  answer: memberSchema,
  errors: [...stale, teamErrors.personTaken],
});
export const addMembershipRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/members/:id/memberships',
  access: 'member.update',
  summary: 'Put a member into the team from a day on, by a decision',
  params: idParams,
  body: createMembershipSchema,
  answer: memberSchema,
  isIdempotent: true,
  errors: [...overlaps, platformErrors.notFound],
});
export const updateMembershipRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/members/:id/memberships/:membershipId',
  access: 'member.update',
  summary: 'Correct or end a stay in the team',
  params: z.strictObject({ id: z.uuid(), membershipId: z.uuid() }),
  body: updateMembershipSchema,
  answer: memberSchema,
  errors: [...overlaps, ...stale],
});
export const listDecisionsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/team/decisions',
  access: 'member.read',
  summary: 'Decisions on the team, the newest first',
  answer: z.object({ items: z.array(decisionSchema), can }),
});
export const createDecisionRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/team/decisions',
  access: 'member.update',
  summary: 'Record a decision on the team',
  body: createDecisionSchema,
  answer: decisionSchema,
  isIdempotent: true,
  errors: [teamErrors.decisionTaken, teamErrors.foundedAlready],
});
export const updateDecisionRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/team/decisions/:id',
  access: 'member.update',
  summary: 'Correct a decision on the team',
  params: idParams,
  body: updateDecisionSchema,
  answer: decisionSchema,
  errors: [teamErrors.decisionTaken, teamErrors.foundedAlready, ...stale],
});
export const attachDecisionFileRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/team-decisions/:id/file',
  access: 'member.update',
  summary: 'Attach the scanned decision; a later scan replaces it',
  params: idParams,
  bodyKind: 'multipart',
  answer: decisionSchema,
  errors: [platformErrors.notFound],
});
export const getDecisionFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/team-decisions/:id/file',
  access: 'member.read',
  summary: 'The scanned decision as a download',
  params: idParams,
  answer: 'file',
  errors: [platformErrors.notFound],
});
const declarationSchema = z.object({
  id: z.uuid(),
  decision: decisionRefSchema.nullable(),
  flaggedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  renewedOn: z.iso.date().nullable(),
  renewedBy: z.string().nullable(),
  reference: z.string().nullable(),
});
export const listDeclarationsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/network-declarations',
  access: 'member.read',
  summary:
    'Declarations to the response network that a change of members calls for, the newest first, at most 50',
  answer: z.object({ items: z.array(declarationSchema), can }),
});
export const renewDeclarationRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/network-declarations/:id/renew',
  access: 'member.update',
  summary: 'Note that the declaration was renewed, when and under which paper',
  params: idParams,
  body: z.strictObject({ renewedOn: z.iso.date(), reference: lineSchema(200) }),
  answer: z.object({ items: z.array(declarationSchema), can }),
  errors: [platformErrors.notFound],
});
