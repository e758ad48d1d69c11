import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** The keys of a browser's subscription, base64url: its P-256 point (65 bytes) and its 16 bytes of shared secret. */
export type PushKeys = { p256dh: string; auth: string };

const RECORD_BYTES = 4_096;
/** What push services take at most (RFC 8030 section 7.2), less header and tag of the one record. */
export const pushBytesMax = 3_900;

const hkdf = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/**
 * Encrypts a note for one browser: aes128gcm (RFC 8188) with the key of RFC 8291, one record.
 * @param fixed salt and private key for the example of the standard; random otherwise
 * @throws Error when the subscription's keys are no keys
 */
export const encryptPush = (
  plain: Uint8Array,
  keys: PushKeys,
  fixed: { salt: Buffer; privateKey: Buffer } | null = null,
): Buffer => {
  const browserKey = Buffer.from(keys.p256dh, 'base64url');
  const auth = Buffer.from(keys.auth, 'base64url');
  if (browserKey.length !== 65 || auth.length !== 16) throw new Error('not the keys of a subscription');
  if (plain.length > pushBytesMax) throw new Error('too long for a push note');
  const salt = fixed?.salt ?? randomBytes(16);
  const own = createECDH('prime256v1');
  if (fixed) own.setPrivateKey(fixed.privateKey);
  else own.generateKeys();
  const ownKey = own.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browserKey, ownKey]);
  const input = hkdf(own.computeSecret(browserKey), auth, info, 32);
  const key = hkdf(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // 2 marks the last record (RFC 8188 section 2).
  const data = Buffer.concat([cipher.update(plain), cipher.update(Buffer.of(2)), cipher.final()]);
  const head = Buffer.alloc(21);
  salt.copy(head, 0);
  head.writeUInt32BE(RECORD_BYTES, 16);
  head.writeUInt8(ownKey.length, 20);
  return Buffer.concat([head, ownKey, data, cipher.getAuthTag()]);
};
