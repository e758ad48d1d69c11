import type { PermissionGrants } from '../access/policy.ts';
import type { Migration } from '../db/migrate.ts';
import type { BoundRoute } from '../http/handle.ts';
import type { JobDefinition } from '../jobs/job-queue.ts';
import type { MailReplyHandler, Services, Subscriber } from './services.ts';

/** A loop or listener that lives as long as the server (mail listener, poller). Fails loudly at start, stops in order. */
export type BackgroundService = {
  name: string;
  start(services: Services): Promise<{ stop(): Promise<void> }>;
};

/** What a slice brings into the server; its `slice.ts` exports one, `apps/slices.ts` lists them all. */
export type ServerSlice = {
  name: string;
  migrations: readonly Migration[];
  routes: readonly BoundRoute[];
  grants: PermissionGrants;
  /** Jobs get the services when the program starts. */
  jobs?: (services: () => Services) => readonly JobDefinition[];
  subscribers?: Readonly<Record<string, Subscriber>>;
  background?: readonly BackgroundService[];
  /** Answers by mail to what this slice sent. */
  mailReplies?: readonly MailReplyHandler[];
};
