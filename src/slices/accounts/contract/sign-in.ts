import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import {
  accountErrors,
  sessionSchema,
  tokenSchema,
  typedCodeSchema,
  typedPasswordSchema,
} from '../contract.ts';

const signInLimit = 60;

/** Proof that the first step was passed; worth nothing without the second. */
export const stepSchema = z.object({ stepToken: z.string(), expiresAt: z.iso.datetime() });

/** Options and answers of the browser's WebAuthn interface; their inside is judged by the verifying library. */
export const webAuthnSchema = z.record(z.string(), z.unknown());

export const passwordStepRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/session/password',
  access: 'public',
  summary: 'First step of signing in: address and password',
  body: z.strictObject({ email: z.string().trim().min(1).max(254), password: typedPasswordSchema }),
  answer: stepSchema,
  errors: [accountErrors.wrongSignIn, accountErrors.tooManyAttempts],
  requestsPerMinute: signInLimit,
});

export const codeStepRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/session/code',
  access: 'public',
  summary:
    'Second step of signing in: a code of the authenticator app or a recovery code; sets the session cookie',
  body: z.strictObject({ stepToken: tokenSchema, code: typedCodeSchema }),
  answer: sessionSchema,
  errors: [accountErrors.wrongCode, accountErrors.stepExpired, accountErrors.tooManyAttempts],
  requestsPerMinute: signInLimit,
});

export const passkeyOptionsRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/session/passkey/options',
  access: 'public',
  summary: 'Challenge for signing in with a passkey',
  body: z.strictObject({}),
  answer: stepSchema.extend({ options: webAuthnSchema }),
  requestsPerMinute: signInLimit,
});

export const passkeySignInRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/session/passkey',
  access: 'public',
  summary: 'Signs in with a passkey alone (user verification is compulsory); sets the session cookie',
  body: z.strictObject({ stepToken: tokenSchema, response: webAuthnSchema }),
  answer: sessionSchema,
  errors: [accountErrors.wrongSignIn, accountErrors.tooManyAttempts],
  requestsPerMinute: signInLimit,
});

export const confirmCodeRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/session/second-factor',
  access: 'signed-in',
  summary: 'Confirms the second factor again by a code, for sensitive actions within 15 minutes',
  body: z.strictObject({ code: typedCodeSchema }),
  answer: sessionSchema,
  errors: [accountErrors.wrongCode, accountErrors.tooManyAttempts],
  requestsPerMinute: signInLimit,
});

export const confirmPasskeyRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/session/second-factor/passkey',
  access: 'signed-in',
  summary: 'Confirms the second factor again by a passkey of the same person',
  body: z.strictObject({ stepToken: tokenSchema, response: webAuthnSchema }),
  answer: sessionSchema,
  errors: [accountErrors.wrongSignIn, accountErrors.tooManyAttempts],
  requestsPerMinute: signInLimit,
});

export const signOutRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/session',
  access: 'public',
  summary: 'Ends the own session',
  answer: z.undefined(),
});
