import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runHuntingCommand } from '../main.ts';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a hunting command in this process with user folders below `folder`, and gives what it wrote. */
export async function runKhien(
  folder: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  terminal: { isTTY?: boolean; columns?: number; signal?: AbortSignal } = {},
): Promise<Ran> {
  const written = { out: '', err: '' };
  const sink = (key: 'out' | 'err') =>
    Object.assign(
      new Writable({
        write: (chunk, _, done) => {
          written[key] += chunk;
          done();
        },
      }),
      terminal,
    );
  const io = {
    stdout: sink('out'),
    stderr: sink('err'),
    env: {
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      KHIEN_LANG: 'en',
      ...env,
    },
    cwd: folder,
    isTty: false,
    language: 'vi' as const,
    signal: terminal.signal ?? new AbortController().signal,
  };
  const code = await runHuntingCommand([...words], io);
  return { code, ...written };
}
