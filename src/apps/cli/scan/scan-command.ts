import type { ResultFinding } from '../../../engine/package/result-finding.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { csvColumns, csvRow } from '../hunt/csv-row.ts';
import { exitCodes } from '../hunt/exit-codes.ts';
import { FindingsDigest } from '../hunt/findings-digest.ts';
import { UsageError } from '../hunt/hunt-options.ts';
import { OutputQueue } from '../hunt/output-queue.ts';
import { findingLines } from '../hunt/print-summary.ts';
import { openResultFiles } from '../hunt/results/result-files.ts';
import type { RuleNote } from '../hunt/rule-notes.ts';
import { terminalStyle } from '../hunt/terminal-style.ts';
import { listScanFiles } from './list-scan-files.ts';
import { listYaraFiles, loadYaraRules } from './load-yara-rules.ts';
import { scanFiles } from './scan-files.ts';
import { readScanOptions, type ScanOptions } from './scan-options.ts';
import { ScanProgress } from './scan-progress.ts';
import { factsOfScan, type ScanFault, scanSummary } from './scan-summary.ts';
import { scanTexts, scanUsage } from './scan-texts.ts';
import { loadYara, type YaraBinding } from './yara-binding.ts';
import { yaraFinding, yaraNote } from './yara-finding.ts';

/** `khien scan`: looks through files with YARA rules. */
export const scanCommand: CliCommand = {
  name: 'scan',
  summary: { vi: 'Quét tệp bằng luật YARA', en: 'Scan files with YARA rules' },
  usage: scanUsage,
  run: async (args, io) => {
    try {
      const options = readScanOptions(args, io);
      const yara = loadYara();
      if (yara === undefined) {
        io.stderr.write(`${scanTexts[options.language].noYara(`${process.platform}-${process.arch}`)}\n`);
        return exitCodes.unavailable;
      }
      return await runScan(yara, options, args, io);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      io.stderr.write(`${error.message}\n`);
      return exitCodes.wrongUsage;
    }
  },
};

async function runScan(
  yara: YaraBinding,
  options: ScanOptions,
  args: readonly string[],
  io: CliIo,
): Promise<number> {
  const { language, output } = options;
  const startedAt = new Date();
  const rules = loadYaraRules(yara, listYaraFiles(options.rules));
  const { files, notScanned } = listScanFiles(options.paths, options.bytesMax);
  const texts = scanTexts[language];
  const faults: ScanFault[] = notScanned.map(({ path, reason }) => ({ path, reason: texts[reason] }));
  const results = openResultFiles(options, args, io, 'scan');
  const progress = new ScanProgress(io, language, files);
  const digest = new FindingsDigest();
  const notes = new Map<string, RuleNote>();
  const out = new OutputQueue(io.stdout);
  if (output === 'csv') out.write(`${csvColumns.join(',')}\n`);
  const take = (finding: ResultFinding): void => {
    digest.add(finding);
    results.add(finding);
    if (output === 'json') out.write(`${JSON.stringify(finding)}\n`);
    else if (output === 'csv') out.write(`${csvRow(finding)}\n`);
  };
  const faultsOf = new Map<string, readonly string[]>();
  try {
    await scanFiles(
      files,
      { ...options, sources: rules.sources },
      options.workers,
      (result) => {
        const file = files[result.number]!;
        progress.update(result.number);
        if (result.faults.length > 0) faultsOf.set(file.path, result.faults);
        for (const reason of result.faults) faults.push({ path: file.path, reason });
        for (const content of result.matches)
          for (const rule of content.rules) {
            notes.set(...yaraNote(rule));
            take(yaraFinding(file, content, rule));
          }
      },
      io.signal,
    );
    progress.clear();
    const run = { language, startedAt, isComplete: !io.signal.aborted, notesOf: () => notes };
    const facts = factsOfScan(run, rules, files, faultsOf, notScanned);
    const titleOf = (id: string, title: string): string => notes.get(id)?.title[language] ?? title;
    const style = terminalStyle(io);
    const lines = scanSummary(facts, digest, rules, faults, language);
    if (digest.byRule.size > 0)
      lines.splice(2, 0, ...findingLines(digest, { language, style, titleOf, zone: 'UTC' }), '');
    lines.push(...(await results.finish(facts, lines)));
    if (output === 'summary') out.write(`${lines.join('\n')}\n`);
    else io.stderr.write(`${lines.join('\n')}\n`);
    await out.end();
  } finally {
    results.discard();
  }
  if (io.signal.aborted) return exitCodes.interrupted;
  if (options.failOn !== undefined && digest.hasLevel(options.failOn)) return exitCodes.found;
  return faults.length > 0 ? exitCodes.partlyUnreadable : exitCodes.done;
}
