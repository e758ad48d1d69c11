import type { AccessSubject, Actor } from '../access/actor.ts';
import type { PermissionGrants } from '../access/policy.ts';
import type { AuditEntry, AuditSubject } from '../audit/audit.ts';
import type { Settings } from '../config/settings.ts';
import type { Database, Tx } from '../db/tables.ts';
import type { AppEvent } from '../events/publish.ts';
import type { BlobStore } from '../files/blob-store.ts';
import type { Language, TextCatalogue, TextKey, TextParams } from '../i18n/catalogue.ts';
import type { JobOptions, JobQueue } from '../jobs/job-queue.ts';
import type { Log } from '../log/log.ts';
import type { ParsedMessage } from '../mail/parsed-message.ts';
import type { Clock } from '../time/clock.ts';

/** What surrounds one use case: who acts, when, in which language, and the devices that write in its transaction. */
export type Ctx = {
  readonly actor: Actor;
  readonly language: Language;
  readonly requestId: string | null;
  readonly clientAddress: string | null;
  readonly services: Services;
  now(): Date;
  /** One transaction with the actor's rows; a call inside another joins it. */
  tx<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** @throws AppError platform.notAllowed */
  require(permission: string, subject?: AccessSubject): void;
  can(permission: string, subject?: AccessSubject): boolean;
  audit(
    tx: Tx,
    action: string,
    subject: AuditSubject,
    data?: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  /** The same for many records at once: one statement. */
  auditAll(tx: Tx, entries: readonly AuditEntry[]): Promise<void>;
  /** Stores the event and runs the subscribers of later slices in the same transaction. */
  publish(tx: Tx, event: AppEvent): Promise<void>;
  /** Many events in one statement; subscribers run for each. */
  publishAll(tx: Tx, events: readonly AppEvent[]): Promise<void>;
  enqueue(tx: Tx, job: string, data: object, options?: JobOptions): Promise<void>;
  /** Runs after the outermost transaction has committed; for waking loops, never for work that must not be lost. */
  afterCommit(work: () => void): void;
  t(key: TextKey, params?: TextParams): string;
  /** The same request acting as the system; `reason` goes to the audit log as the actor's label. */
  asSystem(reason: string): Ctx;
  withActor(actor: Actor): Ctx;
};

/** Work of a later slice on an event of an earlier one, in the same transaction. */
export type Subscriber = (ctx: Ctx, tx: Tx, event: AppEvent) => Promise<void>;

/** A slice that reads answers to its mails. Tokens of one purpose are worthless for another: each has its own key. */
export type MailReplyHandler = {
  purpose: string;
  /** @returns false when there is nothing behind the token; the mail then becomes a report like any other */
  receive(ctx: Ctx, subjectId: string, message: ParsedMessage): Promise<boolean>;
};

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
  /** Who takes mails that carry a token of ours, besides the conversations of reports. */
  mailReplies: readonly MailReplyHandler[];
  /** Tells the outbox that something waits to be sent. */
  wakeOutbox(): void;
  /** Secret of this installation for tokens and stored secrets; see `derive-key.ts`. */
  masterKey: Buffer;
  /** Role for `set local role`, or null where the database has none. */
  appRole: string | null;
  /** Public address of the system without a slash at the end. */
  publicUrl(): string;
};
