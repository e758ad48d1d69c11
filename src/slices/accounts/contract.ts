import { z } from 'zod';
import { defineErrors } from '../../platform/errors/app-error.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { roles } from './roles.ts';

export const accountErrors = defineErrors('accounts', {
  wrongSignIn: 401,
  wrongCode: 422,
  wrongPassword: 422,
  stepExpired: 401,
  tooManyAttempts: 429,
  secondFactorNeeded: 403,
  linkInvalid: 404,
  alreadySetUp: 409,
  emailTaken: 409,
  lastAdministrator: 409,
  notYourself: 409,
  personNotActive: 409,
  secondOfficerMissing: 409,
  requestWaiting: 409,
  requestClosed: 409,
  keyRevoked: 409,
  passkeyRefused: 422,
});

/** A person as other records name them. */
export const personRefSchema = z.object({ id: z.uuid(), fullName: z.string() });
export type PersonRef = z.infer<typeof personRefSchema>;

export const personLanguageSchema = z.enum(['vi', 'en']);
export const roleSchema = z.enum(roles);

const noControls = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

/** A name on one line: no control signs, no signs that turn the direction of writing. */
export const lineSchema = (max: number) =>
  z.string().trim().min(1).max(max).regex(noControls).normalize('NFC');
export const optionalLineSchema = (max: number) =>
  z.string().trim().max(max).regex(noControls).normalize('NFC');
export const emailSchema = z.email().max(254).toLowerCase();
export const phoneSchema = z
  .string()
  .trim()
  .max(40)
  .regex(/^[0-9+().\s-]*$/);

/** Checked for strength where it is set; here only that it is of a size that can be hashed. */
export const newPasswordSchema = z.string().min(12).max(200);
export const typedPasswordSchema = z.string().min(1).max(200);
export const typedCodeSchema = z.string().trim().min(6).max(40);
export const tokenSchema = z.string().min(20).max(100);

/** A TOTP secret on its way to the person's app; `enrolment` is handed back with the first code. */
export const totpEnrolmentSchema = z.object({ secret: z.string(), uri: z.string(), enrolment: z.string() });
export const enrolmentSchema = z.string().max(2_000);

export const sessionSchema = z.object({
  isSetUp: z.boolean(),
  organisationName: z.string(),
  person: z
    .object({ id: z.uuid(), name: z.string(), email: z.string(), language: personLanguageSchema })
    .nullable(),
  roles: z.array(roleSchema),
  permissions: z.array(z.string()),
  /** Until when sensitive actions need no new second factor. */
  secondFactorUntil: z.iso.datetime().nullable(),
  /** False where the public address is a bare IP address: browsers refuse passkeys there. */
  isPasskeyPossible: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/session',
  access: 'public',
  summary: 'Who is signed in, what they may do, and whether the system is set up',
  query: z.strictObject({ lang: z.string().optional() }),
  answer: sessionSchema,
});

/** Event types of this slice. */
export const personEvents = { changed: 'person.changed', disabled: 'person.disabled' } as const;
