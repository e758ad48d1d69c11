import type { FindingsDigest } from '../hunt/findings-digest.ts';
import { formatNumber, type Language } from '../hunt/language.ts';
import { type RunFacts, sameInBoth } from '../hunt/results/run-facts.ts';
import { printable } from '../hunt/terminal-style.ts';
import type { NotScanned } from './list-scan-files.ts';
import type { YaraRules } from './load-yara-rules.ts';
import type { FileToScan } from './scan-files.ts';
import { scanTexts } from './scan-texts.ts';

const linesMax = 20;

/** A file, or a part of one, that was not scanned. */
export type ScanFault = { readonly path: string; readonly reason: string };

/** What a scan says beside its findings: how much was read, with which rules, and what was not. */
export function scanSummary(
  facts: RunFacts,
  digest: FindingsDigest,
  rules: YaraRules,
  faults: readonly ScanFault[],
  language: Language,
): string[] {
  const texts = scanTexts[language];
  const number = (value: number): string => formatNumber(value, language);
  const bytes = facts.inputs.reduce((sum, input) => sum + input.bytes, 0);
  const findings = [...digest.byLevel.values()].reduce((sum, count) => sum + count, 0);
  const lines = [
    texts.headline(
      number(findings),
      number(facts.inputs.length),
      formatNumber(bytes / 1e6, language, 1),
      formatNumber(facts.seconds, language, 1),
    ),
    '',
    texts.rulesLine(number(rules.loaded), number(rules.problems.length)),
  ];
  const some = (rows: readonly string[]): void => {
    lines.push(...rows.slice(0, linesMax).map(printable));
    if (rows.length > linesMax) lines.push(`  … ${number(rows.length - linesMax)}`);
  };
  some(rules.problems.map(({ file, line, reason }) => texts.problem(file, String(line), reason)));
  if (faults.length > 0) {
    lines.push(texts.notScanned(number(faults.length)));
    some(faults.map(({ path, reason }) => texts.faultHead(path, reason)));
  }
  return lines;
}

/** What report and package tell of a scan. */
export function factsOfScan(
  run: Pick<RunFacts, 'language' | 'startedAt' | 'isComplete' | 'notesOf'>,
  { hash, loaded, problems }: YaraRules,
  files: readonly FileToScan[],
  faultsOf: ReadonlyMap<string, readonly string[]>,
  notScanned: readonly NotScanned[],
): RunFacts {
  return {
    ...run,
    kind: 'scan',
    seconds: (Date.now() - run.startedAt.getTime()) / 1000,
    records: 0,
    unread: 0,
    inputs: files.map(({ path, bytes }) => {
      return { path, bytes, format: 'file', records: 0, faults: (faultsOf.get(path) ?? []).map(sameInBoth) };
    }),
    skipped: notScanned.map(({ path, reason }) => ({
      vi: `${path}: ${scanTexts.vi[reason]}`,
      en: `${path}: ${scanTexts.en[reason]}`,
    })),
    rules: {
      hash,
      loaded,
      withData: loaded,
      outside: 0,
      problems: problems.map(({ file, line, reason }) => sameInBoth(`${file}:${line}: ${reason}`)),
    },
    indicators: 0,
  };
}
