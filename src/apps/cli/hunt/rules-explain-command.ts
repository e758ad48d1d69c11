import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Explanation, explainRule } from '../../../engine/match/explain.ts';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import { builtInLogSources, LogSources } from '../../../engine/rule/log-sources.ts';
import type { DetectionRule } from '../../../engine/rule/rule-model.ts';
import { type DecodedRecord, RecordDecoder } from '../../../engine/run/decoded-records.ts';
import type { InputFile } from '../../../engine/run/list-inputs.ts';
import { recogniseFile } from '../../../engine/source/recognise.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { chooseLanguage, type Language, textsOf } from './language.ts';
import { printable } from './terminal-style.ts';

const valueLengthMax = 200;

/** `khien rules explain`: shows part by part why a rule did or did not fire on a record. */
export const rulesExplainCommand: CliCommand = {
  name: 'rules explain',
  summary: {
    vi: 'Giải thích từng phần vì sao luật khớp hoặc không khớp một bản ghi',
    en: 'Explain part by part why a rule fires on a record or does not',
  },
  usage: `khien rules explain RULE FILE [--record N] [--json] [--lang vi|en]
  Without --record: the first record on which the rule fires, else the one that comes closest.`,
  run: async (args, io) => {
    const options = {
      record: { type: 'string' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
    const language = chooseLanguage(typeof values.lang === 'string' ? values.lang : undefined, io.env);
    const fail = (message: string): number => {
      io.stderr.write(`${message}\n`);
      return exitCodes.wrongUsage;
    };
    const texts = textsOf(language);
    const [rulePath, logPath] = positionals.map((path) => resolve(io.cwd, path));
    if (rulePath === undefined || logPath === undefined) return fail(texts.explainUsage);
    for (const path of [rulePath, logPath]) if (!existsSync(path)) return fail(texts.notFound(path));
    const set = loadRules([{ file: rulePath, text: readFileSync(rulePath, 'utf8') }]);
    for (const { line, reason } of set.problems) io.stderr.write(`${rulePath}:${line}: ${reason}\n`);
    const [rule] = set.detections;
    if (rule === undefined) return fail(texts.explainOneRule);
    const recognised = recogniseFile(logPath);
    if (recognised === undefined) return fail(texts.unreadableFormat(logPath));
    const number = typeof values.record === 'string' ? Number(values.record) : undefined;
    const found = await findRecord(
      rule,
      { ...recognised, path: logPath, bytes: statSync(logPath).size },
      number,
      io.signal,
    );
    if (found === undefined) return fail(texts.explainNoRecord);
    if (values.json === true)
      io.stdout.write(`${JSON.stringify({ ...found.explanation, record: found.record.record })}\n`);
    else print(found, language, io);
    return exitCodes.done;
  },
};

type Found = { record: DecodedRecord; explanation: Explanation };

async function findRecord(
  rule: DetectionRule,
  file: InputFile,
  number: number | undefined,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const sources = new LogSources(builtInLogSources());
  let best: Found | undefined;
  let bestRank = -1;
  const onRecord = (record: DecodedRecord): void => {
    if (number !== undefined && record.record !== number) return;
    const explanation = explainRule(rule, record.fields, record.event, sources);
    const rank = rankOf(explanation);
    if (rank > bestRank) [best, bestRank] = [{ record, explanation }, rank];
  };
  await new RecordDecoder().read(file, { onRecord, onDamage: () => {} }, signal);
  return best;
}

/** Firing beats everything, then as many answered questions as possible. */
function rankOf({ isRouted, fires, selections }: Explanation): number {
  if (fires) return Number.MAX_SAFE_INTEGER;
  const held = selections.filter(({ holds }) => holds).length;
  const tests = selections.flatMap((selection) => selection.tests).filter(({ holds }) => holds).length;
  return isRouted ? 1 + held * 1000 + Math.min(tests, 999) : 0;
}

function print({ record, explanation }: Found, language: Language, io: CliIo): void {
  const texts = textsOf(language);
  const { channel = '', eventId = '' } = record.event;
  const write = (line: string): unknown => io.stdout.write(`${printable(line)}\n`);
  const verdict = explanation.fires ? texts.explainFires : texts.explainSilent;
  write(`${texts.explainRecord(String(record.record), channel, eventId)}: ${verdict}`);
  if (!explanation.isRouted) write(texts.explainNotRouted);
  for (const selection of explanation.selections) {
    write(`${selection.holds ? '✓' : '✗'} ${selection.name}`);
    for (const { field, question, holds, values } of selection.tests) {
      const shown = values?.map((value) => String(value).slice(0, valueLengthMax)).join(' | ');
      const answer =
        field === null ? '' : shown === undefined ? texts.explainAbsent : texts.explainValues(shown);
      write(`    ${holds ? '✓' : '✗'} ${field ?? '*'} ${question}${answer === '' ? '' : `  (${answer})`}`);
    }
  }
}
