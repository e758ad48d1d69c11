import { z } from 'zod';
import { defineErrors } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { agencyRefSchema, lineSchema } from '../agencies/contract.ts';

export const systemErrors = defineErrors('systems', { codeTaken: 409 });

/** Something of an information system changed; data: `id`. */
export const systemChanged = 'system.changed';

/** Services on a system, the check boxes of Mẫu 03 (Circular 20/2017/TT-BTTTT). */
export const systemServices = ['web', 'mail', 'database', 'ftp', 'proxy', 'application', 'other'] as const;
/** Protections in place, the check boxes of Mẫu 03. */
export const systemProtections = ['antivirus', 'firewall', 'intrusion-detection', 'other'] as const;

const can = z.record(z.string(), z.boolean());
const idParams = z.strictObject({ id: z.uuid() });
const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);

/** `level` is the security level 1 to 5, null where none is approved yet. */
export const systemRefSchema = z.object({ id: z.uuid(), name: z.string(), level: z.int().nullable() });

export const systemItemSchema = z.object({
  id: z.uuid(),
  agency: agencyRefSchema,
  name: z.string(),
  code: z.string().nullable(),
  level: z.int().nullable(),
  domains: z.array(z.string()),
  publicAddresses: z.array(z.string()),
  retiredOn: z.iso.date().nullable(),
  isDemo: z.boolean(),
});
export const systemSchema = systemItemSchema.extend({
  purpose: z.string().nullable(),
  operatorName: z.string().nullable(),
  ownerName: z.string().nullable(),
  operatingSystem: z.string().nullable(),
  versionText: z.string().nullable(),
  services: z.array(z.enum(systemServices)),
  servicesOther: z.string().nullable(),
  protections: z.array(z.enum(systemProtections)),
  protectionsOther: z.string().nullable(),
  isp: z.string().nullable(),
  hosting: z.string().nullable(),
  securityProvider: z.string().nullable(),
  version: z.int(),
  can,
});
export type System = z.output<typeof systemSchema>;
export type SystemItem = z.output<typeof systemItemSchema>;

const fields = {
  agencyId: z.uuid(),
  name: lineSchema(200),
  code: optionalLine(60),
  purpose: optionalLine(2_000),
  level: z.int().min(1).max(5).nullable().default(null),
  operatorName: optionalLine(200),
  ownerName: optionalLine(200),
  domains: z.array(lineSchema(253)).max(100).default([]),
  publicAddresses: z.array(lineSchema(50)).max(200).default([]),
  operatingSystem: optionalLine(120),
  versionText: optionalLine(120),
  services: z.array(z.enum(systemServices)).max(20).default([]),
  servicesOther: optionalLine(200),
  protections: z.array(z.enum(systemProtections)).max(20).default([]),
  protectionsOther: optionalLine(200),
  isp: optionalLine(200),
  hosting: optionalLine(200),
  securityProvider: optionalLine(200),
  retiredOn: z.iso.date().nullable().default(null),
};
export const createSystemSchema = z.strictObject(fields);
export const updateSystemSchema = z.strictObject({ ...fields, version: z.int() });
export type CreateSystem = z.output<typeof createSystemSchema>;
export type UpdateSystem = z.output<typeof updateSystemSchema>;

export const listSystemsQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  q: z.string().max(200).optional(),
  agencyId: z.uuid().optional(),
  level: z.coerce.number().int().min(1).max(5).optional(),
  state: z.enum(['operating', 'retired', 'all']).default('operating'),
});

export const listSystemsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/systems',
  access: 'system.read',
  summary: 'Information systems in Vietnamese name order',
  query: listSystemsQuery,
  answer: z.object({ items: z.array(systemItemSchema), nextCursor: z.string().nullable(), can }),
});
export const getSystemRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/systems/:id',
  access: 'system.read',
  summary: 'One information system',
  params: idParams,
  answer: systemSchema,
  errors: [platformErrors.notFound],
});
export const createSystemRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/systems',
  access: 'system.create',
  summary: 'Add an information system to the register',
  body: createSystemSchema,
  answer: systemSchema,
  isIdempotent: true,
  errors: [systemErrors.codeTaken],
});
export const updateSystemRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/systems/:id',
  access: 'system.update',
  summary: 'Change an information system',
  params: idParams,
  body: updateSystemSchema,
  answer: systemSchema,
  errors: [platformErrors.stale, platformErrors.notFound, systemErrors.codeTaken],
});
