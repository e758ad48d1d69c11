import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import { builtInLogSources, LogSources } from '../../../engine/rule/log-sources.ts';
import { listRuleFiles, readRuleFiles } from '../../../engine/run/rule-files.ts';
import type { CliCommand } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { defaultRules } from './hunt-options.ts';
import { chooseLanguage, formatNumber, textsOf } from './language.ts';

/** `khien rules check`: says what is wrong with a rule set. */
export const rulesCheckCommand: CliCommand = {
  name: 'rules check',
  summary: {
    vi: 'Kiểm tra bộ luật, chỉ rõ tệp, dòng và lý do',
    en: 'Check a rule set; names file, line and reason',
  },
  usage: `khien rules check [PATH]... [--json] [--lang vi|en]
  Exit code 3 where a rule cannot be loaded.`,
  run: async (args, io) => {
    const options = { json: { type: 'boolean' }, lang: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
    const language = chooseLanguage(typeof values.lang === 'string' ? values.lang : undefined, io.env);
    const texts = textsOf(language);
    const paths = (positionals.length > 0 ? positionals : defaultRules(io.env)).map((path) =>
      resolve(io.cwd, path),
    );
    const missing = paths.find((path) => !existsSync(path));
    if (missing !== undefined) {
      io.stderr.write(`${texts.notFound(missing)}\n`);
      return exitCodes.wrongUsage;
    }
    const set = loadRules(readRuleFiles(listRuleFiles(paths)));
    const sources = new LogSources(builtInLogSources());
    const outside = set.detections.flatMap(({ file, line, id, logSource }) => {
      const reason = sources.whyOutside(logSource);
      return reason === undefined ? [] : [{ file, line, rule: id, severity: 'warning' as const, reason }];
    });
    const problems = [...set.problems, ...outside];
    for (const problem of problems) {
      const { file, line, severity, reason } = problem;
      io.stdout.write(
        values.json === true
          ? `${JSON.stringify(problem)}\n`
          : `${file}:${line}: ${texts[severity]}: ${reason}\n`,
      );
    }
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const number = (value: number): string => formatNumber(value, language);
    const loaded = number(set.detections.length + set.correlations.length);
    io.stderr.write(
      problems.length === 0
        ? `${texts.checkClean(loaded)}\n`
        : `${texts.checkFound(loaded, number(errors), number(problems.length - errors))}\n`,
    );
    return errors > 0 ? exitCodes.partlyUnreadable : exitCodes.done;
  },
};
