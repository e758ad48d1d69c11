import type { Services } from '../../platform/ctx/services.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import type { Channel, ReportState } from './contract/codes.ts';
import type { Receipt } from './contract/new-report.ts';
import { followUpCode } from './follow-up-code.ts';

/** The year of an instant where the team works; number series restart at midnight there, not at the server's. */
export const yearInVietnam = (at: Date): number => Number(vietnamDateOf(at).slice(0, 4));

/** TN-2026-000123: "tiếp nhận", six digits at least. */
export const formatReportNumber = (year: number, number: number): string =>
  `TN-${year}-${String(number).padStart(6, '0')}`;

export const followUpAddress = (
  services: Pick<Services, 'publicUrl'>,
  number: string,
  code: string,
): string => `${services.publicUrl()}/theo-doi#${number}.${code}`;

type ReceiptFacts = {
  id: string;
  number: string;
  channel: Channel;
  receivedAt: Date;
  state: ReportState;
  isDuplicate: boolean;
};

/** What the reporter gets. The code travels behind `#`, so that it stands in no server's log. */
export const createReceipt = (services: Services, facts: ReceiptFacts): Receipt => {
  const code = followUpCode(services.masterKey, facts.id);
  return {
    id: facts.id,
    number: facts.number,
    followUpCode: code,
    followUpUrl: followUpAddress(services, facts.number, code),
    receivedAt: facts.receivedAt.toISOString(),
    state: facts.state,
    channel: facts.channel,
    isDuplicate: facts.isDuplicate,
  };
};
