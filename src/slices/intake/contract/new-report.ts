import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import { channels, precisions, reportKinds, reportStates } from './codes.ts';
import { intakeErrors } from './errors.ts';

const line = (length: number) => z.string().trim().max(length);

export const reporterSchema = z.strictObject({
  name: line(200).optional(),
  email: z.union([z.email().max(254), z.literal('')]).optional(),
  phone: line(50).optional(),
  organisation: line(300).optional(),
  position: line(200).optional(),
});

/** A file inside a JSON report; larger ones come as multipart or as a MIME message. */
export const attachmentSchema = z.strictObject({
  name: line(200).min(1),
  contentType: line(200).optional(),
  contentBase64: z.string().max(14_000_000),
});

export const newReportSchema = z.strictObject({
  kind: z.enum(reportKinds).default('other'),
  title: line(300).min(1),
  description: z.string().trim().min(1).max(50_000),
  /** T0: when somebody first noticed it, with the offset of the place (ISO 8601). */
  detectedAt: z.iso.datetime({ offset: true }).optional(),
  detectedPrecision: z.enum(precisions).default('minute'),
  systemName: line(300).optional(),
  reporter: reporterSchema.default({}),
  /** Answers to the guided questions, by question id. */
  answers: z.record(z.string().max(60), z.string().max(5_000)).default({}),
  attachments: z.array(attachmentSchema).max(20).default([]),
  language: z.enum(['vi', 'en']).default('vi'),
  /** Id of the record at the sender; a second report with the same one is the same report. */
  externalId: line(200).min(1).optional(),
});
export type NewReportBody = z.output<typeof newReportSchema>;

/** What the reporter gets: the number to quote and the code that opens the follow-up page. */
export const receiptSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  followUpCode: z.string(),
  followUpUrl: z.string(),
  receivedAt: z.iso.datetime(),
  state: z.enum(reportStates),
  channel: z.enum(channels),
  isDuplicate: z.boolean(),
});
export type Receipt = z.output<typeof receiptSchema>;

export const createReportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports',
  access: 'report.create',
  summary:
    'File a report: JSON, or a whole MIME message as message/rfc822; Idempotency-Key makes a repeat harmless',
  body: newReportSchema,
  rawTypes: ['message/rfc822'],
  answer: receiptSchema,
  status: 201,
  errors: [intakeErrors.attachmentNotBase64, intakeErrors.tooManyReports],
  example: {
    kind: 'gambling-links',
    title: 'Trang của Sở có liên kết cờ bạc',
    description: 'Tìm trên Google thấy trang con có nội dung cá độ.',
    detectedAt: '2026-11-23T02:05:00+07:00',
    reporter: { name: 'Nguyễn Thị Hoa', email: 'hoa@example.org' },
  },
});

export const createReportsRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/reports/batch',
  access: 'report.create',
  summary: 'File up to 1,000 reports in one transaction; give each an externalId to make a repeat harmless',
  body: z.strictObject({ reports: z.array(newReportSchema).min(1).max(1_000) }),
  answer: z.object({ receipts: z.array(receiptSchema) }),
  status: 201,
  errors: [intakeErrors.attachmentNotBase64],
});
