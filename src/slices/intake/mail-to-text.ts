import type { Services } from '../../platform/ctx/services.ts';
import type { ParsedMessage } from '../../platform/mail/parsed-message.ts';

const DESCRIPTION_MAX = 1_000_000;
const EMBEDDED_DEPTH_MAX = 5;

/** A forwarded mail as a quoted block, so that the officer reads it without opening a file. */
const describeEmbedded = (services: Services, message: ParsedMessage, depth: number): string[] =>
  depth > EMBEDDED_DEPTH_MAX
    ? []
    : message.embedded.flatMap(({ message: inner }) => [
        '',
        services.texts.t('vi', 'intake.mail.embedded', {
          subject: inner.subject,
          from: inner.from ? `${inner.from.name} <${inner.from.address}>`.trim() : '',
          date: inner.date?.instant.toISOString() ?? '',
        }),
        ...inner.text.split('\n').map((line) => `> ${line}`),
        ...describeEmbedded(services, inner, depth + 1),
      ]);

/** The text of a mail with that of the mails inside it. */
export const composeDescription = (services: Services, message: ParsedMessage): string =>
  [message.text, ...describeEmbedded(services, message, 1)].join('\n').slice(0, DESCRIPTION_MAX).trim();

/** What an officer should know about a mail beside its text; never its headers as they came. */
export const mailFactsOf = (message: ParsedMessage): Record<string, unknown> => ({
  from: message.from,
  replyTo: message.replyTo,
  date: message.date ? { at: message.date.instant.toISOString(), zone: message.date.zone } : null,
  markers: message.subjectMarkers,
  authentication: message.authentication,
  isAutomatic: message.isAutomatic,
  warnings: message.warnings,
  embedded: message.embedded.length,
});
