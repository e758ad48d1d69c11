import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../platform/ctx/derive-key.ts';

const ID_BYTES = 16;
const TIME_BYTES = 6;
const MAC_BYTES = 24;
const LENGTH = ID_BYTES + TIME_BYTES + MAC_BYTES;

const macOf = (masterKey: Buffer, body: Buffer): Buffer =>
  createHmac('sha256', deriveKey(masterKey, 'agency-confirmation'))
    .update(body)
    .digest()
    .subarray(0, MAC_BYTES);

/** A token that names one mail and its last moment; nobody makes one without the installation's key (192 bits). */
export const signConfirmation = (masterKey: Buffer, mailId: string, expiresAt: Date): string => {
  const body = Buffer.alloc(ID_BYTES + TIME_BYTES);
  body.write(mailId.replaceAll('-', ''), 0, 'hex');
  body.writeUIntBE(Math.floor(expiresAt.getTime() / 1_000), ID_BYTES, TIME_BYTES);
  return Buffer.concat([body, macOf(masterKey, body)]).toString('base64url');
};

/** @returns the id of the mail; undefined for a token that is torn, forged or too old */
export const readConfirmation = (masterKey: Buffer, token: string, now: Date): string | undefined => {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== token) return undefined;
  const body = bytes.subarray(0, ID_BYTES + TIME_BYTES);
  if (!timingSafeEqual(macOf(masterKey, body), bytes.subarray(ID_BYTES + TIME_BYTES))) return undefined;
  if (body.readUIntBE(ID_BYTES, TIME_BYTES) * 1_000 <= now.getTime()) return undefined;
  return body.toString('hex', 0, ID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
