/** Where a command writes and what it may know of its surroundings. */
export type CliIo = {
  /** Results only. */
  stdout: NodeJS.WritableStream;
  /** Progress and notes. */
  stderr: NodeJS.WritableStream;
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Whether stderr is a terminal that can redraw a line. */
  isTty: boolean;
  /** Fires on Ctrl-C; a command ends soon after and gives what it has. */
  signal: AbortSignal;
};

/** One command of `khien`. */
export type CliCommand = {
  /** One or two words, as typed. */
  name: string;
  summary: { vi: string; en: string };
  /** Usage text: one line per form, then options. */
  usage: string;
  /** Resolves to the exit code. */
  run(args: string[], io: CliIo): Promise<number>;
};
