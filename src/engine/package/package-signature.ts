import { isSignatureOf, type SigningKey, signDigest } from './signing-key.ts';

export const signatureName = 'signature.json';
/** More than a signature entry can ever hold. */
export const signatureBytesMax = 4096;

/** The last entry of a package: a digest over every byte before it, signed. */
export type PackageSignature = {
  readonly format: 'khien-signature';
  readonly version: 1;
  readonly algorithm: 'Ed25519';
  /** The 32 bytes of the key in base64. */
  readonly publicKey: string;
  /** How many bytes of the package are signed: all before this entry. */
  readonly signedBytes: number;
  readonly sha256: string;
  readonly signature: string;
};

/** The text of the entry. There is one spelling only, so that no byte of it is free to change. */
export const signatureText = (signature: PackageSignature): string => {
  const { format, version, algorithm, publicKey, signedBytes, sha256, signature: value } = signature;
  return `${JSON.stringify({ format, version, algorithm, publicKey, signedBytes, sha256, signature: value }, null, 1)}\n`;
};

export function makeSignature(sha256: string, signedBytes: number, key: SigningKey): PackageSignature {
  return {
    format: 'khien-signature',
    version: 1,
    algorithm: 'Ed25519',
    publicKey: key.publicKey.toString('base64'),
    signedBytes,
    sha256,
    signature: signDigest(sha256, key).toString('base64'),
  };
}

/** Reads the entry; undefined where it is not in its one spelling. */
export function parseSignature(text: string): PackageSignature | undefined {
  try {
    const value = JSON.parse(text) as PackageSignature;
    const { publicKey, signature, sha256 } = value;
    const isWhole =
      value.format === 'khien-signature' &&
      value.version === 1 &&
      value.algorithm === 'Ed25519' &&
      isBase64(publicKey, 32) &&
      isBase64(signature, 64) &&
      typeof sha256 === 'string' &&
      signatureText(value) === text;
    return isWhole ? value : undefined;
  } catch {
    return undefined;
  }
}

const isBase64 = (value: unknown, bytes: number): boolean => {
  if (typeof value !== 'string') return false;
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === value;
};

export const isSigned = ({ sha256, signature, publicKey }: PackageSignature): boolean =>
  isSignatureOf(sha256, Buffer.from(signature, 'base64'), Buffer.from(publicKey, 'base64'));
