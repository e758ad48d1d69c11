/** What a command may touch: nothing global, so that tests can run it in process. */
export type CliIo = {
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
  env: NodeJS.ProcessEnv;
  cwd: string;
  isTty: boolean;
  /** The reader's language, of `--lang` or the environment. */
  language: 'vi' | 'en';
  /** Aborted by Ctrl-C; a command ends in order and returns its exit code. */
  signal: AbortSignal;
};

/**
 * One command of `khien`. Data goes to stdout, progress and notes to stderr. Exit codes: 0 done, 1 failed,
 * 2 wrong usage; a command documents its own others.
 */
export type CliCommand = {
  name: string;
  summary: { vi: string; en: string };
  /** What `--help` prints: options first, exit codes last, lines of 100 columns at most. */
  usage: { vi: string; en: string };
  run(args: string[], io: CliIo): Promise<number>;
};

/** A note for the person at the terminal, in the reader's language. */
export const note = (io: CliIo, vi: string, en: string): void => {
  io.stderr.write(`${io.language === 'en' ? en : vi}\n`);
};
