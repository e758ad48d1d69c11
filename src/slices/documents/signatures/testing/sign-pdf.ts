import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PdfFile } from '../pdf-file.ts';
import { isDict, isName, isRef, type PdfDict, type PdfValue } from '../pdf-object.ts';

/** Signs PDF files in tests as signing tools do: by an incremental update, with a CMS signature made by openssl. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export type TestIdentity = { folder: string; key: string; certificate: string; rootPem: string };

const openssl = (...args: string[]): void => {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

/** A root, and a person whose certificate it issued. Remove the folder afterwards. */
export const createIdentity = (commonName: string, algorithm: 'rsa' | 'ec' = 'rsa'): TestIdentity => {
  const folder = mkdtempSync(join(tmpdir(), 'khien-sign-'));
  const file = (name: string) => join(folder, name);
  const kind = algorithm === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  openssl(
    'req',
    '-x509',
    '-newkey',
    ...kind,
    '-nodes',
    '-utf8',
    '-keyout',
    file('root.key'),
    '-out',
    file('root.pem'),
    '-days',
    '3650',
    '-subj',
    '/C=VN/O=Ban Thu/CN=Goc Thu',
  );
  openssl(
    'req',
    '-newkey',
    ...kind,
    '-nodes',
    '-utf8',
    '-keyout',
    file('key.pem'),
    '-out',
    file('request.pem'),
    '-subj',
    `/C=VN/O=Sở Thử/CN=${commonName}`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    file('request.pem'),
    '-CA',
    file('root.pem'),
    '-CAkey',
    file('root.key'),
    '-CAcreateserial',
    '-days',
    '3650',
    '-out',
    file('certificate.pem'),
  );
  return {
    folder,
    key: file('key.pem'),
    certificate: file('certificate.pem'),
    rootPem: readFileSync(file('root.pem'), 'utf8'),
  };
};

export const removeIdentity = ({ folder }: TestIdentity): void => rmSync(folder, { recursive: true });

const write = (value: PdfValue): string => {
  if (value === null) return 'null';
  if (Buffer.isBuffer(value)) return `<${value.toString('hex')}>`;
  if (Array.isArray(value)) return `[${value.map(write).join(' ')}]`;
  if (isName(value)) return `/${value.name}`;
  if (isRef(value)) return `${value.ref} 0 R`;
  if (isDict(value)) return `<<${[...value].map(([key, item]) => `/${key} ${write(item)}`).join(' ')}>>`;
  return String(value);
};

export type Change = { number: number; text: string };

/** Appends objects and a table for them: an incremental update. */
export const appendUpdate = (pdf: Buffer, changes: readonly Change[]): Buffer => {
  const file = new PdfFile(pdf);
  const root = file.trailer.get('Root') as { ref: number };
  const size = Math.max(Number(file.trailer.get('Size')), ...changes.map(({ number }) => number + 1));
  let body = pdf.at(-1) === 10 ? '' : '\n';
  const offsets = changes.map(({ number, text }) => {
    const offset = pdf.length + Buffer.byteLength(body, 'latin1');
    body += `${number} 0 obj\n${text}\nendobj\n`;
    return { number, offset };
  });
  const xrefAt = pdf.length + Buffer.byteLength(body, 'latin1');
  const sections = offsets.map(
    ({ number, offset }) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  );
  body += `xref\n${sections.join('')}trailer\n<</Size ${size} /Root ${root.ref} 0 R /Prev ${file.revisions[0]?.xrefAt}>>\n`;
  return Buffer.concat([pdf, Buffer.from(`${body}startxref\n${xrefAt}\n%%EOF\n`, 'latin1')]);
};

const roomBytes = 8_192;

const firstPage = (file: PdfFile, value: PdfValue): { ref: number; dict: PdfDict } => {
  const node = file.resolve(value);
  if (!isDict(node)) throw new Error('no page');
  const kids = file.resolve(node.get('Kids'));
  if (Array.isArray(kids)) return firstPage(file, kids[0] as PdfValue);
  return { ref: (value as { ref: number }).ref, dict: node };
};

/** The file with one more signature, over everything before it. */
export const signPdf = (
  pdf: Buffer,
  identity: TestIdentity,
  options: { field?: string; digest?: string; cms?: readonly string[] } = {},
): Buffer => {
  const file = new PdfFile(pdf);
  const root = file.trailer.get('Root') as { ref: number };
  const catalog = file.resolve(root) as PdfDict;
  const size = Number(file.trailer.get('Size'));
  const [signature, field] = [size, size + 1];
  const form = file.resolve(catalog.get('AcroForm'));
  const fields = isDict(form) ? (file.resolve(form.get('Fields')) as PdfValue[]) : [];
  const page = firstPage(file, catalog.get('Pages') ?? null);
  const annotations = (file.resolve(page.dict.get('Annots')) as PdfValue[] | null) ?? [];
  const placeholder = '0'.repeat(10);
  const updated = appendUpdate(pdf, [
    {
      number: root.ref,
      text: write(
        new Map([
          ...catalog,
          [
            'AcroForm',
            new Map<string, PdfValue>([
              ['Fields', [...fields, { ref: field }]],
              ['SigFlags', 3],
            ]),
          ],
        ]),
      ),
    },
    { number: page.ref, text: write(new Map([...page.dict, ['Annots', [...annotations, { ref: field }]]])) },
    {
      number: signature,
      text: `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Reason (Ky ban hanh) /ByteRange [0 ${placeholder} ${placeholder} ${placeholder}] /Contents <${'0'.repeat(roomBytes * 2)}>>>`,
    },
    {
      number: field,
      text: `<</Type /Annot /Subtype /Widget /FT /Sig /T (${options.field ?? `Signature${field}`}) /V ${signature} 0 R /Rect [0 0 0 0] /P ${page.ref} 0 R /F 132>>`,
    },
  ]);
  const open = updated.indexOf(`/Contents <${'0'.repeat(100)}`, pdf.length) + '/Contents '.length;
  const close = open + roomBytes * 2 + 2;
  const numbers = [open, close, updated.length - close].map((value) => String(value).padStart(10, ' '));
  updated.write(
    `/ByteRange [0 ${numbers.join(' ')}]`,
    updated.indexOf('/ByteRange [0 0000', pdf.length),
    'latin1',
  );
  const content = join(identity.folder, 'content.bin');
  writeFileSync(content, Buffer.concat([updated.subarray(0, open), updated.subarray(close)]));
  const output = join(identity.folder, 'signature.der');
  openssl(
    'cms',
    '-sign',
    '-binary',
    '-in',
    content,
    '-signer',
    identity.certificate,
    '-inkey',
    identity.key,
    '-outform',
    'DER',
    '-md',
    options.digest ?? 'sha256',
    ...(options.cms ?? []),
    '-out',
    output,
  );
  const cms = readFileSync(output);
  if (cms.length > roomBytes) throw new Error('signature too long');
  updated.write(cms.toString('hex'), open + 1, 'latin1');
  return updated;
};
