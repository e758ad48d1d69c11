import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Level, levels } from '../../../engine/rule/rule-model.ts';
import type { HuntRequest } from '../../../engine/run/hunt.ts';
import { workerBytesMin } from '../../../engine/run/memory-budget.ts';
import type { TimeZone } from '../../../engine/source/time-zone.ts';
import type { CliIo } from '../command.ts';
import { optionFault } from '../option-fault.ts';
import { chooseLanguage, type Language, textsOf } from './language.ts';
import { readLogSources, readRecordOptions, recordOptions } from './record-options.ts';
import { type ResultOptions, resultOptions } from './results/result-options.ts';
import { addedRulesFolder } from './results/user-folders.ts';
import { UsageError } from './usage-error.ts';

export { UsageError } from './usage-error.ts';

export type HuntOptions = {
  readonly request: HuntRequest;
  readonly output: 'summary' | 'json' | 'csv';
  readonly failOn: Level | undefined;
  readonly language: Language;
  /** In which times are shown; UTC unless given. */
  readonly timeZone: TimeZone | undefined;
  readonly results: ResultOptions;
};

const workersMax = 256;

/** Reads the command line of `khien hunt`. Throws {@link UsageError}. */
export function readHuntOptions(args: string[], io: CliIo): HuntOptions {
  const language = chooseLanguage(/--lang[= ](\w+)/.exec(args.join(' '))?.[1], io.env);
  const texts = textsOf(language);
  const { values, positionals } = parse(args, language);
  if (positionals.length === 0) throw new UsageError(texts.noPaths);
  const at = (path: string): string => {
    const full = resolve(io.cwd, path);
    if (!existsSync(full)) throw new UsageError(texts.notFound(path));
    return full;
  };
  const rules = values.rules ?? (values.iocs === undefined ? defaultRules(io.env) : []);
  const level = readLevel(values.level, language);
  const workers = values.workers === undefined ? undefined : Number(values.workers);
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= workersMax))
    throw new UsageError(texts.badWorkers(values.workers!, workersMax));
  if (values.json && values.csv) throw new UsageError(texts.badOption('--json --csv'));
  const { selection, timeZone, year } = readRecordOptions(values, language);
  const cacheFolder = values['no-cache'] ? undefined : cacheFolderOf(io.env);
  const request: HuntRequest = {
    // Paths are kept as they were typed, so that findings name files as the reader knows them.
    paths: positionals.map((path) => namedAs(path, at(path), io)),
    rules: rules.map(at),
    logSources: readLogSources(
      (values['log-sources'] ?? []).map((typed) => ({ typed, path: at(typed) })),
      language,
    ),
    indicators: (values.iocs ?? []).map(at),
    allowed: (values.allow ?? []).map(at),
    recoverSlack: values.recover ?? false,
    hasEqualNumbers: values['equal-numbers'] ?? false,
    ...(level === undefined ? {} : { level }),
    ...(selection === undefined ? {} : { selection }),
    ...(timeZone === undefined ? {} : { timeZone: timeZone.name }),
    ...(year === undefined ? {} : { year }),
    ...(workers === undefined ? {} : { workers }),
    ...(values['max-memory'] === undefined ? {} : { workerBytes: readBytes(values['max-memory'], language) }),
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
    ...(values.placeholders === undefined
      ? {}
      : { placeholders: readPlaceholders(at(values.placeholders), language) }),
  };
  const output = values.json ? 'json' : values.csv ? 'csv' : 'summary';
  const results = {
    report: values.report,
    package: values.package,
    operator: values.operator,
    label: values.label,
  };
  return { request, output, failOn: readLevel(values['fail-on'], language), language, timeZone, results };
}

/** Bytes as `512M` or `2G`; a bare number means mebibytes. */
function readBytes(value: string, language: Language): number {
  const match = /^(\d{1,6})([MG])?i?B?$/i.exec(value);
  const bytes = match === null ? 0 : Number(match[1]) * (match[2]?.toUpperCase() === 'G' ? 2 ** 30 : 2 ** 20);
  if (bytes < workerBytesMin)
    throw new UsageError(textsOf(language).badMemory(value, workerBytesMin / 2 ** 20));
  return bytes;
}

/** A path as it was typed, where that is enough to find it. */
const namedAs = (typed: string, full: string, io: CliIo): string => (io.cwd === process.cwd() ? typed : full);

function parse(args: string[], language: Language) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        rules: { type: 'string', multiple: true },
        iocs: { type: 'string', multiple: true },
        allow: { type: 'string', multiple: true },
        level: { type: 'string' },
        workers: { type: 'string' },
        'max-memory': { type: 'string' },
        placeholders: { type: 'string' },
        'fail-on': { type: 'string' },
        'no-cache': { type: 'boolean' },
        recover: { type: 'boolean' },
        'equal-numbers': { type: 'boolean' },
        json: { type: 'boolean' },
        csv: { type: 'boolean' },
        lang: { type: 'string' },
        ...recordOptions,
        ...resultOptions,
      },
    });
  } catch (error) {
    throw new UsageError(optionFault(error, language) ?? String(error));
  }
}

/** The rules that come with the product. */
export const ownPack = join(import.meta.dirname, 'data', 'pack');

/** The rules that come with the product and those that were added, or the one place that KHIEN_RULES names. */
export function defaultRules(env: NodeJS.ProcessEnv): string[] {
  if (env.KHIEN_RULES !== undefined && env.KHIEN_RULES !== '') return [env.KHIEN_RULES];
  const added = addedRulesFolder(env);
  return existsSync(added) ? [ownPack, added] : [ownPack];
}

/** Where compiled rule sets are kept between hunts. */
export const cacheFolderOf = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_CACHE_HOME ?? join(env.HOME ?? homedir(), '.cache'), 'khien');

function readLevel(value: string | undefined, language: Language): Level | undefined {
  if (value === undefined) return undefined;
  const level = levels.find((name) => name === value);
  if (level === undefined) throw new UsageError(textsOf(language).badLevel(value));
  return level;
}

/** Values of placeholders. Throws {@link UsageError}. */
export function readPlaceholders(path: string, language: Language): Map<string, readonly string[]> {
  try {
    const parsed = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    return new Map(
      Object.entries(parsed).map(([name, values]) => {
        if (!Array.isArray(values)) throw new TypeError(name);
        return [name, values.map(String)];
      }),
    );
  } catch {
    throw new UsageError(textsOf(language).badPlaceholders(path));
  }
}
