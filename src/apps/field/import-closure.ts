import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const importPattern = /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*'([^']+)'|import\s*\(\s*'([^']+)'\s*\)/g;

/** A field archive must hold everything; a package of npm would be missing on the laptop. */
export class OutsideImport extends Error {}

/**
 * Own files that a program needs, as sorted paths from the root.
 *
 * @throws OutsideImport where one imports a package of npm
 */
export function importClosure(root: string, entries: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const source = readFileSync(resolve(root, path), 'utf8');
    for (const match of source.matchAll(importPattern)) {
      const target = match[1] ?? match[2]!;
      if (target.startsWith('node:') || isTypeOnly(match[0])) continue;
      if (!target.startsWith('.')) throw new OutsideImport(`${path} imports ${target}`);
      visit(relative(root, resolve(root, dirname(path), target)));
    }
  };
  for (const entry of entries) visit(entry);
  return [...found].sort();
}

/** Types are gone at run time, and what only they name with them. */
const isTypeOnly = (statement: string): boolean => /^\s*(import|export)\s+type\s/.test(statement);
