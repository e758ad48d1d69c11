import { createHash, X509Certificate } from 'node:crypto';
import type { SignatureFinding, SignatureReport, SignatureResult } from '../contract/signature-report.ts';
import { type CmsSignature, chainOf, readCms, readTimestamp, verifyCms } from './cms.ts';
import { findChangesAfter } from './find-changes.ts';
import { PdfFile } from './pdf-file.ts';
import { isDict, nameOf, type PdfDict, type PdfValue } from './pdf-object.ts';

type Found = { name: string; dict: PdfDict };

const fieldsMax = 5_000;
const signaturesMax = 100;
const detached = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']);

/** Text of a PDF: UTF-16 with its mark, UTF-8 with its mark, else bytes as they are. */
const textOf = (value: PdfValue | undefined): string | undefined => {
  if (!Buffer.isBuffer(value)) return undefined;
  if (value[0] === 0xfe && value[1] === 0xff)
    return Buffer.from(value.subarray(2, value.length - (value.length % 2)))
      .swap16()
      .toString('utf16le');
  if (value[0] === 0xef && value[1] === 0xbb && value[2] === 0xbf) return value.toString('utf8', 3);
  return value.toString('latin1');
};

/** Every signature that a field of the form holds, in the order of the form. */
const listSignatures = (file: PdfFile): Found[] => {
  const catalog = file.resolve(file.trailer.get('Root'));
  const form = isDict(catalog) ? file.resolve(catalog.get('AcroForm')) : null;
  const found: Found[] = [];
  let seen = 0;
  const visit = (value: PdfValue, path: string, inherited: string | undefined, depth: number): void => {
    const field = file.resolve(value);
    seen += 1;
    if (!isDict(field) || depth > 20 || seen > fieldsMax || found.length >= signaturesMax) return;
    const type = nameOf(file.resolve(field.get('FT'))) ?? inherited;
    const own = textOf(file.resolve(field.get('T')));
    const name = [path, own].filter(Boolean).join('.');
    const held = file.resolve(field.get('V'));
    if (type === 'Sig' && isDict(held)) found.push({ name, dict: held });
    const kids = file.resolve(field.get('Kids'));
    if (Array.isArray(kids)) for (const kid of kids) visit(kid, name, type, depth + 1);
  };
  const fields = isDict(form) ? file.resolve(form.get('Fields')) : null;
  if (Array.isArray(fields)) for (const field of fields) visit(field, '', undefined, 0);
  return found;
};

type Range = { pieces: [Buffer, Buffer]; end: number };

/** The signed bytes, where they are all but the signature itself; undefined where the range leaves anything else out. */
const rangeOf = (file: PdfFile, dict: PdfDict): Range | undefined => {
  const range = file.resolve(dict.get('ByteRange'));
  const contents = dict.get('Contents');
  if (!Array.isArray(range) || range.length !== 4 || !Buffer.isBuffer(contents)) return undefined;
  const [start, first, second, length] = range as number[];
  if (![start, first, second, length].every((part) => Number.isInteger(part) && (part as number) >= 0))
    return undefined;
  const [a, b, c, d] = [start, first, second, length] as [number, number, number, number];
  if (a !== 0 || c < b || c + d > file.bytes.length) return undefined;
  const gap = file.bytes.toString('latin1', b, c);
  if (!/^<[0-9a-f\s]*>$/i.test(gap) || !Buffer.from(gap.replace(/[^0-9a-f]/gi, ''), 'hex').equals(contents))
    return undefined;
  return { pieces: [file.bytes.subarray(0, b), file.bytes.subarray(c, c + d)], end: c + d };
};

const certificateOf = (one: X509Certificate): SignatureResult['chain'][number] => ({
  subject: one.subject,
  issuer: one.issuer,
  serialNumber: one.serialNumber,
  validFrom: new Date(one.validFrom).toISOString(),
  validTo: new Date(one.validTo).toISOString(),
  isSelfSigned: one.subject === one.issuer,
});

const isTrusted = (chain: readonly X509Certificate[], roots: readonly X509Certificate[]): boolean =>
  chain.some((one) =>
    roots.some(
      (root) =>
        root.fingerprint256 === one.fingerprint256 || (one.checkIssued(root) && one.verify(root.publicKey)),
    ),
  );

/** "D:20261123090000+07'00'" */
const dateOf = (value: PdfValue | undefined): Date | undefined => {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)'?)?/.exec(
    textOf(value) ?? '',
  );
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, zone, zoneMinutes] = parts;
  const at = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${zone ? `${zone}:${zoneMinutes}` : 'Z'}`,
  );
  return Number.isNaN(at.getTime()) ? undefined : at;
};

const checkTimestamp = (cms: CmsSignature, range: Range): { verdict: string; at: Date | undefined } => {
  if (!cms.content) return { verdict: 'malformed', at: undefined };
  const stamp = readTimestamp(cms.content);
  if (stamp.digest === 'unknown') return { verdict: 'unsupported', at: stamp.at };
  const hash = createHash(stamp.digest);
  for (const piece of range.pieces) hash.update(piece);
  const isOfFile = hash.digest().equals(stamp.imprint);
  return { verdict: isOfFile ? verifyCms(cms, [cms.content]) : 'digest-mismatch', at: stamp.at };
};

const laterFindings = {
  nothing: [],
  signatures: ['signed-again'],
  content: ['content-changed'],
  unknown: ['unknown-data-after'],
} as const;

const readOne = (
  file: PdfFile,
  { name, dict }: Found,
  roots: readonly X509Certificate[],
): SignatureResult => {
  const filter = nameOf(file.resolve(dict.get('SubFilter')));
  const kind = filter === 'ETSI.RFC3161' ? 'timestamp' : 'signature';
  const base: SignatureResult = {
    field: name,
    kind,
    isSound: false,
    coversFile: false,
    signedAt: null,
    reason: textOf(file.resolve(dict.get('Reason'))) ?? null,
    digest: null,
    chain: [],
    trust: 'not-checked',
    findings: [],
  };
  const range = rangeOf(file, dict);
  if (!range) return { ...base, findings: ['range-incomplete'] };
  if (kind === 'signature' && !detached.has(filter ?? '')) return { ...base, findings: ['unsupported'] };
  let cms: CmsSignature;
  let checked: { verdict: string; at: Date | undefined };
  try {
    cms = readCms(dict.get('Contents') as Buffer);
    const claimed = cms.signingTime ?? dateOf(file.resolve(dict.get('M')));
    checked =
      kind === 'timestamp'
        ? checkTimestamp(cms, range)
        : { verdict: verifyCms(cms, range.pieces), at: claimed };
  } catch {
    return { ...base, findings: ['malformed'] };
  }
  const later = findChangesAfter(file, range.end);
  const chain = chainOf(cms);
  const signer = chain[0];
  const isOutside =
    signer &&
    checked.at &&
    (checked.at < new Date(signer.validFrom) || checked.at > new Date(signer.validTo));
  const findings: SignatureFinding[] = [
    ...(checked.verdict === 'sound' ? [] : [checked.verdict as SignatureFinding]),
    ...laterFindings[later],
    ...(isOutside ? (['certificate-expired'] as const) : []),
    ...(cms.digest === 'sha1' ? (['weak-digest'] as const) : []),
    ...(checked.at ? [] : (['no-signing-time'] as const)),
  ];
  return {
    ...base,
    isSound: checked.verdict === 'sound',
    coversFile: later === 'nothing' || later === 'signatures',
    signedAt: checked.at?.toISOString() ?? null,
    digest: cms.digest,
    chain: chain.map(certificateOf),
    trust: roots.length === 0 ? 'not-checked' : isTrusted(chain, roots) ? 'trusted' : 'not-trusted',
    findings,
  };
};

const pageCountOf = (file: PdfFile): number | null => {
  const catalog = file.resolve(file.trailer.get('Root'));
  const pages = isDict(catalog) ? file.resolve(catalog.get('Pages')) : null;
  const count = isDict(pages) ? file.resolve(pages.get('Count')) : null;
  return typeof count === 'number' && Number.isInteger(count) ? count : null;
};

/** The certificates of a PEM file. @throws Error for a part that is no certificate */
export const readRoots = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

/**
 * Checks the signatures of a PDF: present, whole, by whom, and whether anything was changed after them.
 * @param rootsPem certificates to trust; without them trust is said to be not checked
 * @throws Error for bytes that cannot be read as a PDF
 */
export const readSignatures = (bytes: Buffer, rootsPem = ''): Omit<SignatureReport, 'startsWithIssued'> => {
  const file = new PdfFile(bytes);
  if (file.trailer.has('Encrypt')) throw new Error('pdf: encrypted');
  const roots = readRoots(rootsPem);
  const signatures = listSignatures(file).map((found) => readOne(file, found, roots));
  return { pageCount: pageCountOf(file), signatures, failure: null };
};
