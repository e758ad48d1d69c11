import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { accountErrors, lineSchema, personRefSchema } from '../contract.ts';
import { apiScopes } from './api-scopes.ts';

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The open part by which a key is told from others. */
  prefix: z.string(),
  scopes: z.array(z.enum(apiScopes)),
  agencyId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: personRefSchema,
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  can: z.object({ revoke: z.boolean() }),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export const listApiKeysRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/api-keys',
  access: 'api-key.read',
  summary: 'Keys for programs, newest first',
  query: z.strictObject({
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({ items: z.array(apiKeySchema), nextCursor: z.string().nullable() }),
});

/** Not repeatable by idempotency key: the answer holds the key itself, which must not be stored. */
export const createApiKeyRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/api-keys',
  access: 'api-key.create',
  summary: 'Makes a key; its secret is in this answer and nowhere else',
  body: z.strictObject({
    name: lineSchema(80),
    scopes: z.array(z.enum(apiScopes)).min(1).max(10),
    agencyId: z.uuid().nullable().default(null),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
  answer: z.object({ apiKey: apiKeySchema, secret: z.string() }),
  status: 201,
  errors: [accountErrors.secondFactorNeeded],
});

export const revokeApiKeyRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/api-keys/:id/revoke',
  access: 'api-key.revoke',
  summary: 'Ends a key at once and for ever',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({}),
  answer: apiKeySchema,
  errors: [platformErrors.notFound, accountErrors.keyRevoked, accountErrors.secondFactorNeeded],
});
