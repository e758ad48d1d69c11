import { createHash, createHmac } from 'node:crypto';
import { deriveKey } from '../../platform/ctx/derive-key.ts';
import type { Services } from '../../platform/ctx/services.ts';

const TOKEN_BYTES = 16;
const pattern = /^[\w-]{22}$/;

/**
 * What opens one recipient's answer page and nothing else: 128 bits out of the installation's key and the recipient's id, in
 * 22 letters, so that it fits a text message. It is stored nowhere; a chase can make it again.
 */
export const createAnswerToken = (masterKey: Buffer, recipientId: string): string =>
  createHmac('sha256', deriveKey(masterKey, 'call-up-answer'))
    .update(recipientId)
    .digest()
    .subarray(0, TOKEN_BYTES)
    .toString('base64url');

/** Under which hash the database knows a token; what is no token has none. */
export const hashAnswerToken = (token: string): string | null =>
  pattern.test(token) ? createHash('sha256').update(token).digest('hex') : null;

/** The link that goes out. Short, since text messages carry it. */
export const answerLink = (
  services: Pick<Services, 'masterKey' | 'publicUrl'>,
  recipientId: string,
): string => `${services.publicUrl()}/h/${createAnswerToken(services.masterKey, recipientId)}`;
