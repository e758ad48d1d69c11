import { buildMessage } from './build-message.ts';
import { buildOutlookMessage } from './build-outlook-message.ts';
import { isCompoundFile } from './check-compound-file.ts';
import { createParseBudget } from './message-draft.ts';
import type { ParsedMessage, ParseLimits } from './parsed-message.ts';

/** Reads a mail, or an Outlook file handed in as one, in the calling thread. May throw, hang or run out of memory. */
export const readMessage = (raw: Buffer, limits: ParseLimits): ParsedMessage => {
  const budget = createParseBudget(limits, { mail: buildMessage, outlook: buildOutlookMessage });
  return isCompoundFile(raw) ? buildOutlookMessage(raw, budget) : buildMessage(raw, budget);
};
