import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((path) => existsSync(path));

/** Why no IMAP server can be started here; undefined when one can. */
export const dovecotMissing: string | undefined = !binary
  ? 'dovecot is not installed (Debian package dovecot-imapd)'
  : process.getuid?.() !== 0
    ? 'dovecot with its own users needs root'
    : undefined;

export type TestImapServer = { port: number; user: string; password: string; stop(): Promise<void> };

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const configure = (directory: string, port: number): string => `
protocols = imap
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/log
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
default_internal_user = dovecot
default_login_user = dovenull
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
  chroot =
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${directory}/home
}
mail_location = maildir:${directory}/home/mail
first_valid_uid = 1
first_valid_gid = 1
namespace inbox {
  inbox = yes
}
`;

const waitForPort = async (port: number, child: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`dovecot ended with code ${child.exitCode}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('dovecot did not open its port');
};

/** A real IMAP server on a free loopback port with one empty mailbox of its own, in a temporary directory. */
export const startDovecot = async (): Promise<TestImapServer> => {
  const directory = await mkdtemp(join(tmpdir(), 'imap-'));
  await chmod(directory, 0o755);
  await mkdir(join(directory, 'home'));
  await chmod(join(directory, 'home'), 0o777);
  const port = await freePort();
  const configuration = join(directory, 'dovecot.conf');
  await writeFile(configuration, configure(directory, port));
  const child = spawn(binary as string, ['-F', '-c', configuration], { stdio: 'ignore' });
  await waitForPort(port, child);
  return {
    port,
    user: 'intake',
    password: 'secret',
    async stop() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
