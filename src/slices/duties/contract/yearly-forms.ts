import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { documentErrors, specInputSchema, yearlySpecKinds } from '../../documents/contract.ts';
import { dutyErrors, type FormInput, type FormKind, missingSchema } from '../contract.ts';

/** Forms of the organisation itself, one each year: member file, registration, yearly report of security levels. */
export type YearlyKind = (typeof yearlySpecKinds)[number];
export type AnyFormKind = FormKind | YearlyKind;

const year = z.int().min(2000).max(2200);
const version = z.int().min(1);

/** A yearly form was drafted or saved; `data` holds `id`. */
export const yearlyFormChanged = 'yearly-form.changed';

const item = {
  id: z.uuid(),
  year,
  version: z.int(),
  newestVersion: z.int(),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  missing: z.array(missingSchema),
  versions: z.array(z.object({ version: z.int(), createdAt: z.iso.datetime(), createdBy: z.string() })),
};
export const yearlyFormItemSchema = z.object({ ...item, kind: z.enum(yearlySpecKinds) });
export type YearlyFormItem = z.output<typeof yearlyFormItemSchema>;

const whole = {
  ...item,
  remarks: z.array(missingSchema.extend({ value: z.string() })),
  can: z.object({ update: z.boolean() }),
};
const [first, ...others] = yearlySpecKinds;
const inputOf = <Kind extends YearlyKind>(kind: Kind) => ({
  kind: z.literal(kind),
  input: specInputSchema(kind),
});

export const yearlyFormSchema = z.discriminatedUnion('kind', [
  z.object({ ...whole, ...inputOf(first) }),
  ...others.map((kind) => z.object({ ...whole, ...inputOf(kind) })),
]);
export type YearlyForm = z.output<typeof yearlyFormSchema>;

export const yearlyInputSchema = z.discriminatedUnion('kind', [
  z.strictObject(inputOf(first)),
  ...others.map((kind) => z.strictObject(inputOf(kind))),
]);
export type YearlyInput = z.output<typeof yearlyInputSchema>;
export type AnyFormInput = FormInput | YearlyInput;

const listPath = '/api/v1/yearly-forms';
const formPath = `${listPath}/:id` as const;
const params = z.strictObject({ id: z.uuid() });
const query = z.strictObject({ version: z.coerce.number().int().min(1).max(100_000).optional() });
const hidden = [platformErrors.notFound, platformErrors.notAllowed] as const;
const drawn = [
  ...hidden,
  documentErrors.renderBusy,
  documentErrors.renderTooLarge,
  documentErrors.renderFailed,
] as const;

export const listYearlyFormsRoute = defineRoute({
  method: 'GET',
  path: listPath,
  access: 'yearly-form.read',
  summary: 'Yearly forms of the organisation in their newest version, with what they lack',
  query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
  answer: z.object({
    year,
    years: z.array(z.int()),
    items: z.array(yearlyFormItemSchema),
    can: z.object({ create: z.boolean() }),
  }),
});

export const createYearlyFormRoute = defineRoute({
  method: 'POST',
  path: listPath,
  access: 'yearly-form.update',
  summary: 'Drafts a yearly form from the organisation, the team and the register of systems',
  body: z.strictObject({ kind: z.enum(yearlySpecKinds), year }),
  answer: yearlyFormSchema,
  isIdempotent: true,
  errors: [dutyErrors.formExists],
  example: { kind: 'form-01', year: 2026 },
});

export const getYearlyFormRoute = defineRoute({
  method: 'GET',
  path: formPath,
  access: 'yearly-form.read',
  summary: 'A yearly form with its values',
  params,
  query,
  answer: yearlyFormSchema,
  errors: hidden,
});

export const saveYearlyFormRoute = defineRoute({
  method: 'PUT',
  path: formPath,
  access: 'yearly-form.update',
  summary: 'Saves the values of a yearly form as a new version',
  params,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ ...inputOf(first), version }),
    ...others.map((kind) => z.strictObject({ ...inputOf(kind), version })),
  ]),
  bodyBytesMax: 8_000_000,
  answer: yearlyFormSchema,
  errors: [...hidden, platformErrors.stale],
});

export const refillYearlyFormRoute = defineRoute({
  method: 'POST',
  path: `${formPath}/refill`,
  access: 'yearly-form.update',
  summary: 'Fills a yearly form from the records again; what was typed stays where they hold nothing',
  params,
  body: z.strictObject({ version }),
  answer: yearlyFormSchema,
  errors: [...hidden, platformErrors.stale],
});

export const getYearlyPdfRoute = defineRoute({
  method: 'GET',
  path: `${formPath}/pdf`,
  access: 'yearly-form.read',
  summary: 'A yearly form as PDF/A',
  params,
  query,
  answer: 'file',
  errors: drawn,
});

export const getYearlyDocxRoute = defineRoute({
  method: 'GET',
  path: `${formPath}/docx`,
  access: 'yearly-form.read',
  summary: 'A yearly form as DOCX',
  params,
  query,
  answer: 'file',
  errors: drawn,
});

export const previewYearlyFormRoute = defineRoute({
  method: 'POST',
  path: `${formPath}/preview`,
  access: 'yearly-form.read',
  summary: 'The pages that values would give, without saving them',
  params,
  body: yearlyInputSchema,
  bodyBytesMax: 8_000_000,
  answer: z.object({
    pages: z.array(z.object({ svg: z.string(), widthMm: z.number(), heightMm: z.number() })),
    pageCount: z.int(),
    missing: z.array(missingSchema),
    remarks: z.array(missingSchema.extend({ value: z.string() })),
  }),
  requestsPerMinute: 240,
  errors: drawn,
});
