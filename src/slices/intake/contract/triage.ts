import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { attackTypes, causes, groups, severities } from '../../incidents/contract/codes.ts';
import { incidentRefSchema } from '../../incidents/contract.ts';
import { checklistSteps, precisions, rejectReasons, reportKinds } from './codes.ts';
import { intakeErrors } from './errors.ts';
import { reportSchema } from './report.ts';

const params = z.object({ id: z.uuid() });
const version = z.number().int().min(1);

export const updateReportRoute = defineRoute({
  method: 'PATCH',
  path: '/api/v1/reports/:id',
  access: 'report.triage',
  summary: 'Correct what was recognised: agency, system, kind, time of detection',
  params,
  body: z.strictObject({
    version,
    kind: z.enum(reportKinds).optional(),
    agencyId: z.uuid().nullable().optional(),
    systemId: z.uuid().nullable().optional(),
    systemName: z.string().trim().max(300).nullable().optional(),
    detectedAt: z.iso.datetime({ offset: true }).nullable().optional(),
    detectedPrecision: z.enum(precisions).optional(),
    callBackAt: z.iso.datetime({ offset: true }).nullable().optional(),
  }),
  answer: reportSchema,
  errors: [platformErrors.stale],
});

export const verifyReportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/verify',
  access: 'report.triage',
  summary: 'Take a report up for verification (Article 12.1.d)',
  params,
  body: z.strictObject({ note: z.string().trim().max(5_000).default('') }),
  answer: reportSchema,
  status: 200,
  errors: [intakeErrors.alreadySettled],
});

export const rejectReportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/reject',
  access: 'report.triage',
  summary: 'Settle a report as no incident, with a reason that stays',
  params,
  body: z.strictObject({
    reason: z.enum(rejectReasons),
    note: z.string().trim().min(1).max(5_000),
    isReporterTold: z.boolean().default(true),
  }),
  answer: reportSchema,
  status: 200,
  errors: [intakeErrors.alreadySettled],
});

export const reopenReportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/reopen',
  access: 'report.triage',
  summary: 'Take a rejected report up again',
  params,
  body: z.strictObject({ note: z.string().trim().min(1).max(5_000) }),
  answer: reportSchema,
  status: 200,
});

export const linkReportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/link',
  access: 'report.triage',
  summary: 'Link a report to an incident that is already open',
  params,
  body: z.strictObject({ incidentId: z.uuid() }),
  answer: reportSchema,
  status: 200,
  errors: [intakeErrors.alreadySettled, intakeErrors.incidentNotOpen],
});

export const unlinkReportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/unlink',
  access: 'report.triage',
  summary: 'Undo a link; the history keeps it',
  params,
  body: z.strictObject({ reason: z.string().trim().min(1).max(2_000) }),
  answer: reportSchema,
  status: 200,
  errors: [intakeErrors.notLinked],
});

export const openIncidentFromReportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/open-incident',
  access: 'report.triage',
  summary: 'Open an incident out of a report and link both',
  params,
  body: z.strictObject({
    title: z.string().trim().min(1).max(300),
    agencyId: z.uuid().nullable(),
    systemId: z.uuid().nullable().default(null),
    group: z.enum(groups),
    severity: z.enum(severities),
    cause: z.enum(causes),
    attackType: z.enum(attackTypes).nullable(),
    reason: z.string().trim().min(1).max(5_000),
    leadPersonId: z.uuid().nullable().default(null),
  }),
  answer: z.object({ incident: incidentRefSchema, report: reportSchema }),
  isIdempotent: true,
  errors: [intakeErrors.alreadySettled],
});

export const completeChecklistRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/reports/:id/checklist/:step',
  access: 'report.triage',
  summary: 'Note one of the seven duties of Decision 05/2017 Article 12.1 as done',
  params: z.object({ id: z.uuid(), step: z.enum(checklistSteps) }),
  body: z.strictObject({ note: z.string().trim().max(5_000).default('') }),
  answer: reportSchema,
});

export const sendMessageRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/messages',
  access: 'report.triage',
  summary: 'Write to the reporter (mail and follow-up page), or an internal note',
  params,
  body: z.strictObject({
    text: z.string().trim().min(1).max(20_000),
    isVisibleToReporter: z.boolean(),
  }),
  answer: reportSchema,
  isIdempotent: true,
});

export const completeCallBackRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/:id/call-back-done',
  access: 'report.triage',
  summary: 'The reporter was called back',
  params,
  body: z.strictObject({ note: z.string().trim().max(5_000).default('') }),
  answer: reportSchema,
  status: 200,
});
