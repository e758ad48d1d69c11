import type { PermissionGrants } from '../access/policy.ts';
import type { Settings } from '../config/settings.ts';
import type { Database, Tx } from '../db/tables.ts';
import type { AppEvent } from '../events/publish.ts';
import type { BlobStore } from '../files/blob-store.ts';
import type { TextCatalogue } from '../i18n/catalogue.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { Log } from '../log/log.ts';
import type { Clock } from '../time/clock.ts';
import type { Ctx } from './ctx.ts';

/** Work of a later slice on an event of an earlier one, in the same transaction. */
export type Subscriber = (ctx: Ctx, tx: Tx, event: AppEvent) => Promise<void>;

/** The devices of the running program; made once by the composition root, never imported. */
export type Services = {
  settings: Settings;
  log: Log;
  clock: Clock;
  db: Database;
  blobs: BlobStore;
  jobs: JobQueue;
  texts: TextCatalogue;
  grants: PermissionGrants;
  subscribers: ReadonlyMap<string, readonly Subscriber[]>;
  /** Tells the outbox that something waits to be sent. */
  wakeOutbox(): void;
  /** Secret of this installation for tokens and stored secrets; see `derive-key.ts`. */
  masterKey: Buffer;
  /** Role for `set local role`, or null where the database has none. */
  appRole: string | null;
  /** Public address of the system without a slash at the end. */
  publicUrl(): string;
};
