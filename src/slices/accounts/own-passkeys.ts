import './tables.ts';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { accountErrors } from './contract.ts';
import { findPersonRow } from './queries.ts';
import { loadWebAuthn, relyingParty } from './relying-party.ts';
import { requireRecentSecondFactor, requireSession } from './session-of.ts';
import { openStep, takeStep } from './sign-in-steps.ts';

const passkeysMax = 10;

/** A challenge for a new passkey of the person who is signed in. */
export const startPasskey = async (ctx: Ctx) => {
  requireRecentSecondFactor(ctx);
  const { personId } = requireSession(ctx);
  const { person, existing } = await ctx.tx(async (tx) => ({
    person: await findPersonRow(tx, personId),
    existing: await tx.selectFrom('passkeys').selectAll().where('person_id', '=', personId).execute(),
  }));
  if (!person) throw platformErrors.notSignedIn();
  if (existing.length >= passkeysMax) throw accountErrors.passkeyRefused();
  const options = await (await loadWebAuthn()).generateRegistrationOptions({
    rpName: 'Khiên',
    rpID: relyingParty(ctx.services).id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.full_name,
    attestationType: 'none',
    excludeCredentials: existing.map((passkey) => ({
      id: passkey.credential_id,
      transports: passkey.transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const step = await ctx
    .asSystem('sign-in')
    .tx((tx) => openStep(ctx, tx, { kind: 'passkey-registration', personId, challenge: options.challenge }));
  return { ...step, options: options as unknown as Record<string, unknown> };
};

/** Adds the passkey that the browser made for the challenge. */
export const addPasskey = async (
  ctx: Ctx,
  input: { stepToken: string; name: string; response: Record<string, unknown> },
): Promise<void> => {
  requireRecentSecondFactor(ctx);
  const { personId } = requireSession(ctx);
  const step = await takeStep(ctx, 'passkey-registration', input.stepToken);
  if (!step?.challenge || step.personId !== personId) throw accountErrors.passkeyRefused();
  const party = relyingParty(ctx.services);
  const result = await (await loadWebAuthn())
    .verifyRegistrationResponse({
      response: input.response as unknown as RegistrationResponseJSON,
      expectedChallenge: step.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    })
    .catch((cause: unknown) => {
      throw accountErrors.passkeyRefused(undefined, { cause });
    });
  if (!result.verified) throw accountErrors.passkeyRefused();
  const { credential, credentialBackedUp } = result.registrationInfo;
  await ctx.tx(async (tx) => {
    const added = await tx
      .insertInto('passkeys')
      .values({
        id: uuid7(),
        person_id: personId,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: (credential.transports ?? []).slice(0, 10).map((name) => String(name).slice(0, 40)),
        is_backed_up: credentialBackedUp,
        name: input.name,
        created_at: ctx.now(),
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) throw accountErrors.passkeyRefused();
    await ctx.audit(
      tx,
      'passkey.added',
      { kind: 'person', id: personId, label: ctx.actor.label },
      { name: input.name },
    );
  });
};

/** Removes an own passkey; another person's is not found. */
export const removePasskey = async (ctx: Ctx, id: string): Promise<void> => {
  requireRecentSecondFactor(ctx);
  const { personId } = requireSession(ctx);
  await ctx.tx(async (tx) => {
    const removed = await tx
      .deleteFrom('passkeys')
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .returning('name')
      .executeTakeFirst();
    if (!removed) throw platformErrors.notFound();
    await ctx.audit(
      tx,
      'passkey.removed',
      { kind: 'person', id: personId, label: ctx.actor.label },
      { name: removed.name },
    );
  });
};
