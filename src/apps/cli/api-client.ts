import { ProblemError } from '../../platform/http/client.ts';
import { type CliIo, note } from './command.ts';

/** Where the command finds the server and with which key: options first, then KHIEN_URL and KHIEN_API_KEY. */
export type ApiTarget = { baseUrl: string; headers: Record<string, string>; language: 'vi' | 'en' };

/** @throws Error in words when there is no key */
export const apiTarget = (
  io: CliIo,
  options: { url?: string | undefined; key?: string | undefined },
): ApiTarget => {
  const key = options.key ?? io.env.KHIEN_API_KEY;
  if (!key)
    throw new Error(
      io.language === 'en'
        ? 'No API key: give --key or set KHIEN_API_KEY (Administration, API keys).'
        : 'Chưa có khóa API: hãy nêu --key hoặc đặt KHIEN_API_KEY (Quản trị, Khóa API).',
    );
  const port = io.env.KHIEN_PORT ?? '8080';
  const baseUrl = (options.url ?? io.env.KHIEN_URL ?? `http://127.0.0.1:${port}`).replace(/\/$/, '');
  return { baseUrl, headers: { authorization: `Bearer ${key}` }, language: io.language };
};

/** Says why the server refused, or that it was not reached. @returns exit code; throws errors of another kind */
export const noteProblem = (io: CliIo, error: unknown, { baseUrl }: ApiTarget): number => {
  if (!(error instanceof ProblemError)) throw error;
  const { status, title, errors = [] } = error.problem;
  if (status === 0)
    note(io, `Không kết nối được máy chủ ${baseUrl}.`, `The server ${baseUrl} cannot be reached.`);
  else
    io.stderr.write(
      `${[title, ...errors.map(({ field, message }) => `  ${field}: ${message}`)].join('\n')}\n`,
    );
  return 1;
};
