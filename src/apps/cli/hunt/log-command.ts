import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { builtInLogSources, LogSources } from '../../../engine/rule/log-sources.ts';
import type { CliIo } from '../command.ts';
import { optionFault } from '../option-fault.ts';
import { exitCodes } from './exit-codes.ts';
import { chooseLanguage, type Language, textsOf } from './language.ts';
import { readLogSources } from './record-options.ts';
import { UsageError } from './usage-error.ts';

/** Reads a command line strictly: an option that is misspelt must not be passed over. Throws {@link UsageError}. */
export function parseCommand<T extends ParseArgsOptionsConfig>(
  args: string[],
  options: T,
  language: Language,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(optionFault(error, language) ?? String(error));
  }
}

/** The language that a command line asks for, before the rest of it is read. */
export const languageOf = (args: readonly string[], io: CliIo): Language =>
  chooseLanguage(/--lang[= ](\w+)/.exec(args.join(' '))?.[1], io.env);

/** Runs a command; a wrong command line gives its message and the exit code for it. */
export async function withUsageErrors(io: CliIo, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return exitCodes.wrongUsage;
  }
}

/** Full paths of what was typed. Throws {@link UsageError} where there are none or one does not exist. */
export function existingPaths(typed: readonly string[], io: CliIo, language: Language): string[] {
  const texts = textsOf(language);
  if (typed.length === 0) throw new UsageError(texts.noPaths);
  return typed.map((path) => {
    const full = resolve(io.cwd, path);
    if (!existsSync(full)) throw new UsageError(texts.notFound(path));
    return full;
  });
}

/** The log sources that come along, and those that the user describes. Throws {@link UsageError}. */
export function logSourcesOf(
  typed: readonly string[] | undefined,
  io: CliIo,
  language: Language,
): LogSources {
  const files = (typed ?? []).map((path) => ({ typed: path, path: existingPaths([path], io, language)[0]! }));
  return new LogSources([...builtInLogSources(), ...readLogSources(files, language)]);
}
