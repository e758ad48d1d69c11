import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isZip, readZip, ZipError } from '../archive/read-zip.ts';

export type CollectedFile = { readonly path: string; readonly content: Buffer };
/** A file that was left out, and why. */
export type RefusedFile = { readonly path: string; readonly reason: 'too-large' | 'bad-name' | string };

const ruleFile = /\.(ya?ml|yara?)$/i;
const fileBytesMax = 4 << 20;
const limits = { entriesMax: 65_535, bytesMax: 1 << 30 };
const zipBytesMax = 512 << 20;

/**
 * The rule files of a folder, a ZIP or one file; paths are relative, with forward slashes. Hidden folders (`.git`,
 * `.github`) hold no rules and are passed over.
 *
 * @throws ZipError where a ZIP is damaged; errors of the file system where the source cannot be read
 */
export function collectRuleFiles(source: string): { files: CollectedFile[]; refused: RefusedFile[] } {
  const stat = statSync(source);
  if (stat.isDirectory()) return fromFolder(source);
  if (ruleFile.test(source))
    return { files: [{ path: basename(source), content: readFileSync(source) }], refused: [] };
  if (stat.size > zipBytesMax) throw new ZipError('too large');
  const bytes = readFileSync(source);
  if (!isZip(bytes)) throw new ZipError('no ZIP');
  return fromZip(bytes);
}

function fromFolder(folder: string): { files: CollectedFile[]; refused: RefusedFile[] } {
  const files: CollectedFile[] = [];
  const refused: RefusedFile[] = [];
  const visit = (inner: string): void => {
    const entries = readdirSync(join(folder, inner), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.')) visit(path);
      else if (entry.isFile() && ruleFile.test(entry.name)) {
        if (statSync(join(folder, path)).size > fileBytesMax) refused.push({ path, reason: 'too-large' });
        else files.push({ path, content: readFileSync(join(folder, path)) });
      }
    }
  };
  visit('');
  return { files, refused };
}

function fromZip(bytes: Buffer): { files: CollectedFile[]; refused: RefusedFile[] } {
  const files: CollectedFile[] = [];
  const refused: RefusedFile[] = [];
  const seen = new Set<string>();
  for (const { name, bytes: size, read } of readZip(bytes, limits)) {
    const path = name.replaceAll('\\', '/');
    if (!ruleFile.test(path) || path.split('/').some((part) => part.startsWith('.') && part !== '..'))
      continue;
    if (!isInnerPath(path) || seen.has(path.toLowerCase())) refused.push({ path: name, reason: 'bad-name' });
    else if (size > fileBytesMax) refused.push({ path: name, reason: 'too-large' });
    else {
      try {
        files.push({ path, content: read() });
        seen.add(path.toLowerCase());
      } catch (error) {
        if (!(error instanceof ZipError)) throw error;
        refused.push({ path: name, reason: error.message });
      }
    }
  }
  return { files, refused };
}

/** Whether a path of an archive stays inside the folder that it is unpacked into, on every system. */
function isInnerPath(path: string): boolean {
  const parts = path.split('/');
  const isPart = (part: string): boolean =>
    part !== '' && part !== '..' && part !== '.' && part.length <= 200 && !/[\p{Cc}<>:"|?*]/u.test(part);
  return parts.length <= 30 && parts.every(isPart);
}
