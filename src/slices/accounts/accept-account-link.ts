import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { closeLinks, findLink } from './account-links.ts';
import { accountErrors, personEvents, type Session } from './contract.ts';
import { countAttempt, takeBackAttempt } from './count-attempt.ts';
import { hashNewPassword, renewRecoveryCodes, setCredentials, takeSecondFactor } from './credentials.ts';
import { getSession } from './get-session.ts';
import { revokeSessions, setSessionCookie } from './sessions.ts';
import { type Exchange, startSession } from './start-session.ts';
import { hashToken } from './tokens.ts';
import { finishTotpEnrolment, startTotpEnrolment } from './totp-enrolment.ts';

/** What a link is for, and for whom; opening does not use it up, since mail programs open links by themselves. */
export const openLink = (ctx: Ctx, input: { token: string }) =>
  ctx.asSystem('account-link').tx(async (tx) => {
    const found = await findLink(ctx, tx, input.token);
    if (!found) throw accountErrors.linkInvalid();
    const { link, person } = found;
    const profile = await tx.selectFrom('organisation_profile').selectAll().executeTakeFirstOrThrow();
    return {
      kind: link.kind,
      fullName: person.full_name,
      email: person.email,
      organisationName: (ctx.language === 'en' && profile.team_name_en) || profile.team_name_vi,
      expiresAt: link.expires_at.toISOString(),
      totp:
        link.kind === 'password-reset' ? null : startTotpEnrolment(ctx, hashToken(input.token), person.email),
    };
  });

export type AcceptLink = {
  token: string;
  password: string;
  enrolment?: string | undefined;
  code: string;
  language?: 'vi' | 'en' | undefined;
};

type TakenFactor = { with: string; recoveryCodes: string[] | null };
type Found = NonNullable<Awaited<ReturnType<typeof findLink>>>;

/** A new password alone: whoever holds the link must still have the second factor, so no link takes an account over. */
const takeExistingFactor = async (
  ctx: Ctx,
  tx: Tx,
  found: Found,
  input: AcceptLink,
): Promise<TakenFactor | null> => {
  const factor = await takeSecondFactor(ctx, tx, found.person.id, input.code);
  if (factor) return { with: factor, recoveryCodes: null };
  await ctx.audit(
    tx,
    'session.refused',
    { kind: 'person', id: found.person.id, label: found.person.full_name },
    { reason: 'wrong-code', address: ctx.clientAddress },
  );
  return null;
};

const wrongCode = () =>
  accountErrors.wrongCode(undefined, { fields: [{ field: 'code', reason: 'wrongCode' }] });

/** First or recovered factors: the new app's first code counts; passkeys and codes of before are gone. */
const takeNewFactor = async (ctx: Ctx, tx: Tx, found: Found, input: AcceptLink): Promise<TakenFactor> => {
  if (!input.enrolment) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'enrolment', reason: 'required' }] });
  }
  const totp = finishTotpEnrolment(ctx, {
    boundTo: hashToken(input.token),
    enrolment: input.enrolment,
    code: input.code.replace(/\s/g, ''),
  });
  await tx.deleteFrom('passkeys').where('person_id', '=', found.person.id).execute();
  await setCredentials(ctx, tx, found.person.id, { totp });
  return { with: 'totp', recoveryCodes: await renewRecoveryCodes(ctx, tx, found.person.id) };
};

const actions = {
  invitation: 'person.joined',
  'password-reset': 'person.password-reset',
  recovery: 'person.recovered',
} as const;

/** Uses a link once: password and second factor are set, older sessions end, the person is signed in. */
export const acceptLink = async (
  ctx: Ctx,
  exchange: Exchange,
  input: AcceptLink,
): Promise<{ session: Session; recoveryCodes: string[] | null }> => {
  const system = ctx.asSystem('account-link');
  const known = await system.tx((tx) => findLink(ctx, tx, input.token));
  if (!known) throw accountErrors.linkInvalid();
  const attempt = await countAttempt(ctx, known.person.email);
  const passwordHash = await hashNewPassword(
    input.password,
    { fullName: known.person.full_name, email: known.person.email },
    'password',
  );
  const done = await system.tx(async (tx) => {
    const found = await findLink(ctx, tx, input.token);
    if (!found) throw accountErrors.linkInvalid();
    const { link, person } = found;
    const taken =
      link.kind === 'password-reset'
        ? await takeExistingFactor(ctx, tx, found, input)
        : await takeNewFactor(ctx, tx, found, input);
    if (!taken) return null;
    await setCredentials(ctx, tx, person.id, { passwordHash });
    await tx
      .updateTable('people')
      .set((eb) => ({
        state: 'active' as const,
        version: eb('version', '+', 1),
        ...(input.language ? { language: input.language } : {}),
      }))
      .where('id', '=', person.id)
      .execute();
    await closeLinks(ctx, tx, person.id);
    await revokeSessions(ctx, tx, person.id);
    const named = { id: person.id, fullName: person.full_name };
    const signedIn = await startSession(ctx, tx, exchange, named, { method: 'password', with: taken.with });
    const subject = { kind: 'person', id: person.id, label: person.full_name };
    await ctx.withActor(signedIn.actor).audit(tx, actions[link.kind], subject);
    await ctx.publish(tx, { type: personEvents.changed, data: { id: person.id }, permission: 'person.read' });
    return { ...signedIn, recoveryCodes: taken.recoveryCodes };
  });
  if (!done) throw wrongCode();
  await takeBackAttempt(ctx, attempt, { isComplete: true });
  setSessionCookie(exchange.reply, ctx.services, done.session);
  return { session: await getSession(ctx.withActor(done.actor)), recoveryCodes: done.recoveryCodes };
};
