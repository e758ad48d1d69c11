import type { Finding } from '../../../engine/match/finding.ts';
import { type HuntSummary, hunt } from '../../../engine/run/hunt.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { csvColumns, csvRow } from './csv-row.ts';
import { exitCodes } from './exit-codes.ts';
import { FindingsDigest } from './findings-digest.ts';
import { type HuntOptions, readHuntOptions, UsageError } from './hunt-options.ts';
import { OutputQueue } from './output-queue.ts';
import { summaryLines } from './print-summary.ts';
import { ProgressLine } from './progress-line.ts';
import { openResultFiles } from './results/result-files.ts';
import { factsOfHunt } from './results/run-facts.ts';
import { readRuleNotes, titlesIn } from './rule-notes.ts';
import { showInZone } from './shown-times.ts';
import { terminalStyle } from './terminal-style.ts';
import { huntUsage } from './usage-texts.ts';

/** `khien hunt`: hunts through logs with Sigma rules. */
export const huntCommand: CliCommand = {
  name: 'hunt',
  summary: {
    vi: 'Săn lùng mối nguy hại trong nhật ký bằng luật Sigma',
    en: 'Hunt through logs with Sigma rules',
  },
  usage: huntUsage,
  run: async (args, io) => {
    try {
      return await runHunt(readHuntOptions(args, io), args, io);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      io.stderr.write(`${error.message}\n`);
      return exitCodes.wrongUsage;
    }
  },
};

async function runHunt(options: HuntOptions, args: readonly string[], io: CliIo): Promise<number> {
  const { output, language } = options;
  const startedAt = new Date();
  const files = openResultFiles(options, args, io);
  const digest = new FindingsDigest();
  const progress = new ProgressLine(io, language);
  const out = new OutputQueue(io.stdout);
  if (output === 'csv') out.write(`${csvColumns.join(',')}\n`);
  const onFinding = (found: Finding): void => {
    const finding = showInZone(found, options.timeZone);
    digest.add(finding);
    // Report and package keep UTC; the report has a zone of its own to choose.
    files.add(found);
    if (output === 'json') out.write(`${JSON.stringify(finding)}\n`);
    else if (output === 'csv') out.write(`${csvRow(finding)}\n`);
  };
  try {
    const summary = await hunt(
      options.request,
      { onFinding, onProgress: (state) => progress.update(state) },
      io.signal,
    );
    progress.clear();
    const notesOf = (ids: ReadonlySet<string>) => readRuleNotes(options.request.rules, ids);
    const titleOf = titlesIn(language, options.request.rules, new Set(digest.byRule.keys()));
    const lines = summaryLines(digest, summary, {
      ...{ language, titleOf, style: terminalStyle(io) },
      zone: options.timeZone?.name ?? 'UTC',
    });
    const facts = factsOfHunt(summary, { language, startedAt, notesOf });
    lines.push(...(await files.finish(facts, lines)));
    if (output === 'summary') out.write(`${lines.join('\n')}\n`);
    else io.stderr.write(`${lines.join('\n')}\n`);
    await out.end();
    return exitCodeOf(summary, options.failOn !== undefined && digest.hasLevel(options.failOn));
  } finally {
    files.discard();
  }
}

function exitCodeOf(summary: HuntSummary, hasFound: boolean): number {
  if (!summary.isComplete) return exitCodes.interrupted;
  if (hasFound) return exitCodes.found;
  const isUnreadable = ({ failures }: { failures: readonly string[] }): boolean => failures.length > 0;
  const hasFailures =
    summary.files.some(isUnreadable) || summary.skipped.some(({ reason }) => reason === 'unreadable');
  return hasFailures ? exitCodes.partlyUnreadable : exitCodes.done;
}
