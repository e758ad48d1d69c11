import './tables.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { openTransaction } from '../../platform/ctx/transaction.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { reader } from './authenticate-session.ts';
import { createToken, hashToken, isSameHash } from './tokens.ts';

const validMs = 24 * 3_600_000;

/** Set up means: the profile says so, or an administrator exists. The profile's row is locked as the one gate. */
export const lockSetup = async (tx: Tx): Promise<{ isSetUp: boolean }> => {
  const profile = await tx
    .selectFrom('organisation_profile')
    .select('is_set_up')
    .forUpdate()
    .executeTakeFirstOrThrow();
  const administrator = await tx
    .selectFrom('person_roles')
    .select('id')
    .where('role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst();
  return { isSetUp: profile.is_set_up || administrator !== undefined };
};

/**
 * Makes the one-time link of the first start; an earlier one ends. The token stands after `#`, so that it reaches no
 * server log. For the console only: whoever holds the link becomes administrator.
 * @returns null once the system is set up
 */
export const createSetupLink = (services: Services): Promise<string | null> =>
  openTransaction(services, reader, async (tx) => {
    if ((await lockSetup(tx)).isSetUp) {
      await tx.deleteFrom('setup_links').execute();
      return null;
    }
    const token = createToken();
    const values = {
      token_hash: hashToken(token),
      expires_at: new Date(services.clock.now().getTime() + validMs),
    };
    await tx
      .insertInto('setup_links')
      .values({ is_only: true, ...values })
      .onConflict((conflict) => conflict.column('is_only').doUpdateSet(values))
      .execute();
    return `${services.publicUrl()}/setup#${token}`;
  });

/** True when the token is the one of the current link. */
export const isSetupToken = async (tx: Tx, token: string, at: Date): Promise<boolean> => {
  const link = await tx.selectFrom('setup_links').selectAll().executeTakeFirst();
  return link !== undefined && link.expires_at > at && isSameHash(link.token_hash, hashToken(token));
};
