import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) is this head and the 32 bytes of the key. */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

/** A key that signs packages. It never leaves the machine on which it was made. */
export type SigningKey = { readonly privateKey: KeyObject; readonly publicKey: Buffer };

/**
 * The key of this machine and user; made at first use, readable by its owner only.
 *
 * @throws where the file holds no Ed25519 key or cannot be written
 */
export function loadSigningKey(path: string): SigningKey {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Two first hunts at once: the second one reads the key of the first.
    try {
      writeFileSync(path, pem, { mode: 0o600, flag: 'wx' });
    } catch (second) {
      if ((second as NodeJS.ErrnoException).code !== 'EEXIST') throw second;
      pem = readFileSync(path, 'utf8');
    }
  }
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${path}: not an Ed25519 key`);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey: spki.subarray(spkiHead.length) };
}

/** SHA-256 of a public key in hex: what two people compare by telephone. */
export const keyFingerprint = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex');

/** What is signed: the purpose beside the digest, so that a signature serves for nothing else. */
const messageOf = (sha256: string): Buffer => Buffer.from(`khien-result-package/1\n${sha256}\n`);

export const signDigest = (sha256: string, key: SigningKey): Buffer =>
  sign(null, messageOf(sha256), key.privateKey);

/** Whether the signature over a digest is by the key; false for what is no key at all. */
export function isSignatureOf(sha256: string, signature: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([spkiHead, publicKey]),
      type: 'spki',
      format: 'der',
    });
    return verify(null, messageOf(sha256), key, signature);
  } catch {
    return false;
  }
}
