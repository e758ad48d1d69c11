import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the installation's master key, or makes it at the first start (32 bytes, file mode 0600). */
export const loadMasterKey = (dataDir: string): Buffer => {
  const path = join(dataDir, 'master.key');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`${path} is not a key of 32 bytes`);
  return key;
};

const derived = new WeakMap<Buffer, Map<string, Buffer>>();

/** A key for one purpose (HKDF, RFC 5869), so that no two uses share one. Kept: deriving costs a tenth of a report. */
export const deriveKey = (masterKey: Buffer, purpose: string): Buffer => {
  const known = derived.get(masterKey) ?? new Map<string, Buffer>();
  derived.set(masterKey, known);
  const key = known.get(purpose) ?? Buffer.from(hkdfSync('sha256', masterKey, '', `khien/${purpose}`, 32));
  known.set(purpose, key);
  return key;
};

/** Encrypts a short secret for the database (AES-256-GCM, `v1.<nonce>.<tag>.<data>` in base64url). */
export const sealSecret = (masterKey: Buffer, purpose: string, plain: string): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(masterKey, purpose), nonce);
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['v1', nonce, cipher.getAuthTag(), data]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
};

/** @throws Error when the text was altered or sealed with another key */
export const openSecret = (masterKey: Buffer, purpose: string, sealed: string): string => {
  const [version, nonce, tag, data] = sealed.split('.');
  if (version !== 'v1' || !nonce || !tag || data === undefined) throw new Error('not a sealed secret');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    deriveKey(masterKey, purpose),
    Buffer.from(nonce, 'base64url'),
  );
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8');
};
