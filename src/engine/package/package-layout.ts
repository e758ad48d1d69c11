import type { ByteSource } from './byte-source.ts';
import { signatureName } from './package-signature.ts';
import { paddingOf, readTarHeader, tarBlockBytes, tarEnd, tarHeader } from './tar-block.ts';
import { findingsName, manifestName, reportName, summaryName } from './write-result-package.ts';

/** What is wrong with a package; `place` is a byte offset, an entry, a field or a line. */
export type PackageFault = { readonly code: PackageFaultCode; readonly place?: string };
export type PackageFaultCode =
  | 'not-a-package'
  | 'too-large'
  | 'bad-header'
  | 'unexpected-entry'
  | 'missing-entry'
  | 'bad-padding'
  | 'bad-end'
  | 'bad-manifest'
  | 'entry-changed'
  | 'wrong-digest'
  | 'bad-signature-entry'
  | 'wrong-signature'
  | 'bad-findings'
  | 'unknown-key';

export type EntryRange = { readonly start: number; readonly end: number };
export type PackageLayout = {
  readonly entries: ReadonlyMap<string, EntryRange>;
  /** Where the header of the signature begins: every byte before it is signed. */
  readonly signatureAt: number;
  readonly faults: readonly PackageFault[];
};

/** The entries in the only order in which they may stand. */
const order = [manifestName, findingsName, summaryName, reportName, signatureName];
const optional: ReadonlySet<string> = new Set([reportName]);

/**
 * Finds the entries of a package. Names outside the list are refused, so nothing of a package ever becomes a path;
 * headers, padding and end must be exactly those that a writer makes.
 */
export async function readLayout(source: ByteSource): Promise<PackageLayout> {
  const entries = new Map<string, EntryRange>();
  const faults: PackageFault[] = [];
  let [at, next, signatureAt] = [0, 0, -1];
  while (!entries.has(signatureName)) {
    const block = await source.read(at, tarBlockBytes);
    const header = block.length === tarBlockBytes ? readTarHeader(block) : undefined;
    if (header === undefined || at + tarBlockBytes + header.bytes > source.size) {
      faults.push({ code: at === 0 ? 'not-a-package' : 'bad-header', place: String(at) });
      break;
    }
    const { path, bytes } = header;
    const found = order.indexOf(path, next);
    if (found < 0) {
      faults.push({ code: at === 0 ? 'not-a-package' : 'unexpected-entry', place: String(at) });
      break;
    }
    for (const name of order.slice(next, found))
      if (!optional.has(name)) faults.push({ code: 'missing-entry', place: name });
    if (!tarHeader(path, bytes).equals(block)) faults.push({ code: 'bad-header', place: String(at) });
    if (path === signatureName) signatureAt = at;
    const start = at + tarBlockBytes;
    const end = start + bytes;
    const padding = await source.read(end, paddingOf(bytes));
    if (padding.length !== paddingOf(bytes) || padding.some((byte) => byte !== 0))
      faults.push({ code: 'bad-padding', place: String(end) });
    entries.set(path, { start, end });
    at = end + paddingOf(bytes);
    next = found + 1;
  }
  if (entries.has(signatureName)) {
    const end = await source.read(at, tarEnd.length + 1);
    if (!end.equals(tarEnd)) faults.push({ code: 'bad-end', place: String(at) });
  } else if (faults.length === 0) faults.push({ code: 'missing-entry', place: signatureName });
  return { entries, signatureAt, faults };
}
