import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import type { PermissionGrants } from '../../platform/access/policy.ts';
import type { Settings } from '../../platform/config/settings.ts';
import { loadMasterKey } from '../../platform/ctx/derive-key.ts';
import type { Services, Subscriber } from '../../platform/ctx/services.ts';
import { connectDatabase, type DatabaseConnection } from '../../platform/db/connect.ts';
import { appRole } from '../../platform/db/migrate.ts';
import type { Database } from '../../platform/db/tables.ts';
import { createBlobStore } from '../../platform/files/blob-store.ts';
import { createTextCatalogue } from '../../platform/i18n/catalogue.ts';
import { startJobQueue } from '../../platform/jobs/job-queue.ts';
import type { Log } from '../../platform/log/log.ts';
import { maintenanceJobs } from '../../platform/maintenance/jobs.ts';
import { type Clock, systemClock } from '../../platform/time/clock.ts';
import { serverSlices } from '../slices.ts';
import { allTexts } from '../texts.ts';

const allGrants = (): PermissionGrants => Object.assign({}, ...serverSlices.map((slice) => slice.grants));

const allSubscribers = (): ReadonlyMap<string, readonly Subscriber[]> => {
  const map = new Map<string, Subscriber[]>();
  for (const slice of serverSlices) {
    for (const [type, subscriber] of Object.entries(slice.subscribers ?? {})) {
      map.set(type, [...(map.get(type) ?? []), subscriber]);
    }
  }
  return map;
};

/** The role under which requests run, or null where the database would not let us have one (then FORCE binds the owner). */
const findAppRole = async (db: Database): Promise<string | null> => {
  const { rows } = await sql<{ usable: boolean }>`
    select pg_has_role(current_user, oid, 'member') as usable from pg_roles where rolname = ${appRole}`.execute(
    db,
  );
  return rows[0]?.usable ? appRole : null;
};

export type RunningServices = { services: Services; connection: DatabaseConnection; close(): Promise<void> };

export type ServicesOptions = {
  settings: Settings;
  connectionString: string;
  log: Log;
  clock?: Clock;
  /** False for commands and tests that only enqueue. */
  isWorking: boolean;
  wakeOutbox?: () => void;
};

/** Makes the devices of the program: the first half of the composition root. */
export const createServices = async (options: ServicesOptions): Promise<RunningServices> => {
  const { settings, log } = options;
  const dataDir = resolve(settings.KHIEN_DATA);
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const connection = connectDatabase(options.connectionString, settings.KHIEN_DATABASE_CONNECTIONS);
  let services: Services | null = null;
  const jobs = await startJobQueue({
    connectionString: options.connectionString,
    db: connection.db,
    jobs: [
      ...maintenanceJobs(() => services as Services),
      ...serverSlices.flatMap((slice) => slice.jobs?.(() => services as Services) ?? []),
    ],
    isWorking: options.isWorking,
    log,
  });
  services = {
    settings,
    log,
    clock: options.clock ?? systemClock,
    db: connection.db,
    blobs: createBlobStore(join(dataDir, 'files')),
    jobs,
    texts: createTextCatalogue(allTexts),
    grants: allGrants(),
    subscribers: allSubscribers(),
    mailReplies: serverSlices.flatMap((slice) => slice.mailReplies ?? []),
    wakeOutbox: options.wakeOutbox ?? (() => {}),
    masterKey: loadMasterKey(dataDir),
    appRole: await findAppRole(connection.db),
    publicUrl: () =>
      (settings.KHIEN_PUBLIC_URL ?? `http://${settings.KHIEN_HOST}:${settings.KHIEN_PORT}`).replace(
        /\/$/,
        '',
      ),
  };
  return {
    services,
    connection,
    close: async () => {
      await jobs.stop();
      await connection.close();
    },
  };
};

/** Version of the program, from package.json. */
export const readVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;
