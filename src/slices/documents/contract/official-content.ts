import { z } from 'zod';

/**
 * The content of an official document as it is stored and edited: the document tree without what the register gives
 * (number, date) and what the program adds (properties, draft mark). Everything may be absent while it is drafted.
 */
const line = z.string().max(2_000);
const longText = z.string().max(100_000);

const run = z.strictObject({
  text: longText,
  isBold: z.boolean().optional(),
  isItalic: z.boolean().optional(),
  isUnderlined: z.boolean().optional(),
});
export const inlineSchema = z.union([longText, z.array(run).max(1_000)]);

export const signatureSchema = z.strictObject({
  authority: z.array(line).max(6),
  post: line.optional(),
  hint: line.optional(),
  name: line.optional(),
});

const tableSchema = z.strictObject({
  kind: z.literal('table'),
  columns: z
    .array(
      z.strictObject({
        share: z.number().positive().max(1_000),
        align: z.enum(['left', 'center', 'right']).optional(),
      }),
    )
    .min(1)
    .max(30),
  header: z.array(z.array(inlineSchema).max(30)).max(5),
  rows: z.array(z.array(inlineSchema).max(30)).max(20_000),
  sizePt: z.number().min(8).max(14).optional(),
});

const field = z.strictObject({
  kind: z.literal('field'),
  label: line,
  value: longText.optional(),
  emptyLines: z.int().min(1).max(20).optional(),
});

export const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('paragraph'),
    content: inlineSchema,
    align: z.enum(['justify', 'left', 'center', 'right']).optional(),
    isIndented: z.boolean().optional(),
    staysWithNext: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('heading'),
    level: z.enum(['part', 'chapter', 'section', 'subsection', 'article', 'clause', 'point']),
    number: z.string().max(20),
    content: inlineSchema.optional(),
    text: inlineSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('list'),
    marker: z.enum(['dash', 'number', 'letter']),
    items: z.array(inlineSchema).max(2_000),
  }),
  tableSchema,
  z.strictObject({
    kind: z.literal('check-boxes'),
    label: line.optional(),
    items: z.array(z.strictObject({ label: line, isChecked: z.boolean(), detail: line.optional() })).max(100),
    layout: z.union([z.literal('line'), z.literal(1), z.literal(2), z.literal(3)]),
    isVerified: z.boolean().optional(),
  }),
  field,
  z.strictObject({ kind: z.literal('field-row'), fields: z.array(field).min(1).max(4) }),
  z.strictObject({ kind: z.literal('form-section'), title: line }),
  z.strictObject({ kind: z.literal('signatures'), parties: z.array(signatureSchema).min(1).max(4) }),
  z.strictObject({
    kind: z.literal('bar-chart'),
    caption: line,
    bars: z
      .array(z.strictObject({ label: line, value: z.number().min(0), earlier: z.number().min(0).optional() }))
      .max(100),
    name: line,
    earlierName: line.optional(),
  }),
  z.strictObject({ kind: z.literal('page-break') }),
]);
export type ContentBlock = z.output<typeof blockSchema>;

const annexSchema = z.strictObject({
  label: line,
  title: line,
  attachedTo: line.optional(),
  hasOwnHead: z.boolean().optional(),
  isLandscape: z.boolean().optional(),
  body: z.array(blockSchema).max(2_000),
});

export const officialContentSchema = z.strictObject({
  scale: z.enum(['regular', 'large']).optional(),
  head: z.strictObject({
    governingBody: line.optional(),
    issuingBody: line,
    /** Absent: built from the type and the issuer's abbreviation. */
    sign: z.string().max(60).optional(),
    place: line.optional(),
    letterSubject: line.optional(),
  }),
  urgency: z.enum(['express', 'very-urgent', 'urgent']).optional(),
  circulationMark: line.optional(),
  typeName: line.optional(),
  subject: line.optional(),
  decidingAuthority: line.optional(),
  legalBases: z.array(line).max(100).optional(),
  enactment: line.optional(),
  addresseesLabel: line.optional(),
  addressees: z.array(line).max(200).optional(),
  body: z.array(blockSchema).max(5_000),
  hasEndMark: z.boolean().optional(),
  recipients: z.strictObject({ items: z.array(line).max(200), archive: line.optional() }).optional(),
  signature: signatureSchema.optional(),
  drafterMark: line.optional(),
  contactLine: line.optional(),
  annexes: z.array(annexSchema).max(50).optional(),
});
export type OfficialContent = z.output<typeof officialContentSchema>;
export type ContentAnnex = z.output<typeof annexSchema>;
export type ContentTable = z.output<typeof tableSchema>;
