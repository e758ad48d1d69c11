import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Level, levels } from '../rule/rule-model.ts';
import type { PackageEntry, PackageManifest } from './package-manifest.ts';
import { makeSignature, signatureName, signatureText } from './package-signature.ts';
import type { ResultFinding } from './result-finding.ts';
import type { SigningKey } from './signing-key.ts';
import { paddingOf, tarEnd, tarHeader } from './tar-block.ts';

export const manifestName = 'manifest.json';
export const findingsName = 'findings.jsonl.gz';
export const summaryName = 'summary.json';
export const reportName = 'report.html';

/** What only the one who hunts knows; the rest of the manifest is counted. */
export type PackageFacts = Omit<PackageManifest, 'findings' | 'entries' | 'format' | 'version'>;

const batchLength = 1 << 20;
const copyBytes = 1 << 20;

/**
 * Writes a result package. Findings are packed to a file beside the package as they come, so that any number of
 * them takes bounded memory; `finish` puts the package together under its name at once, or `discard` removes all.
 */
export class ResultPackageWriter {
  readonly #path: string;
  readonly #findingsPath: string;
  readonly #findings: number;
  readonly #byLevel = Object.fromEntries(levels.map((level) => [level, 0])) as Record<Level, number>;
  #batch = '';
  #count = 0;
  #bytes = 0;

  /** @throws where the folder cannot be written */
  constructor(path: string) {
    this.#path = path;
    this.#findingsPath = `${path}.findings-${process.pid}`;
    this.#findings = openSync(this.#findingsPath, 'w+', 0o600);
  }

  add(finding: ResultFinding): void {
    this.#batch += `${JSON.stringify(finding)}\n`;
    this.#count++;
    this.#byLevel[finding.rule.level]++;
    if (this.#batch.length >= batchLength) this.#flush();
  }

  /** Puts the package together, signs it and gives its SHA-256. */
  finish(facts: PackageFacts, summary: unknown, report: string | undefined, key: SigningKey): string {
    this.#flush();
    const draft = `${this.#path}.draft-${process.pid}`;
    const out = new DigestedFile(draft);
    try {
      const findings = this.#findingsEntry();
      const texts: [string, Buffer][] = [[summaryName, Buffer.from(`${JSON.stringify(summary, null, 1)}\n`)]];
      if (report !== undefined) texts.push([reportName, Buffer.from(report)]);
      const manifest: PackageManifest = {
        format: 'khien-result-package',
        version: 1,
        ...facts,
        findings: { count: this.#count, bytes: this.#bytes, byLevel: this.#byLevel },
        entries: [findings, ...texts.map(([name, content]) => entryOf(name, content))],
      };
      out.writeEntry(manifestName, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
      out.write(tarHeader(findings.name, findings.bytes));
      for (const part of readParts(this.#findings)) out.write(part);
      out.write(Buffer.alloc(paddingOf(findings.bytes)));
      for (const [name, content] of texts) out.writeEntry(name, content);
      const signature = makeSignature(out.sha256(), out.bytes, key);
      out.writeEntry(signatureName, Buffer.from(signatureText(signature)));
      out.write(tarEnd);
      out.close();
      renameSync(draft, this.#path);
      return out.sha256();
    } catch (error) {
      out.close();
      rmSync(draft, { force: true });
      throw error;
    } finally {
      this.discard();
    }
  }

  /** Removes what was written beside the package; safe to call again. */
  discard(): void {
    try {
      closeSync(this.#findings);
    } catch {
      // Closed before.
    }
    rmSync(this.#findingsPath, { force: true });
  }

  /** Each batch is a member of its own of the gzip file (RFC 1952, 2.2). */
  #flush(): void {
    if (this.#batch === '') return;
    const bytes = Buffer.from(this.#batch);
    this.#bytes += bytes.length;
    this.#batch = '';
    writeAll(this.#findings, gzipSync(bytes));
  }

  #findingsEntry(): PackageEntry {
    if (this.#count === 0) writeAll(this.#findings, gzipSync(Buffer.alloc(0)));
    const digest = createHash('sha256');
    for (const part of readParts(this.#findings)) digest.update(part);
    return { name: findingsName, bytes: fstatSync(this.#findings).size, sha256: digest.digest('hex') };
  }
}

const entryOf = (name: string, content: Buffer): PackageEntry => ({
  name,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

function* readParts(file: number): Generator<Buffer> {
  const part = Buffer.alloc(copyBytes);
  for (let at = 0; ; ) {
    const length = readSync(file, part, 0, part.length, at);
    if (length === 0) return;
    at += length;
    yield part.subarray(0, length);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** A file with a running digest over what was written to it. */
class DigestedFile {
  readonly #file: number;
  readonly #digest = createHash('sha256');
  #isOpen = true;
  bytes = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w', 0o600);
  }

  write(bytes: Buffer): void {
    writeAll(this.#file, bytes);
    this.#digest.update(bytes);
    this.bytes += bytes.length;
  }

  writeEntry(name: string, content: Buffer): void {
    this.write(tarHeader(name, content.length));
    this.write(content);
    this.write(Buffer.alloc(paddingOf(content.length)));
  }

  /** Of all bytes so far. */
  sha256(): string {
    return this.#digest.copy().digest('hex');
  }

  close(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }
}
