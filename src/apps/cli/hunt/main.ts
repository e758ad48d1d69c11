import type { CliCommand, CliIo } from '../command.ts';
import { helpText } from '../help-text.ts';
import { rulesAddCommand } from '../rules/rules-add-command.ts';
import { rulesListCommand, rulesRemoveCommand } from '../rules/rules-list-command.ts';
import { runCommand } from '../run-command.ts';
import { scanCommand } from '../scan/scan-command.ts';
import { convertCommand } from './convert-command.ts';
import { exitCodes } from './exit-codes.ts';
import { huntCommand } from './hunt-command.ts';
import { chooseLanguage } from './language.ts';
import { languageOf } from './log-command.ts';
import { packageKeyCommand, packageVerifyCommand } from './results/package-commands.ts';
import { rulesCheckCommand } from './rules-check-command.ts';
import { rulesExplainCommand } from './rules-explain-command.ts';
import { timelineCommand } from './timeline-command.ts';

/** The hunting commands on their own, for use without the rest of the platform. */
export const huntingCommands: readonly CliCommand[] = [
  huntCommand,
  rulesCheckCommand,
  rulesExplainCommand,
  rulesAddCommand,
  rulesListCommand,
  rulesRemoveCommand,
  convertCommand,
  timelineCommand,
  scanCommand,
  packageVerifyCommand,
  packageKeyCommand,
];

/**
 * Runs the command that the words name; gives its exit code. `--lang` may stand before the command; where it also
 * stands behind, that one counts.
 */
export async function runHuntingCommand(words: string[], io: CliIo): Promise<number> {
  const before = words[0] === '--lang' ? 2 : words[0]?.startsWith('--lang=') === true ? 1 : 0;
  const rest = words.slice(before);
  const command = huntingCommands.find(({ name }) => name.split(' ').every((word, i) => rest[i] === word));
  const language = languageOf([...rest, ...words.slice(0, before)], io);
  if (command === undefined) {
    const isAsked = rest.length === 0 || ['--help', '-h', 'help'].includes(rest[0]!);
    (isAsked ? io.stdout : io.stderr).write(helpText(huntingCommands, language));
    return rest.length > 0 && isAsked ? exitCodes.done : exitCodes.wrongUsage;
  }
  const args = rest.slice(command.name.split(' ').length);
  return await runCommand(command, before === 0 ? args : [...args, '--lang', language], { ...io, language });
}

if (import.meta.main) {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`).
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await runHuntingCommand(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    isTty: process.stderr.isTTY === true,
    language: chooseLanguage(undefined, process.env),
    signal: interrupt.signal,
  });
}
