import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import {
  accountErrors,
  emailSchema,
  lineSchema,
  personLanguageSchema,
  personRefSchema,
  phoneSchema,
  roleSchema,
} from '../contract.ts';
import { linkKindSchema } from './setup.ts';

const idParams = z.strictObject({ id: z.uuid() });
const reasonSchema = z.string().trim().min(3).max(500);

/** A role; `agencyId` is needed for an agency's focal point and head, and refused for all others. */
export const heldRoleSchema = z.strictObject({
  role: roleSchema,
  agencyId: z.uuid().nullable().default(null),
});
export type HeldRole = z.infer<typeof heldRoleSchema>;

export const personStateSchema = z.enum(['invited', 'active', 'disabled']);

export const personSchema = z.object({
  id: z.uuid(),
  fullName: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  language: personLanguageSchema,
  state: personStateSchema,
  roles: z.array(z.object({ role: roleSchema, agencyId: z.uuid().nullable() })),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  version: z.int(),
  can: z.object({
    update: z.boolean(),
    setRoles: z.boolean(),
    disable: z.boolean(),
    enable: z.boolean(),
    invite: z.boolean(),
    resetPassword: z.boolean(),
    recover: z.boolean(),
  }),
});
export type Person = z.infer<typeof personSchema>;

/** A link to hand over; shown to the caller once and, where there is an address, also sent by mail. */
export const handedLinkSchema = z.object({
  kind: linkKindSchema,
  url: z.string(),
  expiresAt: z.iso.datetime(),
});

export const listPeopleRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/people',
  access: 'person.read',
  summary: 'People who sign in, by name',
  query: z.strictObject({
    q: z.string().max(200).optional(),
    state: personStateSchema.optional(),
    role: roleSchema.optional(),
    agencyId: z.uuid().optional(),
    cursor: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({ items: z.array(personSchema), nextCursor: z.string().nullable() }),
});

export const getPersonRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/people/:id',
  access: 'person.read',
  summary: 'One person with roles',
  params: idParams,
  answer: personSchema,
  errors: [platformErrors.notFound],
});

/** Not repeatable by idempotency key: the answer holds a secret link that must not be stored. */
export const invitePersonRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/people',
  access: 'person.invite',
  summary: 'Invites a person with roles; answers the link and sends it by mail',
  body: z.strictObject({
    fullName: lineSchema(120),
    email: emailSchema,
    phone: phoneSchema.nullable().default(null),
    language: personLanguageSchema.default('vi'),
    roles: z.array(heldRoleSchema).min(1).max(20),
  }),
  answer: z.object({ person: personSchema, link: handedLinkSchema }),
  status: 201,
  errors: [accountErrors.emailTaken, accountErrors.secondFactorNeeded],
});

export const updatePersonRoute = defineRoute({
  method: 'PATCH',
  path: '/api/v1/people/:id',
  access: 'person.update',
  summary: 'Changes name, address, telephone or language of a person',
  params: idParams,
  body: z.strictObject({
    version: z.int(),
    fullName: lineSchema(120).optional(),
    email: emailSchema.optional(),
    phone: phoneSchema.nullable().optional(),
    language: personLanguageSchema.optional(),
  }),
  answer: personSchema,
  errors: [
    platformErrors.notFound,
    platformErrors.stale,
    accountErrors.emailTaken,
    accountErrors.secondFactorNeeded,
  ],
});

export const setRolesRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/people/:id/roles',
  access: 'person.set-roles',
  summary: 'Replaces the roles of a person',
  params: idParams,
  body: z.strictObject({ version: z.int(), roles: z.array(heldRoleSchema).max(20) }),
  answer: personSchema,
  errors: [
    platformErrors.notFound,
    platformErrors.stale,
    accountErrors.lastAdministrator,
    accountErrors.secondFactorNeeded,
  ],
});

export const disablePersonRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/people/:id/disable',
  access: 'person.disable',
  summary: 'Closes an account at once: its sessions, streams and links end',
  params: idParams,
  body: z.strictObject({ reason: reasonSchema }),
  answer: personSchema,
  errors: [
    platformErrors.notFound,
    accountErrors.notYourself,
    accountErrors.lastAdministrator,
    accountErrors.secondFactorNeeded,
  ],
});

export const enablePersonRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/people/:id/enable',
  access: 'person.disable',
  summary: 'Opens a closed account again',
  params: idParams,
  body: z.strictObject({ reason: reasonSchema }),
  answer: personSchema,
  errors: [platformErrors.notFound, accountErrors.secondFactorNeeded],
});

export const renewInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/people/:id/invitation',
  access: 'person.invite',
  summary: 'A new invitation link; the earlier one ends',
  params: idParams,
  body: z.strictObject({}),
  answer: handedLinkSchema,
  errors: [platformErrors.notFound, accountErrors.personNotActive, accountErrors.secondFactorNeeded],
});

export const resetPasswordRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/people/:id/password-reset',
  access: 'person.reset-password',
  summary: 'A link for a new password; the second factor is still asked',
  params: idParams,
  body: z.strictObject({}),
  answer: handedLinkSchema,
  errors: [platformErrors.notFound, accountErrors.personNotActive, accountErrors.secondFactorNeeded],
});

export const recoveryRequestSchema = z.object({
  id: z.uuid(),
  person: personRefSchema,
  reason: z.string(),
  state: z.enum(['waiting', 'approved', 'refused']),
  requestedAt: z.iso.datetime(),
  requestedBy: personRefSchema,
  expiresAt: z.iso.datetime(),
  can: z.object({ approve: z.boolean(), refuse: z.boolean() }),
});

export const requestRecoveryRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/people/:id/recovery',
  access: 'person.recover',
  summary: 'Asks to replace both factors of a person who lost the second one; another officer must approve',
  params: idParams,
  body: z.strictObject({ reason: reasonSchema }),
  answer: z.object({ request: recoveryRequestSchema, link: handedLinkSchema.nullable() }),
  status: 201,
  errors: [
    platformErrors.notFound,
    accountErrors.notYourself,
    accountErrors.personNotActive,
    accountErrors.secondOfficerMissing,
    accountErrors.requestWaiting,
    accountErrors.secondFactorNeeded,
  ],
});

export const listRecoveryRequestsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/recovery-requests',
  access: 'person.approve-recovery',
  summary: 'Requests for recovery that wait for a second officer',
  answer: z.object({ items: z.array(recoveryRequestSchema) }),
});

export const approveRecoveryRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/recovery-requests/:id/approve',
  access: 'person.approve-recovery',
  summary: 'Approves as the second officer and gets the link for the person',
  params: idParams,
  body: z.strictObject({}),
  answer: z.object({ request: recoveryRequestSchema, link: handedLinkSchema }),
  errors: [
    platformErrors.notFound,
    accountErrors.notYourself,
    accountErrors.requestClosed,
    accountErrors.secondFactorNeeded,
  ],
});

export const refuseRecoveryRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/recovery-requests/:id/refuse',
  access: 'person.approve-recovery',
  summary: 'Refuses a request for recovery',
  params: idParams,
  body: z.strictObject({}),
  answer: recoveryRequestSchema,
  errors: [platformErrors.notFound, accountErrors.requestClosed],
});
