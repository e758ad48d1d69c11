import { z } from 'zod';

/**
 * What the check of a signed PDF found. `valid`: every signature is whole and its signer's key made it; whether the
 * certificate is trusted is said apart (`trust`), since that needs a list of trusted roots.
 */
export const signatureVerdicts = ['valid', 'invalid', 'changed-after', 'unsigned', 'unreadable'] as const;
export type SignatureVerdict = (typeof signatureVerdicts)[number];

/** Codes of what is wrong or worth knowing; the texts of both languages stand in `texts/`. */
export const signatureFindings = [
  'range-incomplete',
  'digest-mismatch',
  'signature-mismatch',
  'unsupported',
  'malformed',
  'content-changed',
  'signed-again',
  'unknown-data-after',
  'certificate-expired',
  'certificate-missing',
  'weak-digest',
  'no-signing-time',
] as const;
export type SignatureFinding = (typeof signatureFindings)[number];

export const trustStates = ['not-checked', 'trusted', 'not-trusted'] as const;

const certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  isSelfSigned: z.boolean(),
});

export const signatureSchema = z.object({
  field: z.string(),
  kind: z.enum(['signature', 'timestamp']),
  /** The signed bytes are exactly those that the signature covers, and the key of the certificate made it. */
  isSound: z.boolean(),
  /** Nothing stands after what it covers, or only further signatures. */
  coversFile: z.boolean(),
  signedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  digest: z.string().nullable(),
  chain: z.array(certificate),
  trust: z.enum(trustStates),
  findings: z.array(z.enum(signatureFindings)),
});
export type SignatureResult = z.output<typeof signatureSchema>;

export const signatureReportSchema = z.object({
  pageCount: z.int().nullable(),
  signatures: z.array(signatureSchema),
  /** The file begins with the bytes of the PDF that was issued here. Null where there is none to compare with. */
  startsWithIssued: z.boolean().nullable(),
  /** Of a file that could not be read. */
  failure: z.string().nullable(),
});
export type SignatureReport = z.output<typeof signatureReportSchema>;
