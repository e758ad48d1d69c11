import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyRefSchema } from '../../agencies/contract.ts';
import { documentErrors } from './errors.ts';
import { officialContentSchema } from './official-content.ts';
import { officialStates, officialTypes } from './official-types.ts';
import { signatureReportSchema, signatureVerdicts } from './signature-report.ts';

export type { SignatureReport, SignatureVerdict } from './signature-report.ts';

/** A document was drafted, saved or moved a step; `data` holds `id`, `subjectKind`, `subjectId` and `type`. */
export const officialDocumentChanged = 'official-document.changed';
/** A document got its number; `data` holds the same and `number`, `sign`, `issuedOn`. */
export const officialDocumentIssued = 'official-document.issued';

export const officialSteps = [
  'drafted',
  'saved',
  'initialled',
  'signed',
  'issued',
  'returned',
  'withdrawn',
  'signed-copy-added',
] as const;
export type OfficialStep = (typeof officialSteps)[number];

/** `paper`: given on the paper register, before or beside this one. */
export const numberStates = ['issued', 'voided', 'paper'] as const;
export type NumberState = (typeof numberStates)[number];

/** A document as other records name it. */
export const officialDocumentRefSchema = z.object({
  id: z.uuid(),
  type: z.enum(officialTypes),
  title: z.string(),
  state: z.enum(officialStates),
  /** Number and sign, "05/QĐ-UBND"; null until it is issued. */
  number: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
});
export type OfficialDocumentRef = z.output<typeof officialDocumentRefSchema>;

const gapSchema = z.object({ field: z.string(), fault: z.string() });

export const officialItemSchema = officialDocumentRefSchema.extend({
  /** Null: the team itself. */
  issuer: agencyRefSchema.nullable(),
  subjectKind: z.string(),
  subjectId: z.uuid(),
  sign: z.string(),
  signerName: z.string().nullable(),
  hasSignedCopy: z.boolean(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
});
export type OfficialItem = z.output<typeof officialItemSchema>;

const stepSchema = z.object({
  id: z.uuid(),
  step: z.enum(officialSteps),
  at: z.iso.datetime(),
  actor: z.string(),
  note: z.string().nullable(),
});
export const signedCopySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  sha256: z.string(),
  sizeBytes: z.int(),
  addedAt: z.iso.datetime(),
  addedBy: z.string(),
  verdict: z.enum(signatureVerdicts),
  report: signatureReportSchema,
});
export type SignedCopy = z.output<typeof signedCopySchema>;

export const officialDocumentSchema = officialItemSchema.extend({
  content: officialContentSchema,
  /** The sign that stands on the page when the content names none. */
  builtSign: z.string(),
  signerPost: z.string().nullable(),
  signedOn: z.iso.date().nullable(),
  withdrawnReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  savedBy: z.string(),
  gaps: z.array(gapSchema),
  steps: z.array(stepSchema),
  signedCopies: z.array(signedCopySchema),
  can: z.object({
    update: z.boolean(),
    initial: z.boolean(),
    sign: z.boolean(),
    issue: z.boolean(),
    return: z.boolean(),
    withdraw: z.boolean(),
    addSignedCopy: z.boolean(),
  }),
});
export type OfficialDocument = z.output<typeof officialDocumentSchema>;

const base = '/api/v1/official-documents';
const one = `${base}/:id` as const;
const params = z.strictObject({ id: z.uuid() });
const version = z.int().min(1);
const hidden = [platformErrors.notFound, platformErrors.notAllowed] as const;
const moved = [...hidden, platformErrors.stale, documentErrors.wrongState] as const;
const drawn = [
  ...hidden,
  documentErrors.renderBusy,
  documentErrors.renderTooLarge,
  documentErrors.renderFailed,
] as const;
const reason = z.string().trim().min(3).max(1_000);

export const listOfficialDocumentsRoute = defineRoute({
  method: 'GET',
  path: base,
  access: 'official-document.read',
  summary: 'Official documents, last changed first',
  query: z.strictObject({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    q: z.string().max(200).optional(),
    state: z.enum(officialStates).optional(),
    type: z.enum(officialTypes).optional(),
    subjectKind: z.string().max(40).optional(),
    subjectId: z.uuid().optional(),
    year: z.coerce.number().int().min(2000).max(2200).optional(),
  }),
  answer: z.object({
    items: z.array(officialItemSchema),
    nextCursor: z.string().nullable(),
    can: z.object({ draft: z.boolean() }),
  }),
});

export const draftOfficialDocumentRoute = defineRoute({
  method: 'POST',
  path: base,
  access: 'official-document.draft',
  summary: 'Drafts an official document from the skeleton of its type',
  body: z.strictObject({
    type: z.enum(officialTypes),
    title: z.string().trim().min(1).max(500).normalize('NFC'),
    issuerAgencyId: z.uuid().nullable().default(null),
    /** Of a decision that issues another document (regulation, plan) which follows it. */
    isIndirect: z.boolean().default(false),
  }),
  answer: officialDocumentSchema,
  isIdempotent: true,
  errors: [platformErrors.notFound],
  example: { type: 'official-letter', title: 'Rà soát lỗ hổng trên máy chủ thư điện tử' },
});

export const getOfficialDocumentRoute = defineRoute({
  method: 'GET',
  path: one,
  access: 'official-document.read',
  summary: 'An official document with its content, steps and signed copies',
  params,
  answer: officialDocumentSchema,
  errors: hidden,
});

export const saveOfficialDocumentRoute = defineRoute({
  method: 'PUT',
  path: one,
  access: 'official-document.draft',
  summary: 'Saves the content of a draft',
  params,
  body: z.strictObject({
    version,
    title: z.string().trim().min(1).max(500).normalize('NFC'),
    content: officialContentSchema,
  }),
  bodyBytesMax: 8_000_000,
  answer: officialDocumentSchema,
  errors: [...moved, documentErrors.renderTooLarge],
});

export const initialOfficialDocumentRoute = defineRoute({
  method: 'POST',
  path: `${one}/initial`,
  access: 'official-document.initial',
  summary: 'Notes that the content was checked and initialled',
  params,
  body: z.strictObject({ version }),
  answer: officialDocumentSchema,
  errors: moved,
});

export const signOfficialDocumentRoute = defineRoute({
  method: 'POST',
  path: `${one}/sign`,
  access: 'official-document.sign',
  summary: 'Notes that the named signer has signed; the content is closed from then on',
  params,
  body: z.strictObject({ version, signedOn: z.iso.date() }),
  answer: officialDocumentSchema,
  errors: [...moved, documentErrors.notReady],
});

export const issueOfficialDocumentRoute = defineRoute({
  method: 'POST',
  path: `${one}/issue`,
  access: 'official-document.issue',
  summary: 'Issues a signed document: the register gives the next number, or takes the one named',
  params,
  body: z.strictObject({
    version,
    issuedOn: z.iso.date(),
    /** Where the paper register leads; checked against doubles. */
    number: z.int().min(1).max(99_999).optional(),
  }),
  answer: officialDocumentSchema,
  errors: [...moved, documentErrors.notReady, documentErrors.numberTaken],
});

export const returnOfficialDocumentRoute = defineRoute({
  method: 'POST',
  path: `${one}/return`,
  access: 'official-document.draft',
  summary: 'Sends an initialled or signed document back to be drafted again, with the reason',
  params,
  body: z.strictObject({ version, reason }),
  answer: officialDocumentSchema,
  errors: moved,
});

export const withdrawOfficialDocumentRoute = defineRoute({
  method: 'POST',
  path: `${one}/withdraw`,
  access: 'official-document.draft',
  summary: 'Gives up a draft, or takes back an issued document; a number keeps its reason in the register',
  params,
  body: z.strictObject({ version, reason }),
  answer: officialDocumentSchema,
  errors: moved,
});

export const previewOfficialDocumentRoute = defineRoute({
  method: 'POST',
  path: `${one}/preview`,
  access: 'official-document.read',
  summary: 'The pages that a content would give, without saving it',
  params,
  body: z.strictObject({ content: officialContentSchema }),
  bodyBytesMax: 8_000_000,
  answer: z.object({
    pages: z.array(z.object({ svg: z.string(), widthMm: z.number(), heightMm: z.number() })),
    pageCount: z.int(),
    gaps: z.array(gapSchema),
  }),
  requestsPerMinute: 240,
  errors: drawn,
});

export const getOfficialPdfRoute = defineRoute({
  method: 'GET',
  path: `${one}/pdf`,
  access: 'official-document.read',
  summary: 'The document as PDF/A; once issued always the same bytes',
  params,
  answer: 'file',
  errors: drawn,
});

export const getOfficialDocxRoute = defineRoute({
  method: 'GET',
  path: `${one}/docx`,
  access: 'official-document.read',
  summary: 'The document as DOCX; once issued always the same bytes',
  params,
  answer: 'file',
  errors: drawn,
});

export const addSignedCopyRoute = defineRoute({
  method: 'POST',
  path: `${one}/signed-copies`,
  access: 'official-document.issue',
  summary: 'Stores the signed PDF that came back and checks its signatures (multipart, field `file`)',
  params,
  body: z.strictObject({}),
  bodyKind: 'multipart',
  answer: officialDocumentSchema,
  status: 201,
  errors: [...hidden, documentErrors.wrongState, documentErrors.notPdf, platformErrors.tooLarge],
});

export const getSignedCopyRoute = defineRoute({
  method: 'GET',
  path: `${one}/signed-copies/:copyId`,
  access: 'official-document.read',
  summary: 'A signed copy, as it was received',
  params: z.strictObject({ id: z.uuid(), copyId: z.uuid() }),
  answer: 'file',
  errors: hidden,
});
