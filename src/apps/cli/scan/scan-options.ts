import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Level, levels } from '../../../engine/rule/rule-model.ts';
import type { CliIo } from '../command.ts';
import { UsageError } from '../hunt/hunt-options.ts';
import { chooseLanguage, type Language, textsOf } from '../hunt/language.ts';
import { type ResultOptions, resultOptions } from '../hunt/results/result-options.ts';
import { addedRulesFolder } from '../hunt/results/user-folders.ts';
import { optionFault } from '../option-fault.ts';
import { scanTexts } from './scan-texts.ts';

/** The YARA rules that come with the product. */
export const ownYaraRules = join(import.meta.dirname, 'data', 'yara');

export type ScanOptions = {
  readonly paths: readonly string[];
  readonly rules: readonly string[];
  readonly bytesMax: number;
  readonly timeoutMs: number;
  readonly isUnpacking: boolean;
  readonly workers: number;
  readonly output: 'summary' | 'json' | 'csv';
  readonly failOn: Level | undefined;
  readonly language: Language;
  readonly results: ResultOptions;
};

const megabytesDefault = 256;
const secondsDefault = 60;

/** Reads the command line of `khien scan`. Throws {@link UsageError}. */
export function readScanOptions(args: string[], io: CliIo): ScanOptions {
  const language = chooseLanguage(/--lang[= ](\w+)/.exec(args.join(' '))?.[1], io.env);
  const texts = textsOf(language);
  const { values, positionals } = parse(args, language);
  if (positionals.length === 0) throw new UsageError(scanTexts[language].noPaths);
  const at = (path: string): string => {
    const full = resolve(io.cwd, path);
    if (!existsSync(full)) throw new UsageError(texts.notFound(path));
    // Paths are kept as they were typed where that is enough to find them.
    return io.cwd === process.cwd() ? path : full;
  };
  const number = (name: 'max-size' | 'timeout' | 'workers', otherwise: number): number => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!(value > 0 && value < 1e6)) throw new UsageError(scanTexts[language].badNumber(`--${name}`));
    return value;
  };
  const failOn = levels.find((level) => level === values['fail-on']);
  if (values['fail-on'] !== undefined && failOn === undefined)
    throw new UsageError(texts.badLevel(values['fail-on']));
  const added = addedRulesFolder(io.env);
  const rules = values.rules?.map(at) ?? [ownYaraRules, ...(existsSync(added) ? [added] : [])];
  return {
    paths: positionals.map(at),
    rules,
    bytesMax: number('max-size', megabytesDefault) * 1e6,
    timeoutMs: number('timeout', secondsDefault) * 1000,
    isUnpacking: values.archives ?? false,
    workers: Math.ceil(number('workers', availableParallelism())),
    output: values.json ? 'json' : values.csv ? 'csv' : 'summary',
    failOn,
    language,
    results: {
      report: values.report,
      package: values.package,
      operator: values.operator,
      label: values.label,
    },
  };
}

function parse(args: string[], language: Language) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        rules: { type: 'string', multiple: true },
        'max-size': { type: 'string' },
        timeout: { type: 'string' },
        workers: { type: 'string' },
        archives: { type: 'boolean' },
        'fail-on': { type: 'string' },
        json: { type: 'boolean' },
        csv: { type: 'boolean' },
        lang: { type: 'string' },
        ...resultOptions,
      },
    });
  } catch (error) {
    throw new UsageError(optionFault(error, language) ?? String(error));
  }
}
