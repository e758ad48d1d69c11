import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import { precisions, reportKinds } from './codes.ts';
import { receiptSchema, reporterSchema } from './new-report.ts';
import { reportRowSchema } from './report.ts';

/** A report taken down by the duty officer: by telephone, at the door, or out of a letter. */
export const createCallRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/calls',
  access: 'report.triage',
  summary: 'File the call sheet of the duty officer; the number is read out at once',
  body: z.strictObject({
    channel: z.enum(['phone', 'walk-in', 'official-letter']),
    kind: z.enum(reportKinds),
    title: z.string().trim().min(1).max(300),
    description: z.string().trim().max(50_000).default(''),
    answers: z.record(z.string().max(60), z.string().max(5_000)).default({}),
    detectedAt: z.iso.datetime({ offset: true }).optional(),
    detectedPrecision: z.enum(precisions).default('minute'),
    systemName: z.string().trim().max(300).optional(),
    reporter: reporterSchema.default({}),
    callBackAt: z.iso.datetime({ offset: true }).optional(),
    language: z.enum(['vi', 'en']).default('vi'),
  }),
  answer: receiptSchema,
  isIdempotent: true,
});

/** What the first page shows of the intake. */
export const getDeskRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/desk',
  access: 'report.read',
  summary: 'Reports that wait, oldest first, call-backs that are due, and whether mail gets out',
  answer: z.object({
    waiting: z.array(reportRowSchema),
    waitingTotal: z.number().int(),
    callBacks: z.array(reportRowSchema),
    mail: z.object({
      isConfigured: z.boolean(),
      waiting: z.number().int(),
      failed: z.number().int(),
      oldestWaitingAt: z.iso.datetime().nullable(),
    }),
    at: z.iso.datetime(),
  }),
});
