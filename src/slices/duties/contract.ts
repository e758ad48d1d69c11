import { z } from 'zod';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../platform/http/route.ts';
import {
  documentErrors,
  form03Input,
  form04Input,
  incidentSpecKinds,
  specInputSchema,
} from '../documents/contract.ts';
import { incidentRefSchema } from '../incidents/contract.ts';
import { dutyErrors } from './contract/errors.ts';

export { dutyErrors } from './contract/errors.ts';

/** A form of an incident was created or saved; `data` holds `id` of the document and `incidentId`. */
export const documentChanged = 'document.changed';

/** Forms that are filled for one incident: of Circular 20/2017/TT-BTTTT, of Decree 331/2026/ND-CP, on personal data. */
export const formKinds = ['form-03', 'form-04', ...incidentSpecKinds] as const;
export type IncidentSpecKind = (typeof incidentSpecKinds)[number];
export type FormKind = (typeof formKinds)[number];

/** A field marked (*) without a value: its path in `input`, and the text that says why the form asks for it. */
export const missingSchema = z.object({ field: z.string(), reasonKey: z.string() });
export type MissingField = z.output<typeof missingSchema>;
/** A value that was given and is not printed. */
const remarkSchema = missingSchema.extend({ value: z.string() });

const versionSchema = z.object({ version: z.int(), createdAt: z.iso.datetime(), createdBy: z.string() });

const item = {
  id: z.uuid(),
  /** The version that is answered, and the newest one. */
  version: z.int(),
  newestVersion: z.int(),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  missing: z.array(missingSchema),
  versions: z.array(versionSchema),
};
export const formItemSchema = z.object({ ...item, kind: z.enum(formKinds) });
export type FormItem = z.output<typeof formItemSchema>;

const whole = {
  ...item,
  incident: incidentRefSchema,
  remarks: z.array(remarkSchema),
  can: z.object({ update: z.boolean() }),
};
export const formSchema = z.discriminatedUnion('kind', [
  z.object({ ...whole, kind: z.literal('form-03'), input: form03Input }),
  z.object({ ...whole, kind: z.literal('form-04'), input: form04Input }),
  ...incidentSpecKinds.map((kind) =>
    z.object({ ...whole, kind: z.literal(kind), input: specInputSchema(kind) }),
  ),
]);
export type IncidentForm = z.output<typeof formSchema>;

/** The values of one form; every one of them may be absent. */
export const formInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('form-03'), input: form03Input }),
  z.strictObject({ kind: z.literal('form-04'), input: form04Input }),
  ...incidentSpecKinds.map((kind) => z.strictObject({ kind: z.literal(kind), input: specInputSchema(kind) })),
]);
export type FormInput = z.output<typeof formInputSchema>;

export const saveFormSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('form-03'), version: z.int().min(1), input: form03Input }),
  z.strictObject({ kind: z.literal('form-04'), version: z.int().min(1), input: form04Input }),
  ...incidentSpecKinds.map((kind) =>
    z.strictObject({ kind: z.literal(kind), version: z.int().min(1), input: specInputSchema(kind) }),
  ),
]);

const listPath = '/api/v1/incidents/:id/documents';
const formPath = `${listPath}/:documentId` as const;
const params = z.strictObject({ id: z.uuid(), documentId: z.uuid() });
const version = z.coerce.number().int().min(1).max(100_000).optional();
const hidden = [platformErrors.notFound, platformErrors.notAllowed] as const;
const drawn = [
  ...hidden,
  documentErrors.renderBusy,
  documentErrors.renderTooLarge,
  documentErrors.renderFailed,
];

export const listFormsRoute = defineRoute({
  method: 'GET',
  path: listPath,
  access: 'document.read',
  summary: 'Forms of an incident in their newest version, with what they lack',
  params: z.strictObject({ id: z.uuid() }),
  answer: z.object({ items: z.array(formItemSchema), can: z.object({ create: z.boolean() }) }),
  errors: hidden,
});

export const createFormRoute = defineRoute({
  method: 'POST',
  path: listPath,
  access: 'document.create',
  summary: 'Drafts a form from the records of an incident',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ kind: z.enum(formKinds) }),
  answer: formSchema,
  isIdempotent: true,
  errors: [...hidden, dutyErrors.formExists],
  example: { kind: 'form-03' },
});

export const getFormRoute = defineRoute({
  method: 'GET',
  path: formPath,
  access: 'document.read',
  summary: 'A form with its values; the newest version unless `version` names another',
  params,
  query: z.strictObject({ version }),
  answer: formSchema,
  errors: hidden,
});

export const saveFormRoute = defineRoute({
  method: 'PUT',
  path: formPath,
  access: 'document.create',
  summary: 'Saves the values of a form as a new version; the records of the incident stay as they are',
  params,
  body: saveFormSchema,
  answer: formSchema,
  errors: [...hidden, platformErrors.stale],
});

export const refillFormRoute = defineRoute({
  method: 'POST',
  path: `${formPath}/refill`,
  access: 'document.create',
  summary: 'Fills a form from the records again; what was typed stays where the records hold nothing',
  params,
  body: z.strictObject({ version: z.int().min(1) }),
  answer: formSchema,
  errors: [...hidden, platformErrors.stale],
});

export const getFormPdfRoute = defineRoute({
  method: 'GET',
  path: `${formPath}/pdf`,
  access: 'document.read',
  summary: 'A form as PDF/A',
  params,
  query: z.strictObject({ version }),
  answer: 'file',
  errors: drawn,
});

export const getFormDocxRoute = defineRoute({
  method: 'GET',
  path: `${formPath}/docx`,
  access: 'document.read',
  summary: 'A form as DOCX',
  params,
  query: z.strictObject({ version }),
  answer: 'file',
  errors: drawn,
});

export const getFormPageRoute = defineRoute({
  method: 'GET',
  path: `${formPath}/preview`,
  access: 'document.read',
  summary: 'One page of a saved form as SVG picture',
  params,
  query: z.strictObject({ version, page: z.coerce.number().int().min(1).max(1_000).default(1) }),
  answer: 'file',
  errors: drawn,
});

const pageSchema = z.object({ svg: z.string(), widthMm: z.number(), heightMm: z.number() });

export const previewFormRoute = defineRoute({
  method: 'POST',
  path: `${formPath}/preview`,
  access: 'document.read',
  summary: 'The pages that values would give, without saving them',
  params,
  body: formInputSchema,
  answer: z.object({
    /** At most `previewPagesMax`. */
    pages: z.array(pageSchema),
    pageCount: z.int(),
    missing: z.array(missingSchema),
    remarks: z.array(remarkSchema),
  }),
  requestsPerMinute: 240,
  errors: drawn,
});
export const previewPagesMax = 12;
