import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { bytesOf, childrenOf, contentOf, type Der, octetsOf, oidOf, readDer, timeOf } from './der.ts';

/** What a CMS signature (RFC 5652) says; nothing of it is believed before `verifyCms`. */
export type CmsSignature = {
  digest: string;
  /** Bytes that the signer's key signed: the signed attributes, or undefined where the content itself was signed. */
  signedAttributes: Buffer | undefined;
  messageDigest: Buffer | undefined;
  signingTime: Date | undefined;
  algorithm: string;
  /** Salt length of RSASSA-PSS. */
  saltLength: number;
  value: Buffer;
  certificate: X509Certificate | undefined;
  certificates: X509Certificate[];
  /** Content inside the signature; only timestamps have one. */
  content: Buffer | undefined;
};

const signedData = '1.2.840.113549.1.7.2';
const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const rsa: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.1': null,
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
const ecdsa: Readonly<Record<string, string | null>> = {
  '1.2.840.10045.2.1': null,
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const pss = '1.2.840.113549.1.1.10';
const ed25519 = '1.3.101.112';
const attribute = { messageDigest: '1.2.840.113549.1.9.4', signingTime: '1.2.840.113549.1.9.5' } as const;
const certificatesMax = 50;

const at = (list: readonly Der[], index: number): Der => {
  const found = list[index];
  if (!found) throw new Error('cms: element missing');
  return found;
};

const readCertificates = (field: Der | undefined): X509Certificate[] =>
  (field ? childrenOf(field) : [])
    .filter((der) => der.tag === 0x30)
    .slice(0, certificatesMax)
    .flatMap((der) => {
      try {
        return [new X509Certificate(bytesOf(der))];
      } catch {
        return [];
      }
    });

/** Issuer name and serial number of a certificate, as a signature names its signer. */
const issuerAndSerial = (certificate: X509Certificate): { issuer: Buffer; serial: Buffer } => {
  const fields = childrenOf(at(childrenOf(readDer(certificate.raw)), 0));
  const first = fields[0]?.tag === 0xa0 ? 1 : 0;
  return { serial: contentOf(at(fields, first)), issuer: bytesOf(at(fields, first + 2)) };
};

const findSigner = (certificates: readonly X509Certificate[], sid: Der): X509Certificate | undefined => {
  if (sid.tag !== 0x30) {
    const wanted = contentOf(sid).toString('hex');
    return certificates.find((one) => one.raw.toString('hex').includes(`0414${wanted}`));
  }
  const [issuer, serial] = childrenOf(sid);
  if (!issuer || !serial) return undefined;
  return certificates.find((one) => {
    const own = issuerAndSerial(one);
    return own.issuer.equals(bytesOf(issuer)) && own.serial.equals(contentOf(serial));
  });
};

const attributeOf = (attributes: Der | undefined, oid: string): Der | undefined => {
  for (const entry of attributes ? childrenOf(attributes) : []) {
    const [name, values] = childrenOf(entry);
    if (name && values && oidOf(name) === oid) return childrenOf(values)[0];
  }
  return undefined;
};

/** Salt length out of the parameters of RSASSA-PSS; 20 where they name none (RFC 4055). */
const saltOf = (algorithm: Der): number => {
  const parameters = childrenOf(algorithm)[1];
  const salt = parameters?.tag === 0x30 ? childrenOf(parameters).find((der) => der.tag === 0xa2) : undefined;
  const value = salt && childrenOf(salt)[0];
  return value ? contentOf(value).readUIntBE(0, contentOf(value).length) : 20;
};

/** The signed attributes as a SET, which is how they were signed; in the signature they carry the tag [0]. */
const attributesAsSet = (attributes: Der): Buffer => {
  const bytes = Buffer.from(bytesOf(attributes));
  bytes[0] = 0x31;
  return bytes;
};

/** @throws Error for bytes that are no CMS signature with exactly one signer */
export const readCms = (bytes: Buffer): CmsSignature => {
  const [type, wrapped] = childrenOf(readDer(bytes));
  if (!type || !wrapped || oidOf(type) !== signedData) throw new Error('cms: no signed data');
  const fields = childrenOf(at(childrenOf(wrapped), 0));
  const inner = childrenOf(at(fields, 2));
  const certificates = readCertificates(fields.find((field) => field.tag === 0xa0));
  const signers = childrenOf(at(fields, fields.length - 1));
  if (signers.length !== 1) throw new Error(`cms: ${signers.length} signers`);
  const parts = childrenOf(at(signers, 0));
  const attributes = parts[3]?.tag === 0xa0 ? parts[3] : undefined;
  const rest = parts.slice(attributes ? 4 : 3);
  const algorithm = at(rest, 0);
  const messageDigest = attributeOf(attributes, attribute.messageDigest);
  const signingTime = attributeOf(attributes, attribute.signingTime);
  return {
    digest: digests[oidOf(at(childrenOf(at(parts, 2)), 0))] ?? 'unknown',
    signedAttributes: attributes && attributesAsSet(attributes),
    messageDigest: messageDigest && octetsOf(messageDigest),
    signingTime: signingTime && timeOf(signingTime),
    algorithm: oidOf(at(childrenOf(algorithm), 0)),
    saltLength: saltOf(algorithm),
    value: octetsOf(at(rest, 1)),
    certificate: findSigner(certificates, at(parts, 1)),
    certificates,
    content: inner[1] && octetsOf(at(childrenOf(inner[1]), 0)),
  };
};

const verifyValue = (cms: CmsSignature, data: Buffer, key: KeyObject): boolean | undefined => {
  const { algorithm, value } = cms;
  if (algorithm === ed25519) return verify(null, data, key, value);
  if (algorithm === pss) {
    const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: cms.saltLength };
    return verify(cms.digest, data, options, value);
  }
  if (algorithm in rsa) {
    return verify(rsa[algorithm] ?? cms.digest, data, { key, padding: constants.RSA_PKCS1_PADDING }, value);
  }
  if (algorithm in ecdsa)
    return verify(ecdsa[algorithm] ?? cms.digest, data, { key, dsaEncoding: 'der' }, value);
  return undefined;
};

export type CmsVerdict =
  | 'sound'
  | 'digest-mismatch'
  | 'signature-mismatch'
  | 'unsupported'
  | 'certificate-missing';

/** Whether the signature is over exactly these bytes (given in pieces) and made by the key of its certificate. */
export const verifyCms = (cms: CmsSignature, pieces: readonly Buffer[]): CmsVerdict => {
  if (cms.digest === 'unknown') return 'unsupported';
  if (!cms.certificate) return 'certificate-missing';
  const hash = createHash(cms.digest);
  for (const piece of pieces) hash.update(piece);
  const digest = hash.digest();
  if (cms.signedAttributes && !cms.messageDigest?.equals(digest)) return 'digest-mismatch';
  const data = cms.signedAttributes ?? Buffer.concat(pieces);
  try {
    const isGood = verifyValue(cms, data, cms.certificate.publicKey);
    return isGood === undefined ? 'unsupported' : isGood ? 'sound' : 'signature-mismatch';
  } catch {
    return 'signature-mismatch';
  }
};

/** The certificate of the signer and those that vouch for it, as far as they came along. */
export const chainOf = (cms: CmsSignature): X509Certificate[] => {
  const chain: X509Certificate[] = cms.certificate ? [cms.certificate] : [];
  for (let last = chain[0]; last && chain.length < 10; last = chain.at(-1)) {
    const child = last;
    const parent = cms.certificates.find(
      (one) => !chain.includes(one) && child.checkIssued(one) && child.verify(one.publicKey),
    );
    if (!parent) break;
    chain.push(parent);
  }
  return chain;
};

/** Imprint and time of a timestamp (RFC 3161). */
export const readTimestamp = (content: Buffer): { digest: string; imprint: Buffer; at: Date | undefined } => {
  const fields = childrenOf(readDer(content));
  const [algorithm, imprint] = childrenOf(at(fields, 2));
  if (!algorithm || !imprint) throw new Error('timestamp: no imprint');
  return {
    digest: digests[oidOf(at(childrenOf(algorithm), 0))] ?? 'unknown',
    imprint: octetsOf(imprint),
    at: timeOf(at(fields, 4)),
  };
};
