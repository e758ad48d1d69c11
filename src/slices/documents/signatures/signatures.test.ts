import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPdf } from '../render/render-pdf.ts';
import { createRenderPool } from '../render/render-pool.ts';
import { sampleLetter } from '../render/sample-documents.ts';
import { checkSignedPdf } from './check-signed-pdf.ts';
import { readSignatures } from './read-signatures.ts';
import {
  appendUpdate,
  createIdentity,
  hasOpenssl,
  removeIdentity,
  signPdf,
  type TestIdentity,
} from './testing/sign-pdf.ts';

let pdf: Buffer;
let person: TestIdentity;
let office: TestIdentity;
let signed: Buffer;
beforeAll(async () => {
  const pool = createRenderPool();
  pdf = Buffer.from(await renderPdf(pool, sampleLetter()));
  await pool.close();
  if (!hasOpenssl) return;
  person = createIdentity('Nguyễn Hữu Trí');
  office = createIdentity('Đội Ứng cứu sự cố', 'ec');
  signed = signPdf(pdf, person);
});
afterAll(() => {
  if (hasOpenssl) for (const identity of [person, office]) removeIdentity(identity);
});

/** Without the thread around it; bytes that cannot be read hold no sound signature. */
const isSoundHere = (bytes: Buffer): boolean => {
  try {
    return readSignatures(bytes).signatures.some(({ isSound }) => isSound);
  } catch {
    return false;
  }
};

test('a PDF without a signature is unsigned, whatever it is called', async () => {
  expect(await checkSignedPdf(pdf)).toMatchObject({
    verdict: 'unsigned',
    report: { pageCount: 1, signatures: [], failure: null },
  });
});

describe.skipIf(!hasOpenssl)('a PDF signed with openssl (needs openssl)', () => {
  test('is valid: present, whole, by whom, when, and trust said to be not checked', async () => {
    const { verdict, report } = await checkSignedPdf(signed, { issued: pdf });
    expect(verdict).toBe('valid');
    expect(report).toMatchObject({ startsWithIssued: true, pageCount: 1 });
    expect(report.signatures).toHaveLength(1);
    const [one] = report.signatures;
    expect(one).toMatchObject({
      isSound: true,
      coversFile: true,
      trust: 'not-checked',
      digest: 'sha256',
      findings: [],
    });
    expect(one?.reason).toBe('Ky ban hanh');
    expect(one?.chain[0]?.subject).toContain('CN=Nguyễn Hữu Trí');
    expect(Math.abs(Date.parse(one?.signedAt ?? '') - Date.now())).toBeLessThan(120_000);
  });

  test('is trusted by its root, and not by another', async () => {
    const trusted = await checkSignedPdf(signed, { rootsPem: person.rootPem });
    expect(trusted.report.signatures[0]?.trust).toBe('trusted');
    const other = await checkSignedPdf(signed, { rootsPem: office.rootPem });
    expect(other.report.signatures[0]?.trust).toBe('not-trusted');
  });

  test('with two signatures is valid: the first says that it was signed again', async () => {
    const { verdict, report } = await checkSignedPdf(signPdf(signed, office));
    expect(verdict).toBe('valid');
    expect(
      report.signatures.map(({ chain, findings }) => [chain[0]?.subject.split('CN=')[1], findings]),
    ).toEqual([
      ['Nguyễn Hữu Trí', ['signed-again']],
      ['Đội Ứng cứu sự cố', []],
    ]);
  });

  test.each([
    ['SHA-512', { digest: 'sha512' }],
    ['RSASSA-PSS', { cms: ['-keyopt', 'rsa_padding_mode:pss'] }],
    ['no signed attributes', { cms: ['-noattr'] }],
  ])('is valid with %s', async (_, options) => {
    const { verdict } = await checkSignedPdf(signPdf(pdf, person, options));
    expect(verdict).toBe('valid');
  });

  test('any single changed byte of what was signed is found', async () => {
    for (let step = 0; step < 40; step += 1) {
      const copy = Buffer.from(signed);
      const place = Math.floor((pdf.length * (step + 0.5)) / 40);
      copy[place] = (copy[place] as number) ^ 0x01;
      expect(isSoundHere(copy)).toBe(false);
    }
  });

  test('a changed signature value is found', async () => {
    const copy = Buffer.from(signed);
    const open = copy.indexOf('/Contents <', pdf.length);
    const end = copy.indexOf(Buffer.from('0'.repeat(200)), open);
    copy[end - 41] = copy[end - 41] === 0x61 ? 0x62 : 0x61;
    expect((await checkSignedPdf(copy)).verdict).toBe('invalid');
  });

  test('a page replaced after the signature is found, though the signature itself is sound', async () => {
    const page = new RegExp(/(\d+) 0 obj\s*<<[^>]*\/Type\s*\/Page\b/).exec(signed.toString('latin1'));
    const number = Number(page?.[1] ?? 3);
    const changed = appendUpdate(signed, [
      { number, text: '<</Type /Page /MediaBox [0 0 100 100] /Contents null>>' },
    ]);
    const { verdict, report } = await checkSignedPdf(changed);
    expect(verdict).toBe('changed-after');
    expect(report.signatures[0]).toMatchObject({
      isSound: true,
      coversFile: false,
      findings: ['content-changed'],
    });
  });

  test('bytes appended without a table are found', async () => {
    const { verdict, report } = await checkSignedPdf(Buffer.concat([signed, Buffer.from('% more')]));
    expect(verdict).toBe('changed-after');
    expect(report.signatures[0]?.findings).toEqual(['unknown-data-after']);
  });

  test('a range that leaves out more than the signature is no signature over the file', async () => {
    const copy = Buffer.from(signed);
    const at = copy.indexOf('/ByteRange [', pdf.length);
    const end = copy.indexOf(']', at);
    const numbers = copy
      .toString('latin1', at + 12, end)
      .trim()
      .split(/\s+/)
      .map(Number);
    const shorter = [0, (numbers[1] as number) - 50, numbers[2], numbers[3]]
      .join(' ')
      .padEnd(end - at - 12, ' ');
    copy.write(shorter, at + 12, 'latin1');
    const { verdict, report } = await checkSignedPdf(copy);
    expect([verdict, report.signatures[0]?.findings]).toEqual(['invalid', ['range-incomplete']]);
  });
});

describe('bytes from outside', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['no PDF', Buffer.from('%PDF-1.7\nhello')],
    [
      'a table that points at itself',
      Buffer.from('%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF'),
    ],
    [
      'brackets without end',
      Buffer.from(`%PDF-1.7\nxref\n0 0\ntrailer\n${'['.repeat(500_000)}\nstartxref\n9\n%%EOF`),
    ],
    ['random bytes', randomBytes(200_000)],
  ])('%s is unreadable, not a crash', async (_, bytes) => {
    expect((await checkSignedPdf(bytes)).verdict).toBe('unreadable');
  });

  test.skipIf(!hasOpenssl)('a signed file cut off anywhere never counts as valid', async () => {
    for (let step = 1; step < 20; step += 1) {
      expect(isSoundHere(signed.subarray(0, Math.floor((signed.length * step) / 20)))).toBe(false);
    }
  });
});
