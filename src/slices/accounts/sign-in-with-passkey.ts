import type { Ctx } from '../../platform/ctx/ctx.ts';
import { accountErrors, type Session } from './contract.ts';
import { countAttempt, takeBackAttempt } from './count-attempt.ts';
import { getSession } from './get-session.ts';
import { checkPasskey } from './passkey-check.ts';
import { findPersonRow } from './queries.ts';
import { setSessionCookie } from './sessions.ts';
import { type Exchange, startSession } from './start-session.ts';

type PasskeyAnswer = { stepToken: string; response: Record<string, unknown> };

const noteRefusal = (ctx: Ctx, personId: string | null) =>
  ctx
    .asSystem('sign-in')
    .tx((tx) =>
      ctx.audit(
        tx,
        'session.refused',
        { kind: 'person', id: personId },
        { reason: 'passkey', address: ctx.clientAddress },
      ),
    );

/** Signs in with a passkey alone: possession and, verified on the device, knowledge or body. */
export const signInWithPasskey = async (
  ctx: Ctx,
  exchange: Exchange,
  input: PasskeyAnswer,
): Promise<Session> => {
  const attempt = await countAttempt(ctx, null);
  const proof = await checkPasskey(ctx, input);
  const signedIn = proof
    ? await ctx.asSystem('sign-in').tx(async (tx) => {
        const person = await findPersonRow(tx, proof.personId);
        if (person?.state !== 'active') return null;
        const named = { id: person.id, fullName: person.full_name };
        return startSession(ctx, tx, exchange, named, { method: 'passkey', with: 'passkey' });
      })
    : null;
  if (!signedIn) {
    await noteRefusal(ctx, proof?.personId ?? null);
    throw accountErrors.wrongSignIn();
  }
  await takeBackAttempt(ctx, attempt, { isComplete: true });
  setSessionCookie(exchange.reply, ctx.services, signedIn.session);
  return getSession(ctx.withActor(signedIn.actor));
};

/** Confirms the second factor of a running session by a passkey of the same person. */
export const confirmPasskey = async (ctx: Ctx, sessionId: string, input: PasskeyAnswer): Promise<void> => {
  const attempt = await countAttempt(ctx, null);
  const proof = await checkPasskey(ctx, input);
  if (!proof || proof.personId !== ctx.actor.id) {
    await noteRefusal(ctx, ctx.actor.id);
    throw accountErrors.passkeyRefused();
  }
  await ctx.asSystem('sign-in').tx(async (tx) => {
    await tx
      .updateTable('sessions')
      .set({ second_factor_at: ctx.now() })
      .where('id', '=', sessionId)
      .where('revoked_at', 'is', null)
      .execute();
    await ctx.audit(
      tx,
      'session.confirmed',
      { kind: 'person', id: ctx.actor.id, label: ctx.actor.label },
      { with: 'passkey' },
    );
  });
  await takeBackAttempt(ctx, attempt, { isComplete: true });
};
