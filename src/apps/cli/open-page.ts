import { spawn } from 'node:child_process';
import type { CliIo } from './command.ts';

/** The program that opens an address on this desktop; undefined on a server without one. */
const openerOf = (env: NodeJS.ProcessEnv): string | undefined => {
  if (process.platform === 'darwin') return 'open';
  return env.DISPLAY || env.WAYLAND_DISPLAY ? 'xdg-open' : undefined;
};

/** Opens an address for the person at the terminal; where that is not possible the printed address does. */
export const openPage = (io: CliIo, address: string): void => {
  const opener = io.isTty ? openerOf(io.env) : undefined;
  if (!opener) return;
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
};
