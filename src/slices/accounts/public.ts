import type { Ctx } from '../../platform/ctx/ctx.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { createLink } from './account-links.ts';
import { reader } from './authenticate-session.ts';
import { hashNewPassword, setCredentials } from './credentials.ts';
import { insertPerson, type NewPerson } from './insert-person.ts';
import { findPersonByEmail } from './queries.ts';

export { authenticateRequest } from './authenticate-request.ts';
export { endRoles, giveRole } from './give-and-end-roles.ts';
export { getOrganisationProfile } from './organisation-profile.ts';
export { findPerson, listPeopleByIds, listPeopleWithRole, type PersonCard } from './person-names.ts';
export { createSetupLink } from './setup-link.ts';

/**
 * Adds a person without an invitation, for demo data and imports. With `credentials` the person can sign in at once;
 * the password is judged like any other. `ctx` must act for somebody who sees every agency.
 * @throws AppError accounts.emailTaken
 */
export const createPerson = async (
  ctx: Ctx,
  tx: Tx,
  person: NewPerson,
  credentials?: { password: string; totpSecret: string },
): Promise<{ id: string; fullName: string }> => {
  const created = await insertPerson(ctx, tx, person);
  if (credentials) {
    const passwordHash = await hashNewPassword(credentials.password, person, 'password');
    await setCredentials(ctx, tx, created.id, {
      passwordHash,
      totp: { secret: credentials.totpSecret, step: 0 },
    });
  }
  await ctx.audit(tx, 'person.created', { kind: 'person', id: created.id, label: created.fullName });
  return created;
};

/**
 * The way back in from the console of the machine, where no second officer is left: a link that replaces both factors
 * of an active person.
 * @returns null when nobody active has this address
 */
export const createRecoveryLink = (services: Services, email: string): Promise<string | null> => {
  const ctx = createCtx(services, { actor: { ...reader, label: 'console' }, language: 'vi' });
  return ctx.tx(async (tx) => {
    const person = await findPersonByEmail(tx, email);
    if (person?.state !== 'active') return null;
    await ctx.audit(tx, 'person.recovery-approved', {
      kind: 'person',
      id: person.id,
      label: person.full_name,
    });
    return (await createLink(ctx, tx, person, 'recovery')).url;
  });
};
