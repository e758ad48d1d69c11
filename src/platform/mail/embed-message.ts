import { isCompoundFile } from './check-compound-file.ts';
import { type ParseBudget, warn } from './message-draft.ts';
import type { MailAttachment, ParsedMessage } from './parsed-message.ts';

const kindOf = (attachment: MailAttachment, isMail: boolean): 'mail' | 'outlook' | undefined => {
  const isOutlook =
    /\.msg$/i.test(attachment.name) || attachment.contentType === 'application/vnd.ms-outlook';
  if (isCompoundFile(attachment.content)) return isOutlook ? 'outlook' : undefined;
  return isMail || /\.eml$/i.test(attachment.name) ? 'mail' : undefined;
};

/** Reads an attachment that is itself a mail; what cannot be read stays a plain attachment with a warning. */
export const embedMessage = (
  message: ParsedMessage,
  budget: ParseBudget,
  attachmentIndex: number,
  isMail: boolean,
): void => {
  const attachment = message.attachments[attachmentIndex];
  const kind = attachment && kindOf(attachment, isMail);
  if (!attachment || !kind) return;
  if (budget.embeddedDepth >= budget.limits.embeddedDepthMax) {
    warn(message, 'embedded.too-deep', { depthMax: budget.limits.embeddedDepthMax });
    return;
  }
  if (budget.partsLeft <= 0) {
    warn(message, 'structure.too-many-parts');
    return;
  }
  budget.embeddedDepth += 1;
  try {
    const inner = budget.readers[kind](Buffer.from(attachment.content.buffer), budget);
    message.embedded.push({ attachmentIndex, message: inner });
  } catch (error) {
    warn(message, 'embedded.unreadable', { name: attachment.name, reason: String(error).slice(0, 200) });
  } finally {
    budget.embeddedDepth -= 1;
  }
};
