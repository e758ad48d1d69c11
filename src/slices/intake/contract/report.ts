import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyRefSchema } from '../../agencies/contract.ts';
import { fileSchema } from '../../documents/contract.ts';
import { incidentRefSchema } from '../../incidents/contract.ts';
import { channels, checklistSteps, precisions, rejectReasons, reportKinds, reportStates } from './codes.ts';

const idParams = z.object({ id: z.uuid() });

/** A card of the inbox and a row of the list. */
export const reportRowSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  channel: z.enum(channels),
  state: z.enum(reportStates),
  kind: z.enum(reportKinds),
  title: z.string(),
  reporterName: z.string().nullable(),
  reporterOrganisation: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  detectedAt: z.iso.datetime().nullable(),
  agency: agencyRefSchema.nullable(),
  callBackAt: z.iso.datetime().nullable(),
});
export type ReportRow = z.output<typeof reportRowSchema>;

/** Why an agency or system was recognised, in codes; the page says it in words. */
export const recognitionSchema = z.object({
  kind: z.enum(['agency', 'system']),
  id: z.uuid(),
  name: z.string(),
  reason: z.enum(['domain', 'network', 'email', 'address']),
  value: z.string(),
});

export const checklistItemSchema = z.object({
  step: z.enum(checklistSteps),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
  note: z.string().nullable(),
  /** For step c: the mail server's acceptance of the receipt, or how else the sender was answered. */
  proof: z.string().nullable(),
});

export const messageSchema = z.object({
  id: z.uuid(),
  direction: z.enum(['in', 'out']),
  channel: z.enum(channels),
  at: z.iso.datetime(),
  author: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  isVisibleToReporter: z.boolean(),
  delivery: z.enum(['waiting', 'sent', 'failed']).nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  mailFacts: z.record(z.string(), z.unknown()),
});

export const reportSchema = reportRowSchema.extend({
  description: z.string(),
  answers: z.record(z.string(), z.string()),
  systemName: z.string().nullable(),
  system: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  reporterEmail: z.string().nullable(),
  reporterPhone: z.string().nullable(),
  reporterPosition: z.string().nullable(),
  language: z.enum(['vi', 'en']),
  detectedPrecision: z.enum(precisions),
  detectedZone: z.string(),
  recognition: z.array(recognitionSchema),
  rejectReason: z.enum(rejectReasons).nullable(),
  rejectNote: z.string().nullable(),
  callBackDoneAt: z.iso.datetime().nullable(),
  settledAt: z.iso.datetime().nullable(),
  incident: incidentRefSchema.nullable(),
  checklist: z.array(checklistItemSchema),
  messages: z.array(messageSchema),
  files: z.array(fileSchema),
  observables: z.array(z.object({ type: z.string(), value: z.string() })),
  version: z.number().int(),
  can: z.record(z.string(), z.boolean()),
});
export type Report = z.output<typeof reportSchema>;

export const listReportsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/reports',
  access: 'report.read',
  summary: 'Reports, newest first or oldest waiting first',
  query: z.object({
    state: z.union([z.enum(reportStates), z.array(z.enum(reportStates))]).optional(),
    kind: z.enum(reportKinds).optional(),
    channel: z.enum(channels).optional(),
    agencyId: z.uuid().optional(),
    q: z.string().max(200).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    order: z.enum(['newest', 'oldest']).default('newest'),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({
    items: z.array(reportRowSchema),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
  }),
});

export const getReportRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/reports/:id',
  access: 'report.read',
  summary: 'One report with its conversation, files, checklist and what the caller may do',
  params: idParams,
  answer: reportSchema,
});

export const getReportFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/reports/:id/files/:fileId',
  access: 'report.read',
  summary: 'A file of a report, always as a download',
  params: z.object({ id: z.uuid(), fileId: z.uuid() }),
  answer: 'file',
});

/** A suggestion and why, so that the officer can judge it. */
export const similarSchema = z.object({
  kind: z.enum(['report', 'incident']),
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  at: z.iso.datetime(),
  reasons: z.array(
    z.object({
      reason: z.enum(['same-observable', 'same-agency-and-kind', 'same-reporter', 'similar-title']),
      value: z.string(),
    }),
  ),
});

export const listSimilarRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/reports/:id/similar',
  access: 'report.read',
  summary: 'Reports and incidents that may be about the same thing, each with its reasons',
  params: idParams,
  answer: z.object({ items: z.array(similarSchema) }),
});

export const listIncidentReportsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/reports',
  access: 'report.read',
  summary: 'Reports that are linked to an incident',
  params: idParams,
  answer: z.object({ items: z.array(reportRowSchema) }),
});
