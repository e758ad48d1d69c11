import { createHmac, timingSafeEqual } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const idBytes = 16;
const macBytes = 12;
const tokenLength = Math.ceil(((idBytes + macBytes) * 8) / 5);
const textLengthMax = 20_000;
const candidateCountMax = 50;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const secretBytesMin = 32;
/** "+TOKEN@" in an address, or "[XX-TOKEN]" in a subject. */
const candidate = new RegExp(`(?:\\+|\\[[A-Za-z]{1,8}-)([${alphabet}]{${tokenLength}})(?=[@\\]])`, 'gi');

const encode = (bytes: Uint8Array): string => {
  let out = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + alphabet[(value << (5 - bits)) & 31] : out;
};

const decode = (token: string): Buffer => {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of token.toLowerCase()) {
    value = ((value << 5) | alphabet.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >>> bits) & 0xff);
    }
  }
  return Buffer.from(bytes.slice(0, idBytes + macBytes));
};

const sign = (secret: string | Uint8Array, id: Uint8Array): Buffer => {
  if (Buffer.byteLength(secret) < secretBytesMin)
    throw new RangeError(`secret shorter than ${secretBytesMin} bytes`);
  return createHmac('sha256', secret).update('reply-token.1').update(id).digest().subarray(0, macBytes);
};

/**
 * A token that names one conversation and cannot be made without the secret: 16 bytes of id and 96 bits of
 * HMAC-SHA256, written in 45 letters that survive changes of case. "intake+TOKEN" stays under the 64 letters of a
 * local part.
 * @param subjectId a UUID; anything else throws RangeError
 * @param secret at least 32 bytes
 */
export const createReplyToken = (secret: string | Uint8Array, subjectId: string): string => {
  if (!uuid.test(subjectId)) throw new RangeError('subjectId is not a UUID');
  const id = Buffer.from(subjectId.replaceAll('-', ''), 'hex');
  return encode(Buffer.concat([id, sign(secret, id)]));
};

const format = (id: Buffer): string =>
  id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * Finds the first valid token in an address ("name+TOKEN@domain") or a subject ("[KH-TOKEN] ..."). A bare token is
 * read as well. Comparison takes constant time; several secrets are tried so that they can be rotated.
 * @returns the id, undefined when no token is valid
 */
export const readReplyToken = (
  secret: string | Uint8Array | readonly (string | Uint8Array)[],
  text: string,
): string | undefined => {
  const secrets = Array.isArray(secret) ? secret : [secret];
  const bare = text.trim().length === tokenLength ? `+${text.trim()}@` : text.slice(0, textLengthMax);
  let tries = 0;
  for (const match of bare.matchAll(candidate)) {
    tries += 1;
    if (tries > candidateCountMax) return undefined;
    const token = (match[1] as string).toLowerCase();
    const bytes = decode(token);
    const id = bytes.subarray(0, idBytes);
    // The last letter holds a spare bit: only the spelling that was issued counts.
    if (encode(bytes) !== token) continue;
    for (const one of secrets) if (timingSafeEqual(sign(one, id), bytes.subarray(idBytes))) return format(id);
  }
  return undefined;
};

/** "intake@example.gov.vn" with a token becomes "intake+TOKEN@example.gov.vn". */
export const addTokenToAddress = (address: string, token: string): string => {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
};
