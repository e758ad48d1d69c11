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
import { recordUsage } from './record-options.ts';
import { openResultFiles } from './results/result-files.ts';
import { resultUsage } from './results/result-options.ts';
import { factsOfHunt } from './results/run-facts.ts';
import { readRuleNotes, titlesIn } from './rule-notes.ts';
import { showInZone } from './shown-times.ts';
import { terminalStyle } from './terminal-style.ts';

/** `khien hunt`: hunts through logs with Sigma rules. */
export const huntCommand: CliCommand = {
  name: 'hunt',
  summary: {
    vi: 'Săn lùng mối nguy hại trong nhật ký bằng luật Sigma',
    en: 'Hunt through logs with Sigma rules',
  },
  usage: `khien hunt PATH... [--rules PATH]... [options]
  --rules PATH          file or folder of Sigma rules (repeatable; default: KHIEN_RULES,
                        else the pack that comes along and the rules that you added)
  --iocs PATH           indicators: list, CSV, STIX 2.1 or MISP JSON (repeatable)
  --allow PATH          indicators that are never to be reported (repeatable)
  --level LEVEL         only findings of this level and above
${recordUsage}
  --log-sources FILE    further channels, services and field names, as JSON (repeatable)
  --placeholders FILE   JSON with the values of %placeholders%
  --recover             also records in the unused space of event logs
  --equal-numbers       999 in a rule also means 0x3e7, and the other way round
  --json | --csv        findings on stdout, one per line, in place of the summary
  --fail-on LEVEL       exit code 4 where something of this level was found
  --workers N           worker processes
  --max-memory SIZE     memory of each worker, e.g. 512M (the default) or 2G
  --no-cache            do not keep compiled rules
  --lang vi|en          language of messages
  Exit codes: 0 done, 2 wrong usage, 3 parts could not be read, 4 --fail-on, 130 interrupted.
${resultUsage}`,
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
