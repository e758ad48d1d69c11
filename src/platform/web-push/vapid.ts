import { createECDH, createHmac, createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** By which push services know this installation (RFC 8292). */
export type VapidKeys = {
  privateKey: KeyObject /** Base64url of the point; browsers subscribe with it. */;
  publicKey: string;
};

const isPoint = (scalar: Buffer): Buffer | undefined => {
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(scalar);
    return curve.getPublicKey();
  } catch {
    return undefined;
  }
};

/** The installation's key pair, derived from its own secret: nothing more to store, back up or lose. */
export const deriveVapidKeys = (secret: Buffer): VapidKeys => {
  for (let round = 0; ; round += 1) {
    const scalar = createHmac('sha256', secret).update(`vapid.${round}`).digest();
    const point = isPoint(scalar);
    if (!point) continue;
    const privateKey = createPrivateKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        d: scalar.toString('base64url'),
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    return { privateKey, publicKey: point.toString('base64url') };
  }
};

const HALF_DAY_SECONDS = 43_200;

/** The Authorization header for one push service: a signed statement of who sends, good for half a day. */
export const createVapidHeader = (keys: VapidKeys, origin: string, contact: string, at: Date): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(at.getTime() / 1_000) + HALF_DAY_SECONDS;
  const content = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: origin, exp, sub: contact })}`;
  const signature = sign('sha256', Buffer.from(content), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${content}.${signature.toString('base64url')}, k=${keys.publicKey}`;
};
