import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fieldEntries } from './field-entries.ts';
import { writeArchive } from './write-archive.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Packs the portable archive; gives its path. */
export async function packField(out?: string, level?: number): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const name = `khien-field-${version}-${platform}`;
  const path = out ?? join(root, 'dist', `${name}.tar.gz`);
  mkdirSync(dirname(path), { recursive: true });
  await writeArchive(path, fieldEntries(root, platform, name), level);
  return path;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' }, lang: { type: 'string' } } });
  const path = await packField(values.out === undefined ? undefined : resolve(values.out));
  process.stdout.write(`${path}  ${(statSync(path).size / 1e6).toFixed(1)} MB\n`);
}
