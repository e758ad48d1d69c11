import { readFileSync, statSync } from 'node:fs';
import { type ExplainedTest, type Explanation, explainRule } from '../../../engine/match/explain.ts';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import type { LogSources } from '../../../engine/rule/log-sources.ts';
import type { DetectionRule, LogSource, RuleSet } from '../../../engine/rule/rule-model.ts';
import { type DecodedRecord, RecordDecoder } from '../../../engine/run/decoded-records.ts';
import type { InputFile } from '../../../engine/run/list-inputs.ts';
import type { EventClass } from '../../../engine/source/event-class.ts';
import { recogniseFile } from '../../../engine/source/recognise.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { readPlaceholders } from './hunt-options.ts';
import { formatNumber, type Language, textsOf } from './language.ts';
import { existingPaths, languageOf, logSourcesOf, parseCommand, withUsageErrors } from './log-command.ts';
import { OutputQueue } from './output-queue.ts';
import { reasonIn } from './reason-in.ts';
import { readRecordOptions, recordOptions } from './record-options.ts';
import { printable } from './terminal-style.ts';
import { UsageError } from './usage-error.ts';
import { rulesExplainUsage } from './usage-texts.ts';

const valueLengthMax = 200;
const failingMax = 12;
const options = {
  record: { type: 'string' },
  rule: { type: 'string' },
  placeholders: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  ...recordOptions,
} as const;

/** `khien rules explain`: shows part by part why a rule did or did not fire on a record. */
export const rulesExplainCommand: CliCommand = {
  name: 'rules explain',
  summary: {
    vi: 'Giải thích từng phần vì sao luật khớp hoặc không khớp một bản ghi',
    en: 'Explain part by part why a rule fires on a record or does not',
  },
  usage: rulesExplainUsage,
  run: (args, io) => withUsageErrors(io, () => explain(args, io)),
};

async function explain(args: string[], io: CliIo): Promise<number> {
  const language = languageOf(args, io);
  const texts = textsOf(language);
  const { values, positionals } = parseCommand(args, options, language);
  if (positionals.length !== 2) throw new UsageError(texts.explainUsage);
  const [rulePath, logPath] = existingPaths(positionals, io, language) as [string, string];
  const number = values.record === undefined ? undefined : Number(values.record);
  if (number !== undefined && !Number.isSafeInteger(number))
    throw new UsageError(texts.badOption('--record'));
  const placeholders =
    values.placeholders === undefined
      ? new Map()
      : readPlaceholders(existingPaths([values.placeholders], io, language)[0]!, language);
  const set = loadRules([{ file: rulePath, text: readFileSync(rulePath, 'utf8') }], placeholders);
  for (const { line, reason } of set.problems)
    io.stderr.write(`${rulePath}:${line}: ${reasonIn(language, reason)}\n`);
  const rule = chooseRule(set, values.rule, language);
  const recognised = recogniseFile(logPath);
  if (recognised === undefined) throw new UsageError(texts.unreadableFormat(logPath));
  const sources = logSourcesOf(values['log-sources'], io, language);
  const { selection, timeZone, year } = readRecordOptions(values, language);
  const file = { ...recognised, path: logPath, bytes: statSync(logPath).size };
  const decoder = new RecordDecoder({
    timeZone,
    year,
    kinds: sources.kinds,
    withSecondSpellings: true,
    ...(selection === undefined ? {} : { selection }),
  });
  const found = await findRecord({ rule, file, number, sources, decoder }, io.signal);
  if (found === undefined) throw new UsageError(texts.explainNoRecord);
  const out = new OutputQueue(io.stdout);
  if (values.json === true)
    out.write(`${JSON.stringify({ ...found.explanation, record: found.record.record })}\n`);
  else print(found, rule, language, out);
  await out.end();
  return exitCodes.done;
}

function chooseRule(set: RuleSet, wanted: string | undefined, language: Language): DetectionRule {
  const texts = textsOf(language);
  const rules = set.detections;
  const known = rules.map(({ id }) => id).join(', ');
  if (rules.length === 0) throw new UsageError(texts.explainOneRule);
  if (wanted === undefined) {
    if (rules.length > 1) throw new UsageError(texts.explainWhichRule(known));
    return rules[0]!;
  }
  const rule = rules.find(({ id, name, title }) => [id, name, title].includes(wanted));
  if (rule === undefined) throw new UsageError(texts.explainNoSuchRule(wanted, known));
  return rule;
}

type Found = { record: DecodedRecord; explanation: Explanation };
type Search = {
  readonly rule: DetectionRule;
  readonly file: InputFile;
  readonly number: number | undefined;
  readonly sources: LogSources;
  readonly decoder: RecordDecoder;
};

async function findRecord(search: Search, signal: AbortSignal): Promise<Found | undefined> {
  let best: Found | undefined;
  let bestRank = -1;
  const onRecord = (record: DecodedRecord): void => {
    if (search.number !== undefined && record.record !== search.number) return;
    if (bestRank === Number.MAX_SAFE_INTEGER) return;
    const explanation = explainRule(search.rule, record.fields, record.event, search.sources);
    const rank = rankOf(explanation);
    if (rank > bestRank) [best, bestRank] = [{ record, explanation }, rank];
  };
  await search.decoder.read(search.file, { onRecord, onDamage: () => {} }, signal);
  return best;
}

/** Firing beats everything, then as many answered questions as possible. */
function rankOf({ isRouted, fires, selections }: Explanation): number {
  if (fires) return Number.MAX_SAFE_INTEGER;
  const held = selections.filter(({ holds }) => holds).length;
  const tests = selections.flatMap((selection) => selection.tests).filter(({ holds }) => holds).length;
  return isRouted ? 1 + held * 1000 + Math.min(tests, 999) : 0;
}

function print(
  { record, explanation }: Found,
  rule: DetectionRule,
  language: Language,
  out: OutputQueue,
): void {
  const texts = textsOf(language);
  const write = (line: string): void => out.write(`${printable(line)}\n`);
  const verdict = explanation.fires ? texts.explainFires : texts.explainSilent;
  write(`${rule.title}`);
  write(`${texts.explainRecord(String(record.record), nameOfClass(record.event))}: ${verdict}`);
  if (!explanation.isRouted)
    write(texts.explainNotRouted(nameOfSource(rule.logSource), nameOfClass(record.event)));
  if (rule.condition !== undefined) write(texts.explainCondition(rule.condition));
  for (const { name, holds, tests } of explanation.selections) {
    write(`${markOf(holds)} ${name}`);
    for (const group of byField(tests)) for (const line of groupLines(group, language)) write(`    ${line}`);
  }
}

const markOf = (holds: boolean): string => (holds ? '✓' : '✗');

/** Tests of one field together, in the order of the rule. */
function byField(tests: readonly ExplainedTest[]): ExplainedTest[][] {
  const groups = new Map<string | null, ExplainedTest[]>();
  for (const test of tests) {
    const group = groups.get(test.field);
    if (group === undefined) groups.set(test.field, [test]);
    else group.push(test);
  }
  return [...groups.values()];
}

/** What a field holds once, then its questions: those that hold first, of the others a few are enough. */
function groupLines(tests: readonly ExplainedTest[], language: Language): string[] {
  const texts = textsOf(language);
  const { field, values } = tests[0]!;
  const shown = values?.map((value) => String(value).slice(0, valueLengthMax)).join(' | ');
  const answer = field === null ? '' : shown === undefined ? texts.explainAbsent : texts.explainValues(shown);
  const name = field ?? '*';
  if (tests.length === 1) {
    const [{ question, holds }] = tests as [ExplainedTest];
    return [`${markOf(holds)} ${name} ${question}${answer === '' ? '' : `  (${answer})`}`];
  }
  const failing = tests.filter(({ holds }) => !holds);
  const asked = [...tests.filter(({ holds }) => holds), ...failing.slice(0, failingMax)];
  const lines = asked.map(({ question, holds }) => `  ${markOf(holds)} ${question}`);
  if (failing.length > failingMax)
    lines.push(`    ${texts.more(formatNumber(failing.length - failingMax, language))}`);
  return [`${name}${answer === '' ? '' : `  (${answer})`}`, ...lines];
}

/** What a record is: channel and event, or product, service and category. */
function nameOfClass({ channel, eventId, product, service, category }: EventClass): string {
  return channel === undefined
    ? nameOfSource({ product, service, category })
    : `${channel} ${eventId ?? ''}`.trim();
}

function nameOfSource(source: { [key in keyof LogSource]?: string | undefined }): string {
  const parts = (['product', 'category', 'service'] as const).flatMap((key) =>
    source[key] === undefined ? [] : [`${key}: ${source[key]}`],
  );
  return parts.length === 0 ? '–' : parts.join(', ');
}
