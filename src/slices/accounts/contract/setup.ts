import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import {
  accountErrors,
  emailSchema,
  enrolmentSchema,
  lineSchema,
  newPasswordSchema,
  personLanguageSchema,
  sessionSchema,
  tokenSchema,
  totpEnrolmentSchema,
  typedCodeSchema,
} from '../contract.ts';
import { profileInputSchema } from './organisation.ts';

/** Shown once; the database keeps keyed hashes. */
export const recoveryCodesSchema = z.array(z.string());

export const openSetupRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/setup/open',
  access: 'public',
  summary: 'Checks the link of the first start and hands out a secret for the authenticator app',
  body: z.strictObject({ token: tokenSchema }),
  answer: z.object({ totp: totpEnrolmentSchema }),
  errors: [accountErrors.linkInvalid, accountErrors.alreadySetUp],
  requestsPerMinute: 30,
});

export const setUpRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/setup',
  access: 'public',
  summary: 'Sets the system up, once: organisation, Standing agency, first administrator with both factors',
  body: z.strictObject({
    token: tokenSchema,
    organisation: profileInputSchema,
    administrator: z.strictObject({
      fullName: lineSchema(120),
      email: emailSchema,
      password: newPasswordSchema,
      language: personLanguageSchema.default('vi'),
    }),
    enrolment: enrolmentSchema,
    code: typedCodeSchema,
  }),
  answer: z.object({ session: sessionSchema, recoveryCodes: recoveryCodesSchema }),
  errors: [accountErrors.linkInvalid, accountErrors.alreadySetUp, accountErrors.wrongCode],
  requestsPerMinute: 30,
});

export const linkKindSchema = z.enum(['invitation', 'password-reset', 'recovery']);

export const openLinkRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account-links/open',
  access: 'public',
  summary: 'What a link from an administrator is for; the link stays unused',
  body: z.strictObject({ token: tokenSchema }),
  answer: z.object({
    kind: linkKindSchema,
    fullName: z.string(),
    email: z.string(),
    organisationName: z.string(),
    expiresAt: z.iso.datetime(),
    /** Null for a new password: there the existing second factor is asked. */
    totp: totpEnrolmentSchema.nullable(),
  }),
  errors: [accountErrors.linkInvalid],
  requestsPerMinute: 30,
});

export const acceptLinkRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/account-links/accept',
  access: 'public',
  summary: 'Uses a link: sets the password, takes the second factor into use, signs in',
  body: z.strictObject({
    token: tokenSchema,
    password: newPasswordSchema,
    enrolment: enrolmentSchema.optional(),
    code: typedCodeSchema,
    language: personLanguageSchema.optional(),
  }),
  answer: z.object({ session: sessionSchema, recoveryCodes: recoveryCodesSchema.nullable() }),
  errors: [accountErrors.linkInvalid, accountErrors.wrongCode, accountErrors.tooManyAttempts],
  requestsPerMinute: 30,
});
