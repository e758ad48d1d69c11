import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Placeholders } from '../rule/compile-item.ts';
import { withEqualNumbers } from '../rule/equal-numbers.ts';
import { loadRules } from '../rule/load-rules.ts';
import type { RuleSet } from '../rule/rule-model.ts';
import { readRuleFile, ruleFileText } from './rule-file.ts';
import { listRuleFiles, readRuleFiles } from './rule-files.ts';

/** Raised with every change of the shape or meaning of loaded rules. */
const cacheVersion = 7;

export type CachedRules = {
  readonly rules: RuleSet;
  /** SHA-256 over the rule files, for the record of a hunt. */
  readonly hash: string;
  /** Where the loaded rules lie, for workers to read. */
  readonly path: string;
  readonly isFromCache: boolean;
  /** Removes what was written only for this run. */
  readonly dispose: () => void;
};

/**
 * Loads rules, from a cache where neither the files nor the engine changed. The cache holds the rules as they were
 * understood, with all problems; it is never the only place where anything is kept and may be deleted at any time.
 *
 * @param cacheFolder where to keep the cache; undefined for no cache
 * @param hasEqualNumbers whether numbers count in decimal and hexadecimal spelling
 */
export function loadCachedRules(
  paths: readonly string[],
  placeholders: Placeholders,
  cacheFolder: string | undefined,
  hasEqualNumbers = false,
): CachedRules {
  const files = listRuleFiles(paths);
  const key = createHash('sha256')
    .update(JSON.stringify([cacheVersion, process.version, files, [...placeholders], hasEqualNumbers]))
    .digest('hex');
  const cachePath = cacheFolder === undefined ? undefined : join(cacheFolder, `rules-${key.slice(0, 32)}`);
  const kept = cachePath === undefined ? undefined : readCache(cachePath);
  if (kept !== undefined) return { ...kept, path: cachePath!, isFromCache: true, dispose: () => {} };

  const sources = readRuleFiles(files);
  const digest = createHash('sha256');
  // Contents only: the same rules have the same hash wherever they lie.
  for (const { text } of sources) digest.update(text).update('\0');
  const read = loadRules(sources, placeholders);
  const loaded = hasEqualNumbers ? withEqualNumbers(read) : read;
  // Selections serve explanations, which load their one rule afresh.
  const rules = { ...loaded, detections: loaded.detections.map((rule) => ({ ...rule, selections: {} })) };
  const hash = digest.digest('hex');
  const text = ruleFileText(rules, hash);
  if (cachePath !== undefined && writeCache(cacheFolder!, cachePath, text))
    return { rules, hash, path: cachePath, isFromCache: false, dispose: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'khien-rules-'));
  const path = join(folder, 'rules');
  writeFileSync(path, text);
  return {
    rules,
    hash,
    path,
    isFromCache: false,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function readCache(path: string): { hash: string; rules: RuleSet } | undefined {
  try {
    return readRuleFile(path);
  } catch {
    return undefined;
  }
}

/** Writes beside and renames, so that two hunts at once never see half a file. */
function writeCache(folder: string, path: string, text: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path);
    return true;
  } catch {
    return false;
  }
}
