import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Clocks of phones may be off by this many steps either way (RFC 6238 section 5.2). */
const STEPS_AROUND = 1;

/** Base32 without padding (RFC 4648 section 6), as authenticator apps read it. */
export const toBase32 = (bytes: Uint8Array): string => {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31];
    }
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
};

/** @throws Error for a letter outside of the alphabet */
export const fromBase32 = (text: string): Buffer => {
  let bits = 0;
  let value = 0;
  const bytes: number[] = [];
  for (const letter of text.toUpperCase().replace(/[\s=]/g, '')) {
    const index = alphabet.indexOf(letter);
    if (index < 0) throw new Error('not base32');
    value = ((value << 5) | index) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 255);
    }
  }
  return Buffer.from(bytes);
};

/** A new secret of 160 bits, the length that RFC 4226 section 4 recommends, in base32. */
export const createTotpSecret = (): string => toBase32(randomBytes(20));

export const totpStepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/** The code of one time step (RFC 6238 with HMAC-SHA-1, truncated as in RFC 4226 section 5.3). */
export const totpCode = (secret: Buffer, step: number, digits = DIGITS): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[19] ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
};

const isSameText = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/**
 * Finds the time step that a code belongs to, later than the last one that was used.
 * @returns the step, or null when the code is wrong or was used before
 */
export const findTotpStep = (
  secretText: string,
  code: string,
  at: Date,
  lastStep: number | null,
): number | null => {
  if (!/^\d{6}$/.test(code)) return null;
  const secret = fromBase32(secretText);
  const now = totpStepOf(at);
  let found: number | null = null;
  for (let step = now - STEPS_AROUND; step <= now + STEPS_AROUND; step += 1) {
    if (isSameText(totpCode(secret, step), code) && (lastStep === null || step > lastStep)) found = step;
  }
  return found;
};

/** The address that an authenticator app reads from the QR code. */
export const totpUri = (secret: string, issuer: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
