import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSource } from '../rule/load-rules.ts';

/** A rule file with what tells whether it changed. */
export type RuleFile = { readonly path: string; readonly size: number; readonly mtimeMs: number };

/** All .yml and .yaml files at or below the paths, sorted. Throws where a path does not exist. */
export function listRuleFiles(paths: readonly string[]): RuleFile[] {
  const files: RuleFile[] = [];
  const visit = (path: string, isGiven: boolean): void => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name), false);
    else if (isGiven || /\.ya?ml$/i.test(path)) files.push({ path, size: stat.size, mtimeMs: stat.mtimeMs });
  };
  for (const path of paths) visit(path, true);
  return files;
}

export const readRuleFiles = (files: readonly RuleFile[]): RuleSource[] =>
  files.map(({ path }) => ({ file: path, text: readFileSync(path, 'utf8') }));
