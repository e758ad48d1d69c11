import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';

export const auditEntrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actorKind: z.string(),
  actorId: z.uuid().nullable(),
  actorLabel: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.uuid().nullable(),
  subjectLabel: z.string().nullable(),
  agencyId: z.uuid().nullable(),
  data: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const filters = {
  subjectKind: z.string().max(60).optional(),
  subjectId: z.uuid().optional(),
  actorId: z.uuid().optional(),
  /** A whole action or the part before the dot, such as `session`. */
  action: z.string().max(80).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
};

export const auditFilterSchema = z.strictObject(filters);
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const listAuditRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/audit',
  access: 'audit.read',
  summary: 'The audit log, newest first: who did what, when, to which record',
  query: z.strictObject({
    ...filters,
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
});

/** POST because the export itself is written to the log, and a GET must change nothing. */
export const exportAuditRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/audit/export',
  access: 'audit.read',
  summary: 'The audit log as JSON Lines, oldest first',
  body: auditFilterSchema,
  bodyKind: 'form',
  answer: 'file',
});
