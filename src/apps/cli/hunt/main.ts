import type { CliCommand, CliIo } from '../command.ts';
import { convertCommand } from './convert-command.ts';
import { huntCommand } from './hunt-command.ts';
import { chooseLanguage } from './language.ts';
import { packageKeyCommand, packageVerifyCommand } from './results/package-commands.ts';
import { rulesCheckCommand } from './rules-check-command.ts';
import { rulesExplainCommand } from './rules-explain-command.ts';
import { timelineCommand } from './timeline-command.ts';

/** The hunting commands on their own, for use without the rest of the platform. */
export const huntingCommands: readonly CliCommand[] = [
  huntCommand,
  rulesCheckCommand,
  rulesExplainCommand,
  convertCommand,
  timelineCommand,
  packageVerifyCommand,
  packageKeyCommand,
];

/** Runs the command that the words name; gives its exit code. */
export async function runHuntingCommand(words: string[], io: CliIo): Promise<number> {
  const command = huntingCommands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word));
  if (command === undefined) {
    io.stderr.write(`${huntingCommands.map(({ usage }) => usage).join('\n\n')}\n`);
    return 2;
  }
  return await command.run(words.slice(command.name.split(' ').length), io);
}

if (import.meta.main) {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
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
