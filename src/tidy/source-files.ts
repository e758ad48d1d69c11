import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Root of the repository. */
export const root = resolve(import.meta.dirname, '../..');

const skipped = new Set(['node_modules', 'dist', '.git', 'data', 'coverage']);

/** Files below a folder, as paths from the root with forward slashes. */
export const listFiles = (folder: string, endings: readonly string[]): string[] => {
  const found: string[] = [];
  const walk = (path: string) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const child = `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) || path.includes('src')) walk(child);
      } else if (endings.some((ending) => entry.name.endsWith(ending))) found.push(child);
    }
  };
  try {
    walk(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return found.sort();
};

export const readSource = (path: string): string => readFileSync(join(root, path), 'utf8');

const importPattern =
  /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

/** What a file imports: paths from the root for own files, package names for the rest. Types count too. */
export const importsOf = (path: string, source: string = readSource(path)): string[] =>
  [...source.replace(/^\s*(\/\/|\*).*$/gm, '').matchAll(importPattern)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? '';
    return target.startsWith('.') ? relative(root, resolve(root, dirname(path), target)) : target;
  });
