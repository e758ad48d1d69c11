import type { CliCommand, CliIo } from './command.ts';
import { helpText } from './help-text.ts';
import { runCommand } from './run-command.ts';

/** `--lang en` before all, then the environment; Vietnamese otherwise. */
const chooseLanguage = (args: readonly string[], env: NodeJS.ProcessEnv): 'vi' | 'en' => {
  const at = args.indexOf('--lang');
  const asked = at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice(7);
  return /^en/i.test(asked ?? env.KHIEN_LANG ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || ''))
    ? 'en'
    : 'vi';
};

const withoutLanguage = (args: readonly string[]): string[] =>
  args.filter((arg, index) => !/^--lang(=|$)/.test(arg) && args[index - 1] !== '--lang');

/** The command with the longest name that the arguments begin with: `rules check` before `rules`. */
const findCommand = (
  commands: readonly CliCommand[],
  args: readonly string[],
): { command: CliCommand; rest: string[] } | undefined => {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const command = commands.find((candidate) => candidate.name === name);
    if (command) return { command, rest: args.slice(words) };
  }
  return undefined;
};

/** The server and the hunt start without loading the other commands: those cost two thirds of a second. */
const loadCommands = async (args: readonly string[]): Promise<readonly CliCommand[]> => {
  if (args[0] === 'serve') return [(await import('./serve.ts')).serveCommand];
  const { huntingCommands } = await import('./hunt/main.ts');
  return findCommand(huntingCommands, args) ? huntingCommands : (await import('./commands.ts')).commands;
};

const run = async (args: readonly string[], io: CliIo): Promise<number> => {
  const [first] = args;
  const commands = await loadCommands(args);
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    io.stdout.write(helpText(commands, io.language));
    return first === undefined ? 2 : 0;
  }
  const found = findCommand(commands, args);
  if (!found) {
    io.stderr.write(io.language === 'en' ? `Unknown command: ${first}\n` : `Không có lệnh: ${first}\n`);
    io.stderr.write(helpText(commands, io.language));
    return 2;
  }
  return runCommand(found.command, found.rest, io);
};

/** A fault of the database's start explains itself in both languages; others have their message. */
const describeError = (error: unknown): string => {
  const { textIn } = error as { textIn?: (language: 'vi' | 'en') => string };
  if (typeof textIn === 'function') return textIn.call(error, language);
  return error instanceof Error ? error.message : String(error);
};

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());

const language = chooseLanguage(process.argv.slice(2), process.env);

const io: CliIo = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: { ...process.env, KHIEN_LANG: language },
  cwd: process.cwd(),
  isTty: process.stdout.isTTY === true,
  language,
  signal: interrupted.signal,
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

run(withoutLanguage(process.argv.slice(2)), io).then(
  (code) => {
    process.exitCode = code;
    // A server's last handles may linger; the command has ended, and so do we.
    setTimeout(() => process.exit(code), 500).unref();
  },
  (error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    if (process.env.KHIEN_LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
