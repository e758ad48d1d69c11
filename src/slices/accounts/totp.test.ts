import { expect, test } from 'vitest';
import { createTotpSecret, findTotpStep, fromBase32, toBase32, totpCode, totpStepOf } from './totp.ts';

// RFC 6238 appendix B, HMAC-SHA-1, 8 digits.
const rfcSecret = Buffer.from('12345678901234567890');
const rfcVectors: [number, string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

test.each(rfcVectors)('gives the code of RFC 6238 at %i s', (seconds, code) => {
  expect(totpCode(rfcSecret, totpStepOf(new Date(seconds * 1000)), 8)).toBe(code);
});

// RFC 4648 section 10, without padding.
test.each([
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foob', 'MZXW6YQ'],
  ['foobar', 'MZXW6YTBOI'],
])('writes base32 of %s and reads it back', (plain, text) => {
  expect(toBase32(Buffer.from(plain))).toBe(text);
  expect(fromBase32(text.toLowerCase()).toString()).toBe(plain);
});

const secret = createTotpSecret();
const at = new Date('2026-11-23T02:10:10Z');
const codeAt = (offset: number) => totpCode(fromBase32(secret), totpStepOf(at) + offset);

test('takes the code of this step and of one step around, no further', () => {
  expect([-2, -1, 0, 1, 2].map((offset) => findTotpStep(secret, codeAt(offset), at, null) !== null)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test('takes no code of a step that was used or passed', () => {
  const step = totpStepOf(at);
  expect(findTotpStep(secret, codeAt(0), at, step)).toBeNull();
  expect(findTotpStep(secret, codeAt(-1), at, step)).toBeNull();
  expect(findTotpStep(secret, codeAt(1), at, step)).toBe(step + 1);
});

test.each(['', '12345', '1234567', '１２３４５６', '12 456', 'abcdef'])('refuses "%s" as a code', (code) => {
  expect(findTotpStep(secret, code, at, null)).toBeNull();
});
