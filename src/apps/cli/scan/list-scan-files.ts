import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileToScan } from './scan-files.ts';

export type NotScanned = { readonly path: string; readonly reason: 'unreadable' | 'too-large' };

/** All files at or below the paths, sorted; links to folders are not followed, devices and pipes are left alone. */
export function listScanFiles(
  paths: readonly string[],
  bytesMax: number,
): { files: FileToScan[]; notScanned: NotScanned[] } {
  const files: FileToScan[] = [];
  const notScanned: NotScanned[] = [];
  const visit = (path: string): void => {
    try {
      const stat = statSync(path);
      if (stat.isDirectory()) {
        const entries = readdirSync(path, { withFileTypes: true });
        const wanted = entries.filter((entry) => entry.isDirectory() || entry.isFile());
        for (const name of wanted.map((entry) => entry.name).sort()) visit(join(path, name));
      } else if (stat.isFile() && stat.size > bytesMax) notScanned.push({ path, reason: 'too-large' });
      else if (stat.isFile() && stat.size > 0) files.push({ path, bytes: stat.size, mtimeMs: stat.mtimeMs });
    } catch {
      notScanned.push({ path, reason: 'unreadable' });
    }
  };
  for (const path of paths) visit(path);
  return { files, notScanned };
}
