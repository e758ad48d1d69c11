import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../platform/ctx/derive-key.ts';

/** A secret of 256 bits for cookies and links. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token. The token has 256 bits, so a plain hash suffices. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** No letters that look like digits: the codes are copied from paper. */
const codeAlphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const recoveryCodeCount = 10;

/** Ten recovery codes like `k7mp-x2nd-9qrs-vw4t`, 79 bits each. */
export const createRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodeCount }, () =>
    Array.from({ length: 4 }, () =>
      Array.from({ length: 4 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join(''),
    ).join('-'),
  );

const recoveryCodePattern = /^[2-9a-hjkmnp-z]{16}$/;

/** The code as it is compared, or null when the text cannot be one. */
export const readRecoveryCode = (typed: string): string | null => {
  const code = typed.toLowerCase().replace(/[\s-]/g, '');
  return recoveryCodePattern.test(code) ? code : null;
};

/** Keyed with the installation's key, so that a copy of the database alone does not allow guessing. */
export const hashRecoveryCode = (masterKey: Buffer, personId: string, code: string): string =>
  createHmac('sha256', deriveKey(masterKey, 'recovery-codes'))
    .update(`${personId}\n${readRecoveryCode(code) ?? ''}`)
    .digest('hex');
