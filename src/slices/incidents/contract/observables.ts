import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { observableTypeSchema, tlpSchema } from './codes.ts';
import { idSchema, incidentRefSchema, instantSchema, versionSchema } from './schemas.ts';

export const observableSchema = z.object({
  id: idSchema,
  version: versionSchema,
  type: observableTypeSchema,
  /** Normalised and not defanged; screens show it defanged. */
  value: z.string(),
  /** Address of a private or local network: says nothing outside of the agency. */
  isPrivate: z.boolean(),
  isIoc: z.boolean(),
  tlp: tlpSchema.nullable(),
  note: z.string().nullable(),
  source: z.string(),
  addedAt: instantSchema,
  addedBy: z.string(),
  /** Other incidents that the caller sees; `incidents` is empty where the value is too common. */
  alsoIn: z.object({ count: z.int(), isTooCommon: z.boolean(), incidents: z.array(incidentRefSchema) }),
});
export type Observable = z.infer<typeof observableSchema>;

const params = z.strictObject({ id: idSchema });

export const listObservablesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/observables',
  access: 'incident.read',
  summary: 'Observables of an incident with other incidents in which they were seen',
  params,
  query: z.strictObject({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    type: observableTypeSchema.optional(),
    isIoc: z.stringbool().optional(),
  }),
  answer: z.object({ items: z.array(observableSchema), nextCursor: z.string().nullable() }),
  errors: [platformErrors.notFound, platformErrors.notAllowed],
});

export const addObservablesRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents/:id/observables',
  access: 'incident.log',
  summary: 'Finds observables in a text (defanged forms too) and adds those that are new',
  params,
  body: z.strictObject({
    text: z.string().trim().min(1).max(200_000),
    source: z.string().trim().max(200).default(''),
    isIoc: z.boolean().default(false),
    tlp: tlpSchema.nullable().default(null),
  }),
  answer: z.object({ addedCount: z.int(), knownCount: z.int() }),
  errors: [platformErrors.notFound],
  isIdempotent: true,
});

export const updateObservableRoute = defineRoute({
  method: 'PATCH',
  path: '/api/v1/incidents/:id/observables/:observableId',
  access: 'incident.log',
  summary: 'Marks an observable as indicator, sets its TLP or note',
  params: z.strictObject({ id: idSchema, observableId: idSchema }),
  body: z
    .strictObject({
      isIoc: z.boolean(),
      tlp: tlpSchema.nullable(),
      note: z.string().max(2_000).nullable(),
    })
    .partial()
    .extend({ version: versionSchema }),
  answer: observableSchema,
  errors: [platformErrors.notFound, platformErrors.stale],
});
