import type { Ctx } from '../../platform/ctx/ctx.ts';
import { openSecret, sealSecret } from '../../platform/ctx/derive-key.ts';
import { accountErrors } from './contract.ts';
import { createTotpSecret, findTotpStep, totpUri } from './totp.ts';

const purpose = 'totp-enrolment';
/** Time for installing an app and reading a code. */
const validMs = 30 * 60_000;

type Sealed = { secret: string; boundTo: string; until: number };

/**
 * A secret on its way to a person's app. Nothing is stored: the sealed text comes back with the first code, and only
 * for what it was made for (`boundTo`: a link's hash or a person's id).
 */
export const startTotpEnrolment = (ctx: Ctx, boundTo: string, account: string) => {
  const secret = createTotpSecret();
  const sealed: Sealed = { secret, boundTo, until: ctx.now().getTime() + validMs };
  return {
    secret,
    uri: totpUri(secret, 'Khiên', account),
    enrolment: sealSecret(ctx.services.masterKey, purpose, JSON.stringify(sealed)),
  };
};

/**
 * Checks the first code of a new app.
 * @returns the secret and the step that the code used up
 * @throws AppError accounts.wrongCode
 */
export const finishTotpEnrolment = (
  ctx: Ctx,
  input: { boundTo: string; enrolment: string; code: string },
): { secret: string; step: number } => {
  const sealed = read(ctx, input.enrolment);
  if (!sealed || sealed.boundTo !== input.boundTo || sealed.until < ctx.now().getTime()) {
    throw accountErrors.stepExpired();
  }
  const step = findTotpStep(sealed.secret, input.code, ctx.now(), null);
  if (step === null) {
    throw accountErrors.wrongCode(undefined, { fields: [{ field: 'code', reason: 'wrongCode' }] });
  }
  return { secret: sealed.secret, step };
};

const read = (ctx: Ctx, text: string): Sealed | null => {
  try {
    return JSON.parse(openSecret(ctx.services.masterKey, purpose, text)) as Sealed;
  } catch {
    return null;
  }
};
