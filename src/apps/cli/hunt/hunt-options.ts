import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LogSourceFile } from '../../../engine/rule/log-sources.ts';
import { type Level, levels } from '../../../engine/rule/rule-model.ts';
import type { HuntRequest } from '../../../engine/run/hunt.ts';
import type { CliIo } from '../command.ts';
import { chooseLanguage, type Language, textsOf } from './language.ts';
import { type ResultOptions, resultOptions } from './results/result-options.ts';
import { addedRulesFolder } from './results/user-folders.ts';

/** A wrong command line; the message is for the person who typed it. */
export class UsageError extends Error {}

export type HuntOptions = {
  readonly request: HuntRequest;
  readonly output: 'summary' | 'json' | 'csv';
  readonly failOn: Level | undefined;
  readonly language: Language;
  readonly results: ResultOptions;
};

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
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= 256))
    throw new UsageError(texts.badOption('--workers'));
  const cacheFolder = values['no-cache'] ? undefined : cacheFolderOf(io.env);
  const request: HuntRequest = {
    // Paths are kept as they were typed, so that findings name files as the reader knows them.
    paths: positionals.map((path) => namedAs(path, at(path), io)),
    rules: rules.map(at),
    logSources: (values['log-sources'] ?? []).map((path) => readLogSources(at(path), language)),
    indicators: (values.iocs ?? []).map(at),
    allowed: (values.allow ?? []).map(at),
    recoverSlack: values.recover ?? false,
    ...(level === undefined ? {} : { level }),
    ...(values.since === undefined ? {} : { since: readTime(values.since, language) }),
    ...(values.until === undefined ? {} : { until: readTime(values.until, language) }),
    ...(workers === undefined ? {} : { workers }),
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
  return { request, output, failOn: readLevel(values['fail-on'], language), language, results };
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
        'log-sources': { type: 'string', multiple: true },
        level: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        workers: { type: 'string' },
        placeholders: { type: 'string' },
        'fail-on': { type: 'string' },
        'no-cache': { type: 'boolean' },
        recover: { type: 'boolean' },
        json: { type: 'boolean' },
        csv: { type: 'boolean' },
        lang: { type: 'string' },
        ...resultOptions,
      },
    });
  } catch (error) {
    throw new UsageError(textsOf(language).badOption(error instanceof Error ? error.message : String(error)));
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

function readTime(value: string, language: Language): Date {
  const isTime = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value);
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10));
  const text = value.length === 10 ? `${value}T00:00:00Z` : hasZone ? value : `${value}Z`;
  const date = new Date(text.replace(' ', 'T'));
  if (!isTime || Number.isNaN(date.getTime())) throw new UsageError(textsOf(language).badTime(value));
  return date;
}

/** A description of log sources, of the shape of those that come with the engine. */
function readLogSources(path: string, language: Language): LogSourceFile {
  try {
    const parsed = JSON.parse(readFileSync(path, 'utf8')) as Partial<LogSourceFile>;
    const { product, aliases = {}, services = {}, categories = {}, outside = {} } = parsed;
    const isMap = (value: unknown): boolean =>
      typeof value === 'object' && value !== null && !Array.isArray(value);
    if (typeof product !== 'string' || ![aliases, services, categories, outside].every(isMap))
      throw new TypeError(path);
    return { product, aliases, services, categories, outside };
  } catch {
    throw new UsageError(textsOf(language).badLogSources(path));
  }
}

function readPlaceholders(path: string, language: Language): Map<string, readonly string[]> {
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
