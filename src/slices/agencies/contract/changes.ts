import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyErrors, agencyRefSchema, lineSchema } from '../contract.ts';
import { contactKinds } from './codes.ts';

export const changeStates = ['pending', 'approved', 'rejected', 'withdrawn'] as const;
export type ChangeState = (typeof changeStates)[number];

/** Fields of an agency that its own people may ask to change; name, code, kind and dates follow decisions only. */
export const proposableFields = ['address', 'phone', 'email', 'website', 'domains', 'networks'] as const;
export type ProposableField = (typeof proposableFields)[number];

const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);

const proposedContactSchema = z.strictObject({
  /** Null for somebody who is new. */
  id: z.uuid().nullable().default(null),
  /** Version of the contact that was changed; null for a new one. */
  version: z.int().nullable().default(null),
  kind: z.enum(contactKinds),
  fullName: lineSchema(120),
  title: optionalLine(120),
  phone: optionalLine(60),
  email: z.email().max(254).nullable().default(null),
  isPublic: z.boolean().default(false),
});
export type ProposedContact = z.output<typeof proposedContactSchema>;

export const proposeChangeSchema = z.strictObject({
  /** Version of the agency that the proposal was made upon. */
  version: z.int(),
  address: optionalLine(300),
  phone: optionalLine(60),
  email: z.email().max(254).nullable().default(null),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .default(null),
  domains: z.array(lineSchema(253)).max(200).default([]),
  networks: z.array(lineSchema(50)).max(500).default([]),
  /** Everybody who is to be called from now on; who is left out ends today. */
  contacts: z.array(proposedContactSchema).max(30),
  note: z.string().trim().max(1_000).default(''),
});
export type ProposeChange = z.output<typeof proposeChangeSchema>;

const contactFactsSchema = z.object({
  kind: z.enum(contactKinds),
  fullName: z.string(),
  title: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  isPublic: z.boolean(),
});

/** What a proposal changes, field by field and person by person. */
export const changeDifferenceSchema = z.object({
  fields: z.array(
    z.object({
      field: z.enum(proposableFields),
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
  contacts: z.array(
    z.object({
      change: z.enum(['added', 'changed', 'removed']),
      id: z.uuid().nullable(),
      version: z.int().nullable(),
      before: contactFactsSchema.nullable(),
      after: contactFactsSchema.nullable(),
    }),
  ),
});
export type ChangeDifference = z.output<typeof changeDifferenceSchema>;

export const agencyChangeSchema = z.object({
  id: z.uuid(),
  agency: agencyRefSchema,
  state: z.enum(changeStates),
  note: z.string(),
  difference: changeDifferenceSchema,
  proposedAt: z.iso.datetime(),
  proposedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  version: z.int(),
  can: z.record(z.string(), z.boolean()),
});
export type AgencyChange = z.output<typeof agencyChangeSchema>;

const idParams = z.strictObject({ id: z.uuid() });
const decided = [agencyErrors.changeDecided, platformErrors.stale, platformErrors.notFound] as const;

export const listAgencyChangesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agency-changes',
  access: 'agency.read',
  summary: 'Changes that agencies ask for in their own data, the newest first, at most 200',
  query: z.strictObject({ agencyId: z.uuid().optional(), state: z.enum(changeStates).optional() }),
  answer: z.object({ items: z.array(agencyChangeSchema) }),
});
export const proposeChangeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agencies/:id/changes',
  access: 'agency.propose',
  summary: 'Ask for a change of the own agency’s data; it counts once the team approves it',
  params: idParams,
  body: proposeChangeSchema,
  answer: agencyChangeSchema,
  isIdempotent: true,
  errors: [
    agencyErrors.nothingChanged,
    agencyErrors.changePending,
    platformErrors.stale,
    platformErrors.notFound,
  ],
});
const decideBody = z.strictObject({ version: z.int(), note: z.string().trim().max(1_000).default('') });
export const approveChangeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agency-changes/:id/approve',
  access: 'agency.update',
  summary: 'Take a proposed change over, whole or not at all',
  params: idParams,
  body: decideBody,
  answer: agencyChangeSchema,
  errors: [...decided, agencyErrors.changeOutdated, agencyErrors.ownProposal],
});
export const rejectChangeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agency-changes/:id/reject',
  access: 'agency.update',
  summary: 'Refuse a proposed change with the reason',
  params: idParams,
  body: z.strictObject({ version: z.int(), note: z.string().trim().min(1).max(1_000) }),
  answer: agencyChangeSchema,
  errors: decided,
});
export const withdrawChangeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agency-changes/:id/withdraw',
  access: 'agency.propose',
  summary: 'Take back a change that was not decided yet',
  params: idParams,
  body: z.strictObject({ version: z.int() }),
  answer: agencyChangeSchema,
  errors: decided,
});
