import { socketPort } from './socket-directory.ts';

/** Understood by node-postgres and by libpq alike (`psql "$(...)"`), also with blanks and letters in the path. */
export const connectionString = (socketDir: string, user: string, database: string): string =>
  `postgresql://${user}@localhost:${socketPort}/${database}?host=${encodeURIComponent(socketDir)}`;
