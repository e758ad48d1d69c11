import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { logKindSchema, logKinds, precisionSchema } from './codes.ts';
import { idSchema, instantInputSchema, instantSchema } from './schemas.ts';

/** One entry of the log. It never changes; a later entry of kind `correction` may refer to it. */
export const logEntrySchema = z.object({
  id: idSchema,
  kind: logKindSchema,
  /** Said in the reader's language for entries of kind `system`, else as written. */
  text: z.string(),
  /** Text key of entries of kind `system`. */
  textKey: z.string().nullable(),
  /** When it happened, as stated. */
  eventAt: instantSchema,
  eventPrecision: precisionSchema,
  writtenAt: instantSchema,
  writtenBy: z.string(),
  isInternal: z.boolean(),
  correctsId: idSchema.nullable(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

const params = z.strictObject({ id: idSchema });

export const listLogRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/log',
  access: 'incident.read',
  summary: 'Log of an incident in order of writing; agencies get the entries shared with them',
  params,
  query: z.strictObject({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    direction: z.enum(['asc', 'desc']).default('desc'),
  }),
  answer: z.object({ items: z.array(logEntrySchema), nextCursor: z.string().nullable() }),
  errors: [platformErrors.notFound],
});

/** `system` entries are written by the program only. */
export const writableLogKinds = logKinds.filter((kind) => kind !== 'system');

export const addLogEntryRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents/:id/log',
  access: 'incident.log',
  summary: 'Adds an entry to the log; entries are never changed',
  params,
  body: z.strictObject({
    kind: logKindSchema.exclude(['system']).default('note'),
    text: z.string().trim().min(1).max(50_000),
    eventAt: instantInputSchema.optional(),
    eventPrecision: precisionSchema.default('minute'),
    isInternal: z.boolean().default(true),
    correctsId: idSchema.nullable().default(null),
  }),
  answer: logEntrySchema,
  errors: [platformErrors.notFound, platformErrors.invalid],
  isIdempotent: true,
});
