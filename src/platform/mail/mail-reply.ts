import { deriveKey } from '../ctx/derive-key.ts';
import type { MailReplyHandler, Services } from '../ctx/services.ts';
import { addTokenToAddress, createReplyToken, readReplyToken } from './reply-token.ts';

type Part = Pick<Services, 'masterKey' | 'settings' | 'mailReplies'>;

const secretOf = (services: Pick<Services, 'masterKey'>, purpose: string) =>
  deriveKey(services.masterKey, `mail-reply/${purpose}`);

/** The reception address with a token: what is sent there reaches the handler of the purpose. */
export const createMailReplyAddress = (services: Part, purpose: string, subjectId: string): string =>
  addTokenToAddress(
    services.settings.KHIEN_INTAKE_ADDRESS ?? services.settings.KHIEN_MAIL_FROM,
    createReplyToken(secretOf(services, purpose), subjectId),
  );

/** The handler and the record that one of the addresses names by a token of ours. */
export const readMailReply = (
  services: Part,
  addresses: readonly string[],
): { handler: MailReplyHandler; subjectId: string } | undefined => {
  for (const handler of services.mailReplies) {
    for (const address of addresses) {
      const subjectId = address.includes('@')
        ? readReplyToken(secretOf(services, handler.purpose), address)
        : undefined;
      if (subjectId) return { handler, subjectId };
    }
  }
  return undefined;
};

/** Does the address carry a token of ours? Then the listener takes mail for it. */
export const isReplyAddress = (services: Part, address: string): boolean =>
  readMailReply(services, [address]) !== undefined;
