import { z } from 'zod';
import { defineErrors } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { agencyRefSchema } from '../agencies/contract.ts';
import { documentErrors, officialDocumentRefSchema } from '../documents/contract.ts';
import { periodKinds } from './contract/period.ts';

export const reportErrors = defineErrors('reports', {
  /** Prepared and approved by the same person. */
  samePerson: 409,
  /** The step does not fit the state of the report. */
  wrongState: 409,
});

/** A periodic report was made, changed or moved on; data: `id`. */
export const periodicReportChanged = 'periodic-report.changed';

export const reportStates = ['draft', 'submitted', 'approved'] as const;
export type PeriodicReportState = (typeof reportStates)[number];

/** Written parts, in the order of the printed report. */
export const remarkFields = [
  'situation',
  'results',
  'shortcomings',
  'tasks',
  'proposals',
  // Form 05 names who helped, one organisation on each line.
  'helpers',
  'foreignHelpers',
] as const;
export type RemarkField = (typeof remarkFields)[number];
const remark = z.string().trim().max(12_000).default('');
export const remarksSchema = z.strictObject({
  situation: remark,
  results: remark,
  shortcomings: remark,
  tasks: remark,
  proposals: remark,
  helpers: remark,
  foreignHelpers: remark,
});
export type Remarks = z.output<typeof remarksSchema>;

const idParams = z.strictObject({ id: z.uuid() });
const can = z.record(z.string(), z.boolean());
const hidden = [platformErrors.notFound, platformErrors.notAllowed] as const;
const drawn = [
  ...hidden,
  documentErrors.renderBusy,
  documentErrors.renderTooLarge,
  documentErrors.renderFailed,
] as const;

/** `value` and `previous` in the unit of the figure (`unitOf`); null where there was nothing to measure. */
export const figureSchema = z.object({
  key: z.string(),
  value: z.number().nullable(),
  previous: z.number().nullable(),
});
export type Figure = z.output<typeof figureSchema>;

const periodFields = { kind: z.enum(periodKinds), from: z.iso.date(), to: z.iso.date() };

export const periodicReportItemSchema = z.object({
  id: z.uuid(),
  ...periodFields,
  /** Null: the whole province. */
  agency: agencyRefSchema.nullable(),
  state: z.enum(reportStates),
  /** 1 for the first report of a period, one more for each that replaces it. */
  edition: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  approvedAt: z.iso.datetime().nullable(),
  approvedBy: z.string().nullable(),
});
export type PeriodicReportItem = z.output<typeof periodicReportItemSchema>;

/** How a record behind an approved report differs from what was counted. */
export const restatedRecordSchema = z.object({
  source: z.enum(['incident', 'report', 'stay']),
  id: z.uuid(),
  label: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  /** For `changed`: the fields with what was counted and what holds now. */
  fields: z.array(
    z.object({ field: z.string(), counted: z.string().nullable(), now: z.string().nullable() }),
  ),
});

export const periodicReportSchema = periodicReportItemSchema.extend({
  comparedWith: z.object({ from: z.iso.date(), to: z.iso.date() }),
  remarks: remarksSchema,
  /** Written parts that are still empty. */
  missing: z.array(z.enum(remarkFields)),
  figures: z.array(figureSchema),
  /** Agencies with incidents in the period, most first; the figure is `agency.<id>`, `agency.none` without an agency. */
  agencies: z.array(
    z.object({
      key: z.string(),
      agency: agencyRefSchema.nullable(),
      /** Who carries on its duties today: itself, or its successors after mergers and splits. */
      now: z.array(agencyRefSchema),
    }),
  ),
  submittedAt: z.iso.datetime().nullable(),
  submittedBy: z.string().nullable(),
  /** Why it came back, the last time. */
  returnReason: z.string().nullable(),
  /** Official documents drafted from this report, as far as the reader may see them. */
  documents: z.array(officialDocumentRefSchema),
  supersedesId: z.uuid().nullable(),
  supersededById: z.uuid().nullable(),
  /** Approved reports: what the same question would answer today, where that differs. */
  restated: z
    .object({
      figures: z.array(
        z.object({ key: z.string(), counted: z.number().nullable(), now: z.number().nullable() }),
      ),
      records: z.array(restatedRecordSchema),
      recordCount: z.int(),
    })
    .nullable(),
  version: z.int(),
  can,
});
export type PeriodicReport = z.output<typeof periodicReportSchema>;

const basePath = '/api/v1/periodic-reports';
const onePath = `${basePath}/:id` as const;

export const createPeriodicReportSchema = z.strictObject({
  ...periodFields,
  agencyId: z.uuid().nullable().default(null),
});
export type CreatePeriodicReport = z.output<typeof createPeriodicReportSchema>;

export const listPeriodicReportsRoute = defineRoute({
  method: 'GET',
  path: basePath,
  access: 'periodic-report.read',
  summary: 'Periodic reports, newest period first',
  query: z.strictObject({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    state: z.enum(reportStates).optional(),
    kind: z.enum(periodKinds).optional(),
    agencyId: z.uuid().optional(),
  }),
  answer: z.object({ items: z.array(periodicReportItemSchema), nextCursor: z.string().nullable(), can }),
});

/** A summary report that a duty rule asks for: its window of data, when it is due, and the report on it, if one exists. */
export const dueReportSchema = z.object({
  ruleId: z.string(),
  titleVi: z.string(),
  titleEn: z.string(),
  ...periodFields,
  dueAt: z.iso.datetime(),
  reportId: z.uuid().nullable(),
});
export type DueReport = z.output<typeof dueReportSchema>;

export const listDueReportsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/due-periodic-reports',
  access: 'periodic-report.write',
  summary:
    'The next summary reports by the duty rules in force: window of data and due day come from the rule',
  answer: z.object({ items: z.array(dueReportSchema) }),
});

export const createPeriodicReportRoute = defineRoute({
  method: 'POST',
  path: basePath,
  access: 'periodic-report.write',
  summary: 'Start a periodic report; its figures compile themselves',
  body: createPeriodicReportSchema,
  answer: periodicReportSchema,
  isIdempotent: true,
  errors: [platformErrors.notAllowed],
  example: { kind: 'quarter', from: '2026-07-01', to: '2026-09-30', agencyId: null },
});

export const getPeriodicReportRoute = defineRoute({
  method: 'GET',
  path: onePath,
  access: 'periodic-report.read',
  summary: 'A periodic report with its figures; drafts count now, approved reports keep what they counted',
  params: idParams,
  answer: periodicReportSchema,
  errors: hidden,
});

export const saveRemarksRoute = defineRoute({
  method: 'PUT',
  path: `${onePath}/remarks`,
  access: 'periodic-report.write',
  summary: 'Save the written parts of a draft',
  params: idParams,
  body: z.strictObject({ version: z.int().min(1), remarks: remarksSchema }),
  answer: periodicReportSchema,
  errors: [...hidden, platformErrors.stale, reportErrors.wrongState],
});

export const moveSchema = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('submit'), version: z.int().min(1) }),
  z.strictObject({
    move: z.literal('return'),
    version: z.int().min(1),
    reason: z.string().trim().min(1).max(2_000),
  }),
  z.strictObject({ move: z.literal('approve'), version: z.int().min(1) }),
]);
export type Move = z.output<typeof moveSchema>;

export const movePeriodicReportRoute = defineRoute({
  method: 'POST',
  path: `${onePath}/moves`,
  access: 'periodic-report.read',
  summary: 'Submit a draft, return it with a reason, or approve it; approval freezes the counted records',
  params: idParams,
  body: moveSchema,
  answer: periodicReportSchema,
  errors: [...hidden, platformErrors.stale, reportErrors.wrongState, reportErrors.samePerson],
});

export const replacePeriodicReportRoute = defineRoute({
  method: 'POST',
  path: `${onePath}/replacement`,
  access: 'periodic-report.write',
  summary: 'Start the next edition of an approved report, counted anew',
  params: idParams,
  answer: periodicReportSchema,
  isIdempotent: true,
  errors: [...hidden, reportErrors.wrongState],
});

export const draftReportDocumentRoute = defineRoute({
  method: 'POST',
  path: `${onePath}/official-document`,
  access: 'periodic-report.write',
  summary:
    'Take an approved report into the register of official documents, to be initialled, signed and numbered',
  params: idParams,
  answer: z.object({ id: z.uuid() }),
  isIdempotent: true,
  errors: [...hidden, reportErrors.wrongState],
});

/** One counted record. Numbers and facts only; the title comes with the reader's own rights, else null. */
export const countedRecordSchema = z.object({
  source: z.enum(['incident', 'report', 'stay']),
  id: z.uuid(),
  label: z.string(),
  title: z.string().nullable(),
  agency: agencyRefSchema.nullable(),
  at: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** The reader may open the record. */
  isVisible: z.boolean(),
});
export type CountedRecord = z.output<typeof countedRecordSchema>;

export const listCountedRecordsRoute = defineRoute({
  method: 'GET',
  path: `${onePath}/records`,
  access: 'periodic-report.read',
  summary: 'The records that a figure of a report counts',
  params: idParams,
  query: z.strictObject({
    figure: z.string().min(1).max(120).default('incident.received'),
    /** `previous`: the records of the period that it is compared with. */
    period: z.enum(['own', 'previous']).default('own'),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({
    items: z.array(countedRecordSchema),
    total: z.int(),
    nextCursor: z.string().nullable(),
  }),
  errors: hidden,
});

export const getPeriodicReportPdfRoute = defineRoute({
  method: 'GET',
  path: `${onePath}/pdf`,
  access: 'periodic-report.read',
  summary: 'A periodic report as PDF/A, laid out by Decree 30/2020/NĐ-CP, with form 05 as its annex',
  params: idParams,
  answer: 'file',
  errors: drawn,
});
export const getPeriodicReportDocxRoute = defineRoute({
  method: 'GET',
  path: `${onePath}/docx`,
  access: 'periodic-report.read',
  summary: 'A periodic report as DOCX',
  params: idParams,
  answer: 'file',
  errors: drawn,
});
export const getForm05PdfRoute = defineRoute({
  method: 'GET',
  path: `${onePath}/form-05/pdf`,
  access: 'periodic-report.read',
  summary: 'Form 05 of Circular 20/2017/TT-BTTTT with the figures of a report, as PDF/A',
  params: idParams,
  answer: 'file',
  errors: drawn,
});
export const getForm05DocxRoute = defineRoute({
  method: 'GET',
  path: `${onePath}/form-05/docx`,
  access: 'periodic-report.read',
  summary: 'Form 05 of Circular 20/2017/TT-BTTTT with the figures of a report, as DOCX',
  params: idParams,
  answer: 'file',
  errors: drawn,
});
export const getPeriodicReportCsvRoute = defineRoute({
  method: 'GET',
  path: `${onePath}/csv`,
  access: 'periodic-report.read',
  summary: 'The figures of a report as CSV: name, value, value of the period before',
  params: idParams,
  answer: 'file',
  errors: hidden,
});
