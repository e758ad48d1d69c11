import type { CliIo } from './command.ts';

/** Where the command finds the server and with which key: options first, then KHIEN_URL and KHIEN_API_KEY. */
export type ApiTarget = { baseUrl: string; headers: Record<string, string> };

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
  return { baseUrl, headers: { authorization: `Bearer ${key}` } };
};
