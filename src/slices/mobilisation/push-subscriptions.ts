import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { encryptPush } from '../../platform/web-push/encrypt-push.ts';
import { isPushEndpoint, type PushSubscription } from '../../platform/web-push/push-sender.ts';
import { mobilisationErrors } from './contract/errors.ts';

/** Browsers of one person; the oldest makes room. */
const BROWSERS_MAX = 10;

const refuseUnusable = (ctx: Ctx, subscription: PushSubscription): void => {
  const { KHIEN_PUSH_HOSTS: hosts, KHIEN_PUSH_CONTACT: contact } = ctx.services.settings;
  const isAllowed =
    contact &&
    isPushEndpoint(
      subscription.endpoint,
      hosts.split(',').map((host) => host.trim()),
    );
  if (!isAllowed) throw mobilisationErrors.pushRefused();
  try {
    encryptPush(Buffer.from('{}'), subscription);
  } catch (cause) {
    throw mobilisationErrors.pushRefused(undefined, { cause });
  }
};

/** Remembers the browser of the signed-in person. */
export const addPushSubscription = (ctx: Ctx, subscription: PushSubscription): Promise<void> => {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  if (!personId) throw platformErrors.notAllowed();
  refuseUnusable(ctx, subscription);
  // Another person may have used this browser before: their row is not readable here, but must give way.
  return ctx.asSystem(ctx.actor.label).tx(async (tx) => {
    const row = { ...subscription, person_id: personId, created_at: ctx.now() };
    await tx
      .insertInto('push_subscriptions')
      .values({ id: uuid7(ctx.now().getTime()), ...row })
      .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(row))
      .execute();
    await sql`delete from push_subscriptions where person_id = ${personId} and id not in (
      select id from push_subscriptions where person_id = ${personId} order by created_at desc limit ${BROWSERS_MAX})`.execute(
      tx,
    );
  });
};

/** Forgets a browser of the signed-in person. */
export const removePushSubscription = (ctx: Ctx, endpoint: string): Promise<void> =>
  ctx.tx(async (tx) => {
    if (ctx.actor.kind !== 'person' || !ctx.actor.id) throw platformErrors.notAllowed();
    await tx
      .deleteFrom('push_subscriptions')
      .where('endpoint', '=', endpoint)
      .where('person_id', '=', ctx.actor.id)
      .execute();
  });
