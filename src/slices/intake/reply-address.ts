import { deriveKey } from '../../platform/ctx/derive-key.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { createReplyToken, readReplyToken } from '../../platform/mail/reply-token.ts';

/** The address at which reports arrive. */
export const intakeAddress = (services: Pick<Services, 'settings'>): string =>
  services.settings.KHIEN_INTAKE_ADDRESS ?? services.settings.KHIEN_MAIL_FROM;

const secretOf = (services: Pick<Services, 'masterKey'>) => deriveKey(services.masterKey, 'reply-token');

/** `intake+TOKEN@domain`: an answer to it joins the report's conversation. Nothing else in a mail is trusted for that. */
export const createReplyAddress = (services: Services, reportId: string): string => {
  const [local, domain] = intakeAddress(services).split('@');
  return `${local}+${createReplyToken(secretOf(services), reportId)}@${domain}`;
};

/** The report that a recipient address or subject names by a token of ours, or undefined. */
export const readReplyTarget = (services: Services, texts: readonly string[]): string | undefined => {
  for (const text of texts) {
    const reportId = readReplyToken(secretOf(services), text);
    if (reportId) return reportId;
  }
  return undefined;
};
