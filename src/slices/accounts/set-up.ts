import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { ProfileInput } from './contract/organisation.ts';
import { accountErrors, type Session } from './contract.ts';
import { hashNewPassword, renewRecoveryCodes, setCredentials } from './credentials.ts';
import { getSession } from './get-session.ts';
import { insertPerson } from './insert-person.ts';
import { profileColumns } from './organisation-profile.ts';
import { setSessionCookie } from './sessions.ts';
import { isSetupToken, lockSetup } from './setup-link.ts';
import { type Exchange, startSession } from './start-session.ts';
import { hashToken } from './tokens.ts';
import { finishTotpEnrolment, startTotpEnrolment } from './totp-enrolment.ts';

/** Checks the link and hands out a secret for the first administrator's app. */
export const openSetup = (ctx: Ctx, input: { token: string }) =>
  ctx.asSystem('set-up').tx(async (tx) => {
    if ((await lockSetup(tx)).isSetUp) throw accountErrors.alreadySetUp();
    if (!(await isSetupToken(tx, input.token, ctx.now()))) throw accountErrors.linkInvalid();
    return { totp: startTotpEnrolment(ctx, hashToken(input.token), ctx.t('accounts.firstAdministrator')) };
  });

export type SetUp = {
  token: string;
  organisation: ProfileInput;
  administrator: { fullName: string; email: string; password: string; language: 'vi' | 'en' };
  enrolment: string;
  code: string;
};

/** Organisation, Standing agency and first administrator in one transaction, once and for ever. */
export const setUp = async (
  ctx: Ctx,
  exchange: Exchange,
  input: SetUp,
): Promise<{ session: Session; recoveryCodes: string[] }> => {
  const system = ctx.asSystem('set-up');
  const { administrator } = input;
  // Judged before the slow hash and again under the lock: the first is for manners, the second is the guarantee.
  await openSetup(ctx, input);
  const totp = finishTotpEnrolment(ctx, {
    boundTo: hashToken(input.token),
    enrolment: input.enrolment,
    code: input.code.replace(/\s/g, ''),
  });
  const passwordHash = await hashNewPassword(administrator.password, administrator, 'administrator.password');
  const done = await system.tx(async (tx) => {
    if ((await lockSetup(tx)).isSetUp) throw accountErrors.alreadySetUp();
    if (!(await isSetupToken(tx, input.token, ctx.now()))) throw accountErrors.linkInvalid();
    await tx
      .updateTable('organisation_profile')
      .set({ ...profileColumns(input.organisation), is_set_up: true, updated_at: ctx.now() })
      .execute();
    await tx.deleteFrom('setup_links').execute();
    const person = await insertPerson(system, tx, {
      ...administrator,
      phone: null,
      state: 'active',
      roles: [{ role: 'administrator', agencyId: null }],
    });
    await setCredentials(ctx, tx, person.id, { passwordHash, totp });
    const recoveryCodes = await renewRecoveryCodes(ctx, tx, person.id);
    const signedIn = await startSession(ctx, tx, exchange, person, { method: 'password', with: 'totp' });
    await ctx.withActor(signedIn.actor).audit(tx, 'organisation.set-up', {
      kind: 'organisation',
      id: null,
      label: input.organisation.teamNameVi,
    });
    return { ...signedIn, recoveryCodes };
  });
  setSessionCookie(exchange.reply, ctx.services, done.session);
  return { session: await getSession(ctx.withActor(done.actor)), recoveryCodes: done.recoveryCodes };
};
