import type { CliCommand, CliIo } from '../command.ts';
import { rulesAddCommand } from '../rules/rules-add-command.ts';
import { rulesListCommand, rulesRemoveCommand } from '../rules/rules-list-command.ts';
import { scanCommand } from '../scan/scan-command.ts';
import { convertCommand } from './convert-command.ts';
import { exitCodes } from './exit-codes.ts';
import { huntCommand } from './hunt-command.ts';
import { chooseLanguage, type Language } from './language.ts';
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

/** Runs the command that the words name; gives its exit code. `--lang` may stand before the command. */
export async function runHuntingCommand(words: string[], io: CliIo): Promise<number> {
  const [language, rest] = words[0] === '--lang' ? [words[1], words.slice(2)] : [undefined, words];
  const command = huntingCommands.find(({ name }) => name.split(' ').every((word, i) => rest[i] === word));
  if (command === undefined) {
    const isAsked = rest.length === 0 || ['--help', '-h', 'help'].includes(rest[0]!);
    (isAsked ? io.stdout : io.stderr).write(helpText(chooseLanguage(language, io.env)));
    return rest.length > 0 && isAsked ? exitCodes.done : exitCodes.wrongUsage;
  }
  const args = rest.slice(command.name.split(' ').length);
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(`${command.usage}\n`);
    return exitCodes.done;
  }
  return await command.run(language === undefined ? args : [...args, '--lang', language], io);
}

function helpText(language: Language): string {
  const width = Math.max(...huntingCommands.map(({ name }) => name.length));
  const lines = huntingCommands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary[language]}`);
  const more = language === 'en' ? 'khien <command> --help tells more.' : 'Xem thêm: khien <lệnh> --help';
  return `khien <command> [arguments]\n\n${lines.join('\n')}\n\n${more}\n`;
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
