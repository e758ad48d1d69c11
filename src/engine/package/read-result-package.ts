import { createHash } from 'node:crypto';
import { type ByteSource, openByteSource, readRange } from './byte-source.ts';
import { type PackageFault, type PackageLayout, readLayout } from './package-layout.ts';
import { type PackageManifest, parseManifest } from './package-manifest.ts';
import {
  isSigned,
  type PackageSignature,
  parseSignature,
  signatureBytesMax,
  signatureName,
} from './package-signature.ts';
import { isResultFinding, type ResultFinding } from './result-finding.ts';
import { keyFingerprint } from './signing-key.ts';
import { UnpackError, unpackLines } from './unpack-lines.ts';
import { findingsName, manifestName, reportName, summaryName } from './write-result-package.ts';

/** Bounds on what a package from outside may cost. */
export type PackageLimits = {
  readonly packageBytesMax: number;
  readonly manifestBytesMax: number;
  readonly findingsBytesMax: number;
  readonly findingBytesMax: number;
};

export const packageLimits: PackageLimits = {
  packageBytesMax: 4 * 2 ** 30,
  manifestBytesMax: 64 * 2 ** 20,
  findingsBytesMax: 16 * 2 ** 30,
  // 100 values of 8 KiB each in a few fields.
  findingBytesMax: 32 * 2 ** 20,
};

export type ReadOptions = {
  readonly limits?: Partial<PackageLimits>;
  /** Fingerprints of the keys that are believed; undefined to take any key and leave the judgement to the caller. */
  readonly trustedKeys?: readonly string[];
};

/** The verdict over a package: whole only where `faults` is empty. */
export type PackageVerdict = {
  readonly faults: readonly PackageFault[];
  /** Present where they could be read, even if other parts are wrong: for display only then. */
  readonly manifest: PackageManifest | undefined;
  readonly keyFingerprint: string | undefined;
  /** SHA-256 over all signed bytes, as it is now. */
  readonly sha256: string | undefined;
};

/** A package of which every byte has been verified. */
export type ResultPackage = {
  readonly manifest: PackageManifest;
  readonly keyFingerprint: string;
  readonly sha256: string;
  /** The counts of the hunt, as JSON of the tool's version. */
  readonly summary: unknown;
  readonly hasReport: boolean;
  /** Every finding in order, one at a time; can be asked again. */
  readonly findings: () => AsyncGenerator<ResultFinding>;
  readonly report: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
};

/** A package that must not be taken in; the faults say why. */
export class BadResultPackage extends Error {
  readonly faults: readonly PackageFault[];
  constructor(faults: readonly PackageFault[]) {
    super(faults.map(({ code, place }) => (place === undefined ? code : `${code} (${place})`)).join(', '));
    this.faults = faults;
  }
}

type Opened = PackageVerdict & { readonly layout: PackageLayout };

/**
 * Verifies a package and opens it: structure, every hash, the signature, and that each finding can be read. Nothing
 * is written to disk and no name inside a package becomes a path. A path must not be written to while it is open.
 *
 * @param from path of a package, or its bytes
 * @throws BadResultPackage where anything is wrong; errors of the file system where a path cannot be read
 */
export async function readResultPackage(
  from: string | Uint8Array,
  options: ReadOptions = {},
): Promise<ResultPackage> {
  const limits = { ...packageLimits, ...options.limits };
  const source = await openByteSource(from);
  try {
    const opened = await inspect(source, limits, options.trustedKeys);
    const { manifest, layout, keyFingerprint: fingerprint, sha256, faults } = opened;
    if (faults.length > 0 || manifest === undefined || fingerprint === undefined || sha256 === undefined)
      throw new BadResultPackage(faults);
    return {
      manifest,
      keyFingerprint: fingerprint,
      sha256,
      summary: JSON.parse(await readText(source, layout, summaryName)) as unknown,
      hasReport: layout.entries.has(reportName),
      findings: () => readFindings(source, layout, manifest, limits),
      report: async () =>
        layout.entries.has(reportName) ? await readText(source, layout, reportName) : undefined,
      close: () => source.close(),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** Says everything that is wrong with a package. Rejects only where a path cannot be read. */
export async function verifyResultPackage(
  from: string | Uint8Array,
  options: ReadOptions = {},
): Promise<PackageVerdict> {
  const source = await openByteSource(from);
  try {
    const opened = await inspect(source, { ...packageLimits, ...options.limits }, options.trustedKeys);
    const { faults, manifest, keyFingerprint: fingerprint, sha256 } = opened;
    return { faults, manifest, keyFingerprint: fingerprint, sha256 };
  } finally {
    await source.close();
  }
}

async function inspect(
  source: ByteSource,
  limits: PackageLimits,
  trustedKeys: readonly string[] | undefined,
): Promise<Opened> {
  const nothing = { manifest: undefined, keyFingerprint: undefined, sha256: undefined };
  const empty: PackageLayout = { entries: new Map(), signatureAt: -1, faults: [] };
  if (source.size > limits.packageBytesMax)
    return { ...nothing, layout: empty, faults: [{ code: 'too-large', place: String(source.size) }] };
  const layout = await readLayout(source);
  const faults = [...layout.faults];
  const manifest = await readManifest(source, layout, limits, faults);
  if (manifest !== undefined) await checkEntries(source, layout, manifest, limits, faults);
  const signed = await checkSignature(source, layout, faults);
  const fingerprint =
    signed?.signature === undefined
      ? undefined
      : keyFingerprint(Buffer.from(signed.signature.publicKey, 'base64'));
  if (fingerprint !== undefined && trustedKeys !== undefined && !trustedKeys.includes(fingerprint))
    faults.push({ code: 'unknown-key', place: fingerprint });
  return { faults, manifest, keyFingerprint: fingerprint, sha256: signed?.sha256, layout };
}

async function readManifest(
  source: ByteSource,
  layout: PackageLayout,
  limits: PackageLimits,
  faults: PackageFault[],
): Promise<PackageManifest | undefined> {
  const range = layout.entries.get(manifestName);
  if (range === undefined) return undefined;
  if (range.end - range.start > limits.manifestBytesMax) {
    faults.push({ code: 'too-large', place: manifestName });
    return undefined;
  }
  const parsed = parseManifest(await readText(source, layout, manifestName));
  if ('manifest' in parsed) return parsed.manifest;
  faults.push({ code: 'bad-manifest', place: parsed.wrongField });
  return undefined;
}

async function checkEntries(
  source: ByteSource,
  layout: PackageLayout,
  manifest: PackageManifest,
  limits: PackageLimits,
  faults: PackageFault[],
): Promise<void> {
  const announced = new Map(manifest.entries.map((entry) => [entry.name, entry]));
  for (const [name, { start, end }] of layout.entries) {
    if (name === manifestName || name === signatureName) continue;
    const entry = announced.get(name);
    announced.delete(name);
    const isSame = entry?.bytes === end - start && entry.sha256 === (await hashOf(source, start, end));
    if (!isSame) faults.push({ code: 'entry-changed', place: name });
    // Only what is proven unchanged is unpacked.
    else if (name === findingsName) await checkFindings(source, layout, manifest, limits, faults);
    else if (end - start > limits.manifestBytesMax && name === summaryName)
      faults.push({ code: 'too-large', place: name });
  }
  for (const name of announced.keys()) faults.push({ code: 'missing-entry', place: name });
}

async function checkFindings(
  source: ByteSource,
  layout: PackageLayout,
  manifest: PackageManifest,
  limits: PackageLimits,
  faults: PackageFault[],
): Promise<void> {
  try {
    for await (const _ of readFindings(source, layout, manifest, limits));
  } catch (error) {
    if (!(error instanceof BadResultPackage)) throw error;
    faults.push(...error.faults);
  }
}

async function* readFindings(
  source: ByteSource,
  layout: PackageLayout,
  manifest: PackageManifest,
  limits: PackageLimits,
): AsyncGenerator<ResultFinding> {
  const range = layout.entries.get(findingsName);
  if (range === undefined) return;
  const { count, bytes } = manifest.findings;
  const lines = unpackLines(readRange(source, range.start, range.end), {
    bytesMax: Math.min(bytes, limits.findingsBytesMax),
    lineBytesMax: limits.findingBytesMax,
  });
  let line = 0;
  try {
    for await (const text of lines) {
      line++;
      const finding: unknown = parseJson(text);
      if (!isResultFinding(finding)) throw new UnpackError('not a finding');
      yield finding;
    }
    if (line !== count) throw new UnpackError('another number of findings than announced');
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    throw new BadResultPackage([{ code: 'bad-findings', place: String(line) }]);
  }
}

async function checkSignature(
  source: ByteSource,
  layout: PackageLayout,
  faults: PackageFault[],
): Promise<{ signature: PackageSignature | undefined; sha256: string } | undefined> {
  const { signatureAt } = layout;
  const range = layout.entries.get(signatureName);
  if (range === undefined) return undefined;
  const sha256 = await hashOf(source, 0, signatureAt);
  const isSmall = range.end - range.start <= signatureBytesMax;
  const signature = isSmall ? parseSignature(await readText(source, layout, signatureName)) : undefined;
  if (signature === undefined) faults.push({ code: 'bad-signature-entry' });
  else {
    if (signature.sha256 !== sha256 || signature.signedBytes !== signatureAt)
      faults.push({ code: 'wrong-digest' });
    if (!isSigned(signature)) faults.push({ code: 'wrong-signature' });
  }
  return { signature, sha256 };
}

async function hashOf(source: ByteSource, from: number, to: number): Promise<string> {
  const digest = createHash('sha256');
  for await (const part of readRange(source, from, to)) digest.update(part);
  return digest.digest('hex');
}

async function readText(source: ByteSource, layout: PackageLayout, name: string): Promise<string> {
  const { start, end } = layout.entries.get(name) ?? { start: 0, end: 0 };
  return (await source.read(start, end - start)).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnpackError('no JSON');
  }
}
