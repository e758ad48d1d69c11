import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyRefSchema } from '../../agencies/contract.ts';
import { documentErrors } from './errors.ts';
import { numberStates } from './official.ts';
import { officialTypes } from './official-types.ts';

/** One register: the outgoing numbers of an issuer, a type and a year. */
const key = {
  /** Null: the team itself. */
  issuerAgencyId: z.uuid().nullable(),
  type: z.enum(officialTypes),
  year: z.int().min(2000).max(2200),
};
const keyQuery = {
  /** Absent: the team itself. */
  issuerAgencyId: z.uuid().optional(),
  type: z.enum(officialTypes),
  year: z.coerce.number().int().min(2000).max(2200),
};

export const registerSchema = z.object({
  ...key,
  issuer: agencyRefSchema.nullable(),
  lastNumber: z.int(),
  issued: z.int(),
  voided: z.int(),
  paper: z.int(),
  /** Numbers up to the last one that nothing explains. */
  unexplained: z.int(),
});
export type DocumentRegister = z.output<typeof registerSchema>;

export const numberEntrySchema = z.object({
  number: z.int(),
  state: z.enum(numberStates),
  documentId: z.uuid().nullable(),
  /** Of a document that was issued and taken back. */
  isWithdrawn: z.boolean(),
  sign: z.string().nullable(),
  title: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  reason: z.string().nullable(),
  isManual: z.boolean(),
  givenAt: z.iso.datetime(),
  givenBy: z.string(),
});
export type NumberEntryAnswer = z.output<typeof numberEntrySchema>;

const base = '/api/v1/document-registers';
const can = z.object({ update: z.boolean() });

export const listRegistersRoute = defineRoute({
  method: 'GET',
  path: base,
  access: 'document-register.read',
  summary: 'Registers of outgoing numbers of a year, with what is unexplained in each',
  query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
  answer: z.object({ year: z.int(), years: z.array(z.int()), items: z.array(registerSchema), can }),
});

export const getRegisterRoute = defineRoute({
  method: 'GET',
  path: `${base}/numbers`,
  access: 'document-register.read',
  summary: 'The numbers of one register, newest first, and its gaps',
  query: z.strictObject({
    ...keyQuery,
    /** Only numbers below this one. */
    below: z.coerce.number().int().min(1).max(100_000).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({
    register: registerSchema,
    gaps: z.array(z.object({ from: z.int(), to: z.int() })),
    items: z.array(numberEntrySchema),
    nextBelow: z.int().nullable(),
    can,
  }),
});

export const explainNumbersRoute = defineRoute({
  method: 'POST',
  path: `${base}/numbers`,
  access: 'document-register.update',
  summary: 'Explains numbers: voided with a reason, or given on the paper register',
  body: z.strictObject({
    ...key,
    from: z.int().min(1).max(99_999),
    to: z.int().min(1).max(99_999),
    state: z.enum(['voided', 'paper']),
    reason: z.string().trim().min(3).max(1_000).normalize('NFC'),
  }),
  answer: registerSchema,
  errors: [documentErrors.numberTaken, documentErrors.gapTooWide],
});

export const exportRegisterRoute = defineRoute({
  method: 'GET',
  path: `${base}/export`,
  access: 'document-register.read',
  summary: 'One register as CSV, gaps included',
  query: z.strictObject(keyQuery),
  answer: 'file',
});

export const issuerSchema = z.object({
  agencyId: z.uuid().nullable(),
  agency: agencyRefSchema.nullable(),
  abbreviation: z.string(),
  unit: z.string().nullable(),
  governingBody: z.string().nullable(),
  issuingBody: z.string(),
  place: z.string().nullable(),
  archive: z.string().nullable(),
  contactLine: z.string().nullable(),
  /** 0 while nothing was set and everything comes from the registers. */
  version: z.int(),
});
export type IssuerAnswer = z.output<typeof issuerSchema>;

const optionalLine = (limit: number) =>
  z.string().trim().min(1).max(limit).normalize('NFC').nullable().default(null);

export const getIssuerRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/document-issuers',
  access: 'official-document.read',
  summary: 'How the team, or one agency, stands on its documents',
  query: z.strictObject({ agencyId: z.uuid().optional() }),
  answer: issuerSchema,
  errors: [platformErrors.notFound],
});

export const setIssuerRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/document-issuers',
  access: 'document-register.update',
  summary: 'Sets abbreviation, head and archive of an issuer for the documents to come',
  body: z.strictObject({
    agencyId: z.uuid().nullable(),
    version: z.int().min(0),
    abbreviation: z
      .string()
      .trim()
      .normalize('NFC')
      .regex(/^[\p{Lu}\d][\p{L}\d&-]{0,29}$/u),
    unit: z
      .string()
      .trim()
      .normalize('NFC')
      .regex(/^[\p{Lu}\d][\p{L}\d&-]{0,29}$/u)
      .nullable()
      .default(null),
    governingBody: optionalLine(200),
    issuingBody: z.string().trim().min(1).max(200).normalize('NFC'),
    place: optionalLine(100),
    archive: optionalLine(100),
    contactLine: optionalLine(400),
  }),
  answer: issuerSchema,
  errors: [platformErrors.notFound, platformErrors.stale],
});
