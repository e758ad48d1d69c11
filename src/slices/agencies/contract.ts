import { z } from 'zod';
import { defineErrors } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { agencyKinds, contactKinds, organisationRoles, successionKinds } from './contract/codes.ts';

export const agencyErrors = defineErrors('agencies', {
  codeTaken: 409,
  alreadyEnded: 409,
  wrongSuccession: 422,
  roleTaken: 409,
  nothingChanged: 422,
  changePending: 409,
  changeDecided: 409,
  changeOutdated: 409,
  ownProposal: 403,
  nobodyToAsk: 409,
  linkInvalid: 404,
});

/** Something of an agency changed; data: `id`. */
export const agencyChanged = 'agency.changed';

/** A line of text in Unicode form C, so that equal names are equal bytes. */
export const lineSchema = (limit: number) => z.string().trim().min(1).max(limit).normalize('NFC');
const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);
const optionalEmail = z.email().max(254).nullable().default(null);
const idParams = z.strictObject({ id: z.uuid() });
const can = z.record(z.string(), z.boolean());

export const agencyRefSchema = z.object({ id: z.uuid(), name: z.string(), shortName: z.string() });

export const contactSchema = z.object({
  id: z.uuid(),
  kind: z.enum(contactKinds),
  fullName: z.string(),
  title: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  personId: z.uuid().nullable(),
  isPublic: z.boolean(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  version: z.int(),
});

const successionSchema = z.object({
  agency: agencyRefSchema,
  onDate: z.iso.date(),
  kind: z.enum(successionKinds),
});

export const agencyItemSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(agencyKinds),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  validFrom: z.iso.date(),
  /** First day on which the agency no longer exists. */
  validTo: z.iso.date().nullable(),
  isDemo: z.boolean(),
  /** Who carries on its duties today; empty while it exists, and where nobody does. */
  nowAs: z.array(agencyRefSchema),
});

/** A network or domain that another agency has declared too. */
const overlapSchema = z.object({
  kind: z.enum(['network', 'domain']),
  value: z.string(),
  otherValue: z.string(),
  agency: agencyRefSchema,
});

export const agencySchema = agencyItemSchema.extend({
  parent: agencyRefSchema.nullable(),
  domains: z.array(z.string()),
  networks: z.array(z.string()),
  contacts: z.array(contactSchema),
  roles: z.array(
    z.object({ role: z.enum(organisationRoles), validFrom: z.iso.date(), validTo: z.iso.date().nullable() }),
  ),
  predecessors: z.array(successionSchema),
  successors: z.array(successionSchema),
  warnings: z.array(overlapSchema),
  /** False when the caller sees only the name and the public contacts. */
  isFull: z.boolean(),
  version: z.int(),
  can,
});
export type Agency = z.output<typeof agencySchema>;
export type AgencyItem = z.output<typeof agencyItemSchema>;
export type Contact = z.output<typeof contactSchema>;

const agencyFields = {
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9.-]{0,39}$/),
  name: lineSchema(200),
  shortName: lineSchema(80),
  kind: z.enum(agencyKinds),
  parentId: z.uuid().nullable().default(null),
  address: optionalLine(300),
  phone: optionalLine(60),
  email: optionalEmail,
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .default(null),
  domains: z.array(lineSchema(253)).max(200).default([]),
  networks: z.array(lineSchema(50)).max(500).default([]),
};
export const createAgencySchema = z.strictObject({ ...agencyFields, validFrom: z.iso.date() });
export const updateAgencySchema = z.strictObject({
  ...agencyFields,
  validFrom: z.iso.date(),
  version: z.int(),
});
const contactFields = {
  kind: z.enum(contactKinds),
  fullName: lineSchema(120),
  title: optionalLine(120),
  phone: optionalLine(60),
  email: optionalEmail,
  personId: z.uuid().nullable().default(null),
  isPublic: z.boolean().default(false),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable().default(null),
};
export const createContactSchema = z.strictObject(contactFields);
export const updateContactSchema = z.strictObject({ ...contactFields, version: z.int() });
export const batchAgencySchema = createAgencySchema.extend({
  /** Code of the parent, in the register or earlier in the same batch. */
  parentCode: z.string().trim().toUpperCase().nullable().default(null),
  contacts: z.array(createContactSchema).max(20).default([]),
});
export const succeedAgenciesSchema = z.strictObject({
  kind: z.enum(successionKinds),
  onDate: z.iso.date(),
  predecessorIds: z.array(z.uuid()).min(1).max(100),
  successorIds: z.array(z.uuid()).max(100),
});
export type CreateAgency = z.output<typeof createAgencySchema>;
export type UpdateAgency = z.output<typeof updateAgencySchema>;
export type CreateContact = z.output<typeof createContactSchema>;
export type UpdateContact = z.output<typeof updateContactSchema>;
export type BatchAgency = z.output<typeof batchAgencySchema>;
export type SucceedAgencies = z.output<typeof succeedAgenciesSchema>;

export const listAgenciesQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  sort: z.enum(['name', '-name']).default('name'),
  q: z.string().max(200).optional(),
  kind: z.enum(agencyKinds).optional(),
  /** As the register stood on this day; `on=all` shows what has ended too. */
  on: z.union([z.iso.date(), z.literal('all')]).optional(),
});

const stale = [platformErrors.stale, platformErrors.notFound] as const;

export const listAgenciesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agencies',
  access: 'agency.read',
  summary: 'Agencies valid today or on a given day, in Vietnamese name order',
  query: listAgenciesQuery,
  answer: z.object({ items: z.array(agencyItemSchema), nextCursor: z.string().nullable(), can }),
});
export const getAgencyRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agencies/:id',
  access: 'agency.read',
  summary: 'One agency with contacts, networks, domains, predecessors and successors',
  params: idParams,
  answer: agencySchema,
  errors: [platformErrors.notFound],
});
export const createAgencyRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agencies',
  access: 'agency.create',
  summary: 'Add an agency to the register',
  body: createAgencySchema,
  answer: agencySchema,
  isIdempotent: true,
  errors: [agencyErrors.codeTaken],
});
export const updateAgencyRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/agencies/:id',
  access: 'agency.update',
  summary: 'Change the facts, domains and networks of an agency; a change of name is a succession',
  params: idParams,
  body: updateAgencySchema,
  answer: agencySchema,
  errors: [...stale, agencyErrors.codeTaken],
});
export const importAgenciesRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agencies/batch',
  access: 'agency.create',
  summary: 'Add up to 500 agencies at once: all or none',
  body: z.strictObject({ items: z.array(batchAgencySchema).min(1).max(500) }),
  bodyBytesMax: 5_000_000,
  answer: z.object({ ids: z.array(z.uuid()) }),
  isIdempotent: true,
  errors: [agencyErrors.codeTaken],
});
export const succeedAgenciesRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agencies/successions',
  access: 'agency.update',
  summary: 'End agencies on a day and name their successors (rename, merger, split, abolition)',
  body: succeedAgenciesSchema,
  answer: z.object({ predecessors: z.array(agencyItemSchema), successors: z.array(agencyItemSchema) }),
  isIdempotent: true,
  errors: [agencyErrors.alreadyEnded, agencyErrors.wrongSuccession, platformErrors.notFound],
});
export const addContactRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agencies/:id/contacts',
  access: 'agency.update',
  summary: 'Add a head, focal point or hotline with its dates',
  params: idParams,
  body: createContactSchema,
  answer: agencySchema,
  isIdempotent: true,
  errors: [platformErrors.notFound],
});
export const updateContactRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/agencies/:id/contacts/:contactId',
  access: 'agency.update',
  summary: 'Change or end a contact of an agency',
  params: z.strictObject({ id: z.uuid(), contactId: z.uuid() }),
  body: updateContactSchema,
  answer: agencySchema,
  errors: [...stale],
});

export const listDirectoryRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agencies/directory',
  access: 'agency.read',
  summary: 'The contact directory: every agency of a day with its contacts, at most 2,000',
  query: z.strictObject({ on: z.iso.date().optional() }),
  answer: z.object({
    on: z.iso.date(),
    items: z.array(agencyItemSchema.extend({ contacts: z.array(contactSchema) })),
  }),
});
const heldRoleSchema = z.object({
  role: z.enum(organisationRoles),
  agency: agencyRefSchema,
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
});
export const listOrganisationRolesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/organisation-roles',
  access: 'agency.read',
  summary: 'Who held which role of the response network, newest first',
  answer: z.object({ items: z.array(heldRoleSchema), can }),
});
export const setOrganisationRoleRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/organisation-roles/:role',
  access: 'agency.update',
  summary: 'Give a role of the response network to an agency from a day on; the holder before ends that day',
  params: z.strictObject({ role: z.enum(organisationRoles) }),
  body: z.strictObject({ agencyId: z.uuid(), validFrom: z.iso.date() }),
  answer: z.object({ items: z.array(heldRoleSchema), can }),
  errors: [agencyErrors.roleTaken, platformErrors.notFound],
});
