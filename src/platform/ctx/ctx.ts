import type { AccessSubject, Actor } from '../access/actor.ts';
import { isAllowed } from '../access/policy.ts';
import { type AuditEntry, type AuditSubject, writeAudit } from '../audit/audit.ts';
import type { Tx } from '../db/tables.ts';
import { platformErrors } from '../errors/platform-errors.ts';
import { type AppEvent, storeEvents } from '../events/publish.ts';
import type { Language, TextKey, TextParams } from '../i18n/catalogue.ts';
import type { JobOptions } from '../jobs/job-queue.ts';
import type { Services } from './services.ts';
import { openTransaction } from './transaction.ts';

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

export type CtxOrigin = {
  actor: Actor;
  language: Language;
  requestId?: string | null;
  clientAddress?: string | null;
};

/** Makes the context of one request, command or job. */
export const createCtx = (services: Services, origin: CtxOrigin): Ctx => {
  const { actor, language } = origin;
  const requestId = origin.requestId ?? null;
  let current: Tx | null = null;
  let pending: (() => void)[] = [];

  const ctx: Ctx = {
    actor,
    language,
    requestId,
    clientAddress: origin.clientAddress ?? null,
    services,
    now: () => services.clock.now(),
    tx: async (work) => {
      if (current) return work(current);
      try {
        const result = await openTransaction(services, actor, async (tx) => {
          current = tx;
          return work(tx);
        });
        for (const after of pending) after();
        return result;
      } finally {
        current = null;
        pending = [];
      }
    },
    require: (permission, subject) => {
      if (!isAllowed(actor, permission, subject)) throw platformErrors.notAllowed({ permission });
    },
    can: (permission, subject) => isAllowed(actor, permission, subject),
    audit: (tx, action, subject, data) => ctx.auditAll(tx, [{ action, subject, ...(data ? { data } : {}) }]),
    auditAll: (tx, entries) => writeAudit(tx, { actor, at: services.clock.now(), requestId }, entries),
    publish: (tx, event) => ctx.publishAll(tx, [event]),
    publishAll: async (tx, events) => {
      await storeEvents(tx, services.clock.now(), events);
      for (const event of events) {
        for (const subscriber of services.subscribers.get(event.type) ?? []) await subscriber(ctx, tx, event);
      }
    },
    enqueue: (tx, job, data, options) => services.jobs.enqueue(tx, job, data, options),
    afterCommit: (work) => {
      if (current) pending.push(work);
      else work();
    },
    t: (key, params) => services.texts.t(language, key, params),
    asSystem: (reason) =>
      createCtx(services, {
        ...origin,
        actor: { ...systemActor, label: reason },
      }),
    withActor: (other) => createCtx(services, { ...origin, actor: other }),
  };
  return ctx;
};

const systemActor: Actor = {
  kind: 'system',
  id: null,
  label: 'system',
  reach: 'all',
  organisationIds: [],
  permissions: new Map(),
};
