import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { makeSignature, signatureText } from './package-signature.ts';
import { readResultPackage, verifyResultPackage } from './read-result-package.ts';
import type { ResultFinding } from './result-finding.ts';
import { keyFingerprint, loadSigningKey } from './signing-key.ts';
import { paddingOf, tarEnd, tarHeader } from './tar-block.ts';
import { type PackageFacts, ResultPackageWriter } from './write-result-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = loadSigningKey(join(folder, 'config', 'key.pem'));

const facts: PackageFacts = {
  id: '01234567-89ab-4cde-8f01-23456789abcd',
  kind: 'hunt',
  tool: { name: 'khien', version: '0.1.0', runtime: 'v24' },
  host: { name: 'may-01', platform: 'linux-x64' },
  operator: 'Trần Thị Bình',
  label: 'SC-2026-0012',
  options: ['hunt', './logs'],
  startedAt: '2026-11-20T02:00:00.000Z',
  endedAt: '2026-11-20T02:01:00.000Z',
  isComplete: true,
  rules: { hash: 'ab', loaded: 10, problems: 0 },
  indicators: 0,
  inputs: [{ path: 'logs/a.log', bytes: 3, sha256: 'a'.repeat(64), format: 'access-log', records: 1 }],
  records: 1,
};
const finding = (record: number): ResultFinding => ({
  kind: 'rule',
  rule: { id: 'r', title: 'Cờ bạc', level: 'high', tags: ['attack.t1491.002'] },
  file: 'logs/a.log',
  record,
  offset: 0,
  time: '2026-08-01T03:04:05.1234567Z',
  computer: null,
  channel: null,
  eventId: null,
  matched: { uri: '/x', list: ['a', '\u202e'] },
});

function write(count: number, report?: string): Buffer {
  const path = join(folder, 'out.khien');
  const writer = new ResultPackageWriter(path);
  for (let i = 1; i <= count; i++) writer.add(finding(i));
  writer.finish(facts, { seconds: 1 }, report, key);
  return readFileSync(path);
}

/** A package with parts of one's own, rightly hashed and signed: what a hostile sender can make. */
function forge(manifest: object, parts: readonly (readonly [string, Buffer])[]): Buffer {
  const entries = parts.map(([name, content]) => ({
    name,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const all = [['manifest.json', Buffer.from(JSON.stringify({ ...manifest, entries }))], ...parts] as const;
  const pack = ([name, content]: readonly [string, Buffer]): Buffer =>
    Buffer.concat([tarHeader(name, content.length), content, Buffer.alloc(paddingOf(content.length))]);
  const body = Buffer.concat(all.map(pack));
  const signature = makeSignature(createHash('sha256').update(body).digest('hex'), body.length, key);
  return Buffer.concat([body, pack(['signature.json', Buffer.from(signatureText(signature))]), tarEnd]);
}
const levels = { informational: 0, low: 0, medium: 0, high: 1, critical: 0 };
const head = { format: 'khien-result-package', version: 1, ...facts };
const codes = async (bytes: Buffer): Promise<string[]> =>
  (await verifyResultPackage(bytes)).faults.map(({ code }) => code);

describe('a result package', () => {
  it('gives back what was put in, from a file and from memory, and leaves nothing beside it', async () => {
    const bytes = write(3, '<html></html>');
    for (const from of [bytes, join(folder, 'out.khien')]) {
      const opened = await readResultPackage(from, { trustedKeys: [keyFingerprint(key.publicKey)] });
      expect(opened.manifest).toMatchObject({ ...facts, findings: { count: 3, byLevel: { high: 3 } } });
      expect(opened.summary).toEqual({ seconds: 1 });
      expect(await opened.report()).toBe('<html></html>');
      const findings: ResultFinding[] = [];
      for await (const one of opened.findings()) findings.push(one);
      expect(findings).toEqual([1, 2, 3].map(finding));
      await opened.close();
    }
    expect(readdirSync(folder).sort()).toEqual(['config', 'out.khien']);
    expect((await readResultPackage(write(0))).manifest.findings.count).toBe(0);
  });

  it('shows a change of any byte, and any cut or added end', async () => {
    const bytes = write(2);
    expect(await codes(bytes)).toEqual([]);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      expect((await verifyResultPackage(changed)).faults.length, `byte ${at}`).toBeGreaterThan(0);
    }
    for (let end = 0; end < bytes.length; end += 97)
      expect((await verifyResultPackage(bytes.subarray(0, end))).faults.length).toBeGreaterThan(0);
    expect(await codes(Buffer.concat([bytes, Buffer.alloc(1)]))).toEqual(['bad-end']);
  });

  it('names what was changed', async () => {
    const bytes = write(2);
    const flip = (at: number): Buffer => {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      return changed;
    };
    expect(await codes(flip(bytes.indexOf('findings.jsonl.gz\0') + 512 + 20))).toContain('entry-changed');
    const forged = Buffer.from(bytes);
    const at = bytes.lastIndexOf('"signature": "') + 20;
    forged[at] = forged[at] === 65 ? 66 : 65;
    expect(await codes(forged)).toEqual(['wrong-signature']);
    expect(await codes(Buffer.from('no package at all'))).toEqual(['not-a-package']);
  });

  it('is not believed when another key signed it and only known keys count', async () => {
    const other = keyFingerprint(loadSigningKey(join(folder, 'config', 'other.pem')).publicKey);
    const { faults } = await verifyResultPackage(write(1), { trustedKeys: [other] });
    expect(faults).toEqual([{ code: 'unknown-key', place: keyFingerprint(key.publicKey) }]);
    await expect(readResultPackage(write(1), { trustedKeys: [] })).rejects.toThrow('unknown-key');
  });

  it('keeps the key of the machine to its owner and does not make a second one', () => {
    expect(statSync(join(folder, 'config', 'key.pem')).mode & 0o777).toBe(0o600);
    expect(loadSigningKey(join(folder, 'config', 'key.pem')).publicKey).toEqual(key.publicKey);
    writeFileSync(join(folder, 'config', 'bad.pem'), 'x');
    expect(() => loadSigningKey(join(folder, 'config', 'bad.pem'))).toThrow();
  });
});

describe('a hostile package', () => {
  const summary = ['summary.json', Buffer.from('{}')] as const;
  const packed = (text: string): readonly [string, Buffer] => [
    'findings.jsonl.gz',
    gzipSync(Buffer.from(text)),
  ];
  const line = `${JSON.stringify(finding(1))}\n`;
  const counts = (text: string, count = 1) => ({
    ...head,
    findings: { count, bytes: Buffer.byteLength(text), byLevel: levels },
  });

  it('is whole when it is made by the rules', async () => {
    expect(await codes(forge(counts(line), [packed(line), summary]))).toEqual([]);
  });

  it('never makes more of its findings than it announced', async () => {
    const bomb = packed('\0'.repeat(50 << 20));
    expect(bomb[1].length).toBeLessThan(100_000);
    expect(await codes(forge(counts(line), [bomb, summary]))).toEqual(['bad-findings']);
    const { faults } = await verifyResultPackage(forge(counts('\0'.repeat(50 << 20)), [bomb, summary]), {
      limits: { findingBytesMax: 1 << 20 },
    });
    expect(faults.map(({ code }) => code)).toEqual(['bad-findings']);
  });

  it('is refused with findings of another shape or number', async () => {
    for (const text of [
      '{}\n',
      '[]\n',
      'null\n',
      line.replace('"high"', '"huge"'),
      line.slice(0, -1),
      `${line}${line}`,
    ])
      expect(await codes(forge(counts(text), [packed(text), summary])), text).toEqual(['bad-findings']);
  });

  it('is refused with names outside the list, a wrong order or a missing part', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'more.json'])
      expect(await codes(forge(counts(line), [packed(line), summary, [name, Buffer.alloc(1)]]))).toContain(
        'unexpected-entry',
      );
    expect(await codes(forge(counts(line), [summary, packed(line)]))).toContain('missing-entry');
    expect(await codes(forge(counts(line), [packed(line)]))).toContain('missing-entry');
  });

  it('is refused with a manifest that lacks a field or is too large', async () => {
    const manifest = counts(line);
    for (const field of Object.keys(manifest)) {
      const { faults } = await verifyResultPackage(
        forge({ ...manifest, [field]: { wrong: true } }, [packed(line), summary]),
      );
      expect(faults[0], field).toEqual({ code: 'bad-manifest', place: field });
    }
    const large = forge({ ...manifest, more: 'x'.repeat(5000) }, [packed(line), summary]);
    const { faults } = await verifyResultPackage(large, { limits: { manifestBytesMax: 4096 } });
    expect(faults).toEqual([{ code: 'too-large', place: 'manifest.json' }]);
    expect((await verifyResultPackage(large, { limits: { packageBytesMax: 4096 } })).faults).toHaveLength(1);
  });
});
