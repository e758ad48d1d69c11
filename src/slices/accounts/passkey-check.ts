import './tables.ts';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { loadWebAuthn, relyingParty } from './relying-party.ts';
import { openStep, takeStep } from './sign-in-steps.ts';

/** A challenge for any passkey of this system; which person it belongs to shows only in the answer. */
export const createPasskeyChallenge = async (ctx: Ctx) => {
  const options = await (await loadWebAuthn()).generateAuthenticationOptions({
    rpID: relyingParty(ctx.services).id,
    userVerification: 'required',
  });
  const step = await ctx
    .asSystem('sign-in')
    .tx((tx) => openStep(ctx, tx, { kind: 'passkey-sign-in', personId: null, challenge: options.challenge }));
  return { ...step, options: options as unknown as Record<string, unknown> };
};

type PasskeyProof = { passkeyId: string; personId: string };

const findPasskey = (ctx: Ctx, credentialId: string) =>
  ctx
    .asSystem('sign-in')
    .tx((tx) =>
      tx
        .selectFrom('passkeys')
        .innerJoin('people', 'people.id', 'passkeys.person_id')
        .selectAll('passkeys')
        .where('passkeys.credential_id', '=', credentialId)
        .where('people.state', '=', 'active')
        .executeTakeFirst(),
    );

/**
 * Judges the answer of a browser to a challenge: ours, not used before, signed by a known passkey of an open account,
 * with the user verified on the device.
 * @returns whose passkey it was, or null
 */
export const checkPasskey = async (
  ctx: Ctx,
  input: { stepToken: string; response: Record<string, unknown> },
): Promise<PasskeyProof | null> => {
  const step = await takeStep(ctx, 'passkey-sign-in', input.stepToken);
  const response = input.response as unknown as AuthenticationResponseJSON;
  if (!step?.challenge || typeof response.id !== 'string') return null;
  const passkey = await findPasskey(ctx, response.id);
  if (!passkey) return null;
  const party = relyingParty(ctx.services);
  const result = await (await loadWebAuthn())
    .verifyAuthenticationResponse({
      response,
      expectedChallenge: step.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
        transports: passkey.transports,
      },
      requireUserVerification: true,
    })
    .catch(() => null);
  if (!result?.verified || !result.authenticationInfo.userVerified) return null;
  const isStillThere = await ctx
    .asSystem('sign-in')
    .tx((tx) =>
      tx
        .updateTable('passkeys')
        .set({ counter: result.authenticationInfo.newCounter, last_used_at: ctx.now() })
        .where('id', '=', passkey.id)
        .returning('id')
        .executeTakeFirst(),
    );
  return isStillThere ? { passkeyId: passkey.id, personId: passkey.person_id } : null;
};
