import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import {
  accountErrors,
  enrolmentSchema,
  lineSchema,
  newPasswordSchema,
  personLanguageSchema,
  phoneSchema,
  roleSchema,
  tokenSchema,
  totpEnrolmentSchema,
  typedCodeSchema,
  typedPasswordSchema,
} from '../contract.ts';
import { recoveryCodesSchema } from './setup.ts';
import { stepSchema, webAuthnSchema } from './sign-in.ts';

const idParams = z.strictObject({ id: z.uuid() });

export const accountSchema = z.object({
  id: z.uuid(),
  fullName: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  language: personLanguageSchema,
  version: z.int(),
  roles: z.array(z.object({ role: roleSchema, agencyId: z.uuid().nullable() })),
  passwordChangedAt: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      createdAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().nullable(),
      isBackedUp: z.boolean(),
    }),
  ),
  sessions: z.array(
    z.object({
      id: z.uuid(),
      createdAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      method: z.enum(['password', 'passkey']),
      clientAddress: z.string().nullable(),
      userAgent: z.string().nullable(),
      isCurrent: z.boolean(),
    }),
  ),
});
export type Account = z.infer<typeof accountSchema>;

export const getAccountRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/account',
  access: 'signed-in',
  summary: 'The own account: factors, sessions, language',
  answer: accountSchema,
});

export const updateAccountRoute = defineRoute({
  method: 'PATCH',
  path: '/api/v1/account',
  access: 'signed-in',
  summary: 'Changes the own telephone number or language',
  body: z.strictObject({
    version: z.int(),
    phone: phoneSchema.nullable().optional(),
    language: personLanguageSchema.optional(),
  }),
  answer: accountSchema,
  errors: [platformErrors.stale],
});

export const changePasswordRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account/password',
  access: 'signed-in',
  summary: 'Changes the own password; ends every other session',
  body: z.strictObject({ currentPassword: typedPasswordSchema, newPassword: newPasswordSchema }),
  answer: accountSchema,
  errors: [accountErrors.wrongPassword, accountErrors.tooManyAttempts],
  requestsPerMinute: 20,
});

export const renewRecoveryCodesRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account/recovery-codes',
  access: 'signed-in',
  summary: 'Makes new recovery codes; the old ones end',
  body: z.strictObject({}),
  answer: z.object({ recoveryCodes: recoveryCodesSchema }),
  errors: [accountErrors.secondFactorNeeded],
});

export const startTotpRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account/totp/start',
  access: 'signed-in',
  summary: 'A new secret for the authenticator app, not yet in use',
  body: z.strictObject({}),
  answer: totpEnrolmentSchema,
  errors: [accountErrors.secondFactorNeeded],
});

export const replaceTotpRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account/totp',
  access: 'signed-in',
  summary: 'Takes a new authenticator app into use; ends every other session',
  body: z.strictObject({ enrolment: enrolmentSchema, code: typedCodeSchema }),
  answer: accountSchema,
  errors: [accountErrors.secondFactorNeeded, accountErrors.wrongCode],
});

export const startPasskeyRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account/passkeys/options',
  access: 'signed-in',
  summary: 'Challenge for a new passkey',
  body: z.strictObject({}),
  answer: stepSchema.extend({ options: webAuthnSchema }),
  errors: [accountErrors.secondFactorNeeded],
});

export const addPasskeyRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account/passkeys',
  access: 'signed-in',
  summary: 'Adds a passkey',
  body: z.strictObject({ stepToken: tokenSchema, name: lineSchema(60), response: webAuthnSchema }),
  answer: accountSchema,
  status: 201,
  errors: [accountErrors.secondFactorNeeded, accountErrors.passkeyRefused],
});

export const removePasskeyRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/account/passkeys/:id',
  access: 'signed-in',
  summary: 'Removes an own passkey',
  params: idParams,
  answer: accountSchema,
  errors: [accountErrors.secondFactorNeeded, platformErrors.notFound],
});

export const revokeSessionRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/account/sessions/:id',
  access: 'signed-in',
  summary: 'Ends one of the own sessions',
  params: idParams,
  answer: accountSchema,
  errors: [platformErrors.notFound],
});

export const revokeOtherSessionsRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/account/sessions',
  access: 'signed-in',
  summary: 'Ends all own sessions but this one',
  answer: accountSchema,
});
