import { join, relative } from 'node:path';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import { listRuleFiles, readRuleFiles } from '../../../engine/run/rule-files.ts';
import { listYaraFiles, loadYaraRules } from '../scan/load-yara-rules.ts';
import { splitYaraRules } from '../scan/split-yara-rules.ts';
import { loadYara } from '../scan/yara-binding.ts';
import type { CollectedFile } from './collect-rule-files.ts';

/** A rule that cannot be loaded, or that looks wrong; paths are relative to the set. */
export type StoredRuleProblem = {
  readonly file: string;
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly rule: string | undefined;
  readonly reason: string;
};

export type CheckedRules = {
  readonly sigma: number;
  readonly yara: number;
  /** Whether YARA rules were compiled; else they are only counted. */
  readonly isYaraChecked: boolean;
  readonly problems: readonly StoredRuleProblem[];
};

/** Loads every rule of a folder as a hunt or a scan would. */
export function checkRuleFiles(folder: string, files: readonly CollectedFile[]): CheckedRules {
  const set = loadRules(readRuleFiles(listRuleFiles([folder])));
  const yaraFiles = listYaraFiles([folder]);
  const binding = yaraFiles.length === 0 ? undefined : loadYara();
  const compiled = binding === undefined ? undefined : loadYaraRules(binding, yaraFiles);
  const counted = files
    .filter(({ path }) => /\.yara?$/i.test(path))
    .flatMap(({ content }) => splitYaraRules(content.toString('utf8')))
    .filter(({ name }) => /^\w+$/.test(name));
  const place = <P extends { readonly file: string }>(problem: P): P => ({
    ...problem,
    file: relative(folder, join(problem.file)),
  });
  return {
    sigma: set.detections.length + set.correlations.length,
    yara: compiled?.loaded ?? counted.length,
    isYaraChecked: yaraFiles.length === 0 || compiled !== undefined,
    problems: [
      ...set.problems.map(place),
      ...(compiled?.problems ?? []).map((problem) => ({ ...place(problem), severity: 'error' as const })),
    ],
  };
}
