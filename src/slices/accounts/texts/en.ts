import { auditEn } from './audit-en.ts';
import { screensEn } from './screens-en.ts';
import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  ...auditEn,
  ...screensEn,
  'error.accounts.wrongSignIn': 'Sign-in failed. Check the e-mail address and the password.',
  'error.accounts.wrongCode': 'The code is wrong or has been used. Wait for the next one and try again.',
  'error.accounts.wrongPassword': 'The current password is wrong.',
  'error.accounts.stepExpired': 'This sign-in has expired. Please enter the password again.',
  'error.accounts.tooManyAttempts': 'Too many attempts. Wait {{seconds}} seconds and try again.',
  'error.accounts.secondFactorNeeded': 'Please confirm this with a code or a passkey first.',
  'error.accounts.linkInvalid':
    'This link no longer works: it was used, replaced, or has expired. Ask an administrator for a new one.',
  'error.accounts.alreadySetUp': 'The system is already set up.',
  'error.accounts.emailTaken': 'This e-mail address already has an account.',
  'error.accounts.lastAdministrator': 'At least one active administrator must remain.',
  'error.accounts.notYourself': 'Another person has to do this.',
  'error.accounts.personNotActive': 'The state of this account does not allow it.',
  'error.accounts.secondOfficerMissing':
    'There is no second officer to approve. Another administrator or the team leader is needed.',
  'error.accounts.requestWaiting': 'A request for recovery of this person already waits for approval.',
  'error.accounts.requestClosed': 'This request has been decided or has expired.',
  'error.accounts.keyRevoked': 'This key has been revoked.',
  'error.accounts.passkeyRefused': 'This passkey was not accepted.',
  'invalid.weakPassword': 'Easy to guess. Use a long phrase of words that say nothing about you.',
  'invalid.wrongPassword': 'The password is wrong.',
  'invalid.wrongCode': 'The code is wrong or has been used.',
  'invalid.emailTaken': 'This address already has an account.',
  'invalid.agencyNotForRole': 'This role is not held for an agency.',
  'accounts.firstAdministrator': 'Administrator',
  'accounts.mail.invitation.subject': 'Invitation to the system of {{team}}',
  'accounts.mail.invitation.text':
    'Dear {{name}},\n\n{{team}} invites you to its incident system.\n\nOpen this link to set your password and your authenticator app. It works once, within {{hours}} hours:\n\n{{url}}\n\nIf you did not expect this mail, ignore it and tell {{team}}.',
  'accounts.mail.password-reset.subject': 'New password at {{team}}',
  'accounts.mail.password-reset.text':
    'Dear {{name}},\n\nAn administrator made a link for you to set a new password. Your second factor is still asked. The link works once, within {{hours}} hours:\n\n{{url}}\n\nIf you did not ask for it, tell {{team}} at once.',
  'accounts.mail.recovery.subject': 'Recovery of your account at {{team}}',
  'accounts.mail.recovery.text':
    'Dear {{name}},\n\nThe recovery of your account has been approved. Open this link to set a new password and a new authenticator app; earlier passkeys and sessions end. It works once, within {{hours}} hours:\n\n{{url}}\n\nIf you did not ask for it, tell {{team}} at once.',
};
