import './tables.ts';
import { randomBytes } from 'node:crypto';
import type { Actor, Reach } from '../../platform/access/actor.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { openTransaction } from '../../platform/ctx/transaction.ts';
import { reader } from './authenticate-session.ts';
import { type ApiScope, apiScopePermissions } from './contract/api-scopes.ts';
import { createToken, hashToken, isSameHash } from './tokens.ts';
import { toBase32 } from './totp.ts';

/** A found key is believed for this long, so that a thousand reports a second do not ask a thousand times. */
const believedMs = 1_000;
const believedMax = 1_000;
const touchEveryMs = 60_000;

const keyPattern = /^khien_([a-z2-7]{8})_([A-Za-z0-9_-]{43})$/;

/** A new key: the open prefix, the whole secret text for the caller, the hash for the database. */
export const createKeySecret = (): { prefix: string; secret: string; hash: string } => {
  const prefix = toBase32(randomBytes(5)).toLowerCase();
  const secret = `khien_${prefix}_${createToken()}`;
  return { prefix, secret, hash: hashToken(secret) };
};

type Believed = { actor: Promise<Actor | null>; untilMs: number };
const believed = new WeakMap<Services, Map<string, Believed>>();

/** Forgets what was looked up; called once a revocation has been committed. */
export const forgetKeys = (services: Services): void => {
  believed.delete(services);
};

const permissionsOf = (services: Services, scopes: readonly ApiScope[], reach: Reach) =>
  new Map(
    scopes
      .flatMap((scope) => apiScopePermissions[scope] ?? [])
      .filter((permission) => permission in services.grants)
      .map((permission) => [permission as string, reach]),
  );

const lookUp = async (services: Services, prefix: string, hash: string): Promise<Actor | null> => {
  const at = services.clock.now();
  return openTransaction(services, reader, async (tx) => {
    const key = await tx
      .selectFrom('api_keys')
      .selectAll()
      .where('prefix', '=', prefix)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (!key || !isSameHash(key.secret_hash, hash)) return null;
    if (key.expires_at && key.expires_at <= at) return null;
    if (!key.last_used_at || at.getTime() - key.last_used_at.getTime() > touchEveryMs) {
      await tx.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', key.id).execute();
    }
    const reach = key.agency_id ? 'own-organisation' : 'any';
    return {
      kind: 'api-key',
      id: key.id,
      label: `${key.name} (${key.prefix})`,
      reach: key.agency_id ? 'own' : 'all',
      organisationIds: key.agency_id ? [key.agency_id] : [],
      permissions: new Map([
        ...permissionsOf(services, key.scopes, reach),
        ['session.hear', 'participant' as const],
      ]),
    };
  });
};

/** The key behind a bearer token, or null when it is unknown, expired or revoked. */
export const authenticateKey = (services: Services, secret: string): Promise<Actor | null> => {
  const parts = keyPattern.exec(secret);
  if (!parts?.[1]) return Promise.resolve(null);
  const hash = hashToken(secret);
  const cache = believed.get(services) ?? new Map<string, Believed>();
  believed.set(services, cache);
  const known = cache.get(hash);
  if (known && known.untilMs > performance.now()) return known.actor;
  const actor = lookUp(services, parts[1], hash);
  if (cache.size >= believedMax) cache.clear();
  cache.set(hash, { actor, untilMs: performance.now() + believedMs });
  // Neither an unknown key nor a fault of the database is worth remembering.
  actor.then(
    (found) => found ?? cache.delete(hash),
    () => cache.delete(hash),
  );
  return actor;
};
