import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { accountErrors, type Session } from './contract.ts';
import { countAttempt, takeBackAttempt } from './count-attempt.ts';
import { takeSecondFactor } from './credentials.ts';
import { getSession } from './get-session.ts';
import { verifyPassword } from './password-hash.ts';
import { findPersonByEmail, findPersonRow } from './queries.ts';
import { setSessionCookie } from './sessions.ts';
import { findStep, openStep } from './sign-in-steps.ts';
import { type Exchange, startSession } from './start-session.ts';

/**
 * First step. Unknown, closed, invited and wrong take the same way: one count, one hash of the same cost, one audit
 * row, one answer.
 */
export const passPassword = async (ctx: Ctx, input: { email: string; password: string }) => {
  const attempt = await countAttempt(ctx, input.email);
  const system = ctx.asSystem('sign-in');
  const known = await system.tx(async (tx) => {
    const person = await findPersonByEmail(tx, input.email);
    if (!person) return undefined;
    const credentials = await tx
      .selectFrom('person_credentials')
      .select('password_hash')
      .where('person_id', '=', person.id)
      .executeTakeFirst();
    return { person, hash: credentials?.password_hash ?? null };
  });
  const isActive = known?.person.state === 'active';
  const isRight = await verifyPassword(isActive ? known.hash : null, input.password);
  const step = await system.tx(async (tx) => {
    if (known && isRight) {
      return openStep(ctx, tx, { kind: 'password-passed', personId: known.person.id, challenge: null });
    }
    const reason = known ? (isActive ? 'wrong-password' : known.person.state) : 'unknown';
    // What was typed as an address of an unknown account may be a password: it is not written down.
    await ctx.audit(
      tx,
      'session.refused',
      { kind: 'person', id: known?.person.id ?? null, label: known?.person.full_name ?? null },
      { reason, address: ctx.clientAddress },
    );
    return null;
  });
  if (!step) throw accountErrors.wrongSignIn();
  await takeBackAttempt(ctx, attempt, { isComplete: false });
  return step;
};

/** Second step: the code ends the sign-in and sets the cookie. */
export const passCode = async (
  ctx: Ctx,
  exchange: Exchange,
  input: { stepToken: string; code: string },
): Promise<Session> => {
  const system = ctx.asSystem('sign-in');
  const person = await system.tx(async (tx) => {
    const step = await findStep(ctx, tx, 'password-passed', input.stepToken);
    return step?.personId ? findPersonRow(tx, step.personId) : undefined;
  });
  if (person?.state !== 'active') throw accountErrors.stepExpired();
  const attempt = await countAttempt(ctx, person.email);
  const signedIn = await system.tx(async (tx) => {
    const step = await findStep(ctx, tx, 'password-passed', input.stepToken);
    if (!step) throw accountErrors.stepExpired();
    const factor = await takeSecondFactor(ctx, tx, person.id, input.code);
    if (!factor) {
      await tx
        .updateTable('sign_in_steps')
        .set({ failures: step.failures + 1 })
        .where('id', '=', step.id)
        .execute();
      await ctx.audit(
        tx,
        'session.refused',
        { kind: 'person', id: person.id, label: person.full_name },
        { reason: 'wrong-code', address: ctx.clientAddress },
      );
      return null;
    }
    await tx.deleteFrom('sign_in_steps').where('id', '=', step.id).execute();
    const named = { id: person.id, fullName: person.full_name };
    return startSession(ctx, tx, exchange, named, { method: 'password', with: factor });
  });
  if (!signedIn) {
    throw accountErrors.wrongCode(undefined, { fields: [{ field: 'code', reason: 'wrongCode' }] });
  }
  await takeBackAttempt(ctx, attempt, { isComplete: true });
  setSessionCookie(exchange.reply, ctx.services, signedIn.session);
  return getSession(ctx.withActor(signedIn.actor));
};

/** Confirms the second factor of a running session by a code. */
export const confirmCode = async (ctx: Ctx, sessionId: string, code: string): Promise<void> => {
  const personId = ctx.actor.id ?? '';
  const system = ctx.asSystem('sign-in');
  const person = await system.tx((tx) => findPersonRow(tx, personId));
  if (!person) throw platformErrors.notSignedIn();
  const attempt = await countAttempt(ctx, person.email);
  const isRight = await system.tx(async (tx) => {
    const factor = await takeSecondFactor(ctx, tx, personId, code);
    const subject = { kind: 'person', id: personId, label: person.full_name };
    if (!factor) {
      await ctx.audit(tx, 'session.refused', subject, { reason: 'wrong-code', address: ctx.clientAddress });
      return false;
    }
    await tx
      .updateTable('sessions')
      .set({ second_factor_at: ctx.now() })
      .where('id', '=', sessionId)
      .where('revoked_at', 'is', null)
      .execute();
    await ctx.audit(tx, 'session.confirmed', subject, { with: factor });
    return true;
  });
  if (!isRight) {
    throw accountErrors.wrongCode(undefined, { fields: [{ field: 'code', reason: 'wrongCode' }] });
  }
  await takeBackAttempt(ctx, attempt, { isComplete: true });
};
