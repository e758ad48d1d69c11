import type { Actor } from '../access/actor.ts';
import { isAllowed } from '../access/policy.ts';
import { writeAudit } from '../audit/audit.ts';
import type { Tx } from '../db/tables.ts';
import { platformErrors } from '../errors/platform-errors.ts';
import { storeEvents } from '../events/publish.ts';
import type { Language } from '../i18n/catalogue.ts';
import type { Ctx, Services } from './services.ts';
import { openTransaction } from './transaction.ts';

export type { Ctx } from './services.ts';

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
