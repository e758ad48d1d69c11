import { lintRules } from '../../../engine/rule/lint-rules.ts';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import type { LogSources } from '../../../engine/rule/log-sources.ts';
import type { DetectionRule, RuleProblem } from '../../../engine/rule/rule-model.ts';
import { listRuleFiles, readRuleFiles } from '../../../engine/run/rule-files.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { defaultRules, readPlaceholders } from './hunt-options.ts';
import { formatNumber, textsOf } from './language.ts';
import { existingPaths, languageOf, logSourcesOf, parseCommand, withUsageErrors } from './log-command.ts';
import { OutputQueue } from './output-queue.ts';
import { reasonIn } from './reason-in.ts';
import { printable } from './terminal-style.ts';
import { rulesCheckUsage } from './usage-texts.ts';

const options = {
  json: { type: 'boolean' },
  errors: { type: 'boolean' },
  'log-sources': { type: 'string', multiple: true },
  placeholders: { type: 'string' },
  lang: { type: 'string' },
} as const;

/** `khien rules check`: says what is wrong with a rule set. */
export const rulesCheckCommand: CliCommand = {
  name: 'rules check',
  summary: {
    vi: 'Kiểm tra bộ luật, chỉ rõ tệp, dòng và lý do',
    en: 'Check a rule set; names file, line and reason',
  },
  usage: rulesCheckUsage,
  run: (args, io) => withUsageErrors(io, () => check(args, io)),
};

async function check(args: string[], io: CliIo): Promise<number> {
  const language = languageOf(args, io);
  const texts = textsOf(language);
  const { values, positionals } = parseCommand(args, options, language);
  const sources = logSourcesOf(values['log-sources'], io, language);
  const paths = existingPaths(positionals.length > 0 ? positionals : defaultRules(io.env), io, language);
  const files = readRuleFiles(listRuleFiles(paths));
  const placeholders =
    values.placeholders === undefined
      ? new Map()
      : readPlaceholders(existingPaths([values.placeholders], io, language)[0]!, language);
  const set = loadRules(files, placeholders);
  const warnings = [...lintRules(files), ...outsideOf(set.detections, sources)];
  const problems = [...set.problems, ...warnings]
    .filter(({ severity }) => severity === 'error' || values.errors !== true)
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  const out = new OutputQueue(io.stdout);
  for (const problem of problems) {
    const { file, line, severity, reason } = problem;
    const text = printable(`${file}:${line}: ${texts[severity]}: ${reasonIn(language, reason)}`);
    out.write(`${values.json === true ? JSON.stringify(problem) : text}\n`);
  }
  await out.end();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const number = (value: number): string => formatNumber(value, language);
  const loaded = number(set.detections.length + set.correlations.length);
  io.stderr.write(
    problems.length === 0
      ? `${texts.checkClean(loaded)}\n`
      : `${texts.checkFound(loaded, number(errors), number(problems.length - errors))}\n`,
  );
  return errors > 0 ? exitCodes.partlyUnreadable : exitCodes.done;
}

/** Rules whose log source no log file can ever satisfy. */
function outsideOf(rules: readonly DetectionRule[], sources: LogSources): RuleProblem[] {
  return rules.flatMap(({ file, line, id, logSource }) => {
    const reason = sources.whyOutside(logSource);
    return reason === undefined ? [] : [{ file, line, rule: id, severity: 'warning' as const, reason }];
  });
}
