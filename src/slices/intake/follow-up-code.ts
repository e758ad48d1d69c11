import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../platform/ctx/derive-key.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * The code that opens the follow-up page: 60 bits derived from the report's id and the installation's key, in Crockford
 * base 32 (no I, L, O, U), written XXXX-XXXX-XXXX. It is stored nowhere, so a copy of the database opens no page.
 */
export const followUpCode = (masterKey: Buffer, reportId: string): string => {
  const digest = createHmac('sha256', deriveKey(masterKey, 'follow-up-code')).update(reportId).digest();
  let code = '';
  for (let index = 0; index < LENGTH; index += 1) {
    if (index > 0 && index % 4 === 0) code += '-';
    code += ALPHABET[(digest[index] ?? 0) & 31];
  }
  return code;
};

/** Compares without telling by time where two codes differ; forgives case, spaces, dashes and look-alikes. */
export const isFollowUpCode = (masterKey: Buffer, reportId: string, typed: string): boolean => {
  const plain = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .slice(0, LENGTH)
    .padEnd(LENGTH, '*');
  const expected = followUpCode(masterKey, reportId).replaceAll('-', '');
  const given = Buffer.alloc(LENGTH, '*');
  given.write(plain, 'latin1');
  return timingSafeEqual(given, Buffer.from(expected, 'latin1'));
};
