import { readHeaderParameters } from './header-parameters.ts';
import { findHeader, type HeaderLine } from './read-mime.ts';

/**
 * True when an answer could start a loop or reach a crowd (RFC 3834 section 2): automatic mail, lists, bulk,
 * bounces and reports, senders that ask for no automatic answer, robots by their address.
 */
export const isAutomaticMail = (headers: HeaderLine[], envelopeFrom?: string): boolean => {
  const value = (name: string): string => (findHeader(headers, name) ?? '').trim().toLowerCase();
  const submitted = value('auto-submitted')
    .replace(/[;(].*$/, '')
    .trim();
  if (submitted !== '' && submitted !== 'no') return true;
  if (/^(bulk|junk|list|auto_reply|auto-reply)\b/.test(value('precedence'))) return true;
  if (
    ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'feedback-id'].some(
      (name) => value(name) !== '',
    )
  ) {
    return true;
  }
  if (/\b(all|autoreply|oof)\b/.test(value('x-auto-response-suppress'))) return true;
  if (readHeaderParameters(value('content-type')).value === 'multipart/report') return true;
  const path = envelopeFrom ?? findHeader(headers, 'return-path');
  if (path !== undefined && path.replace(/[<>\s]/g, '') === '') return true;
  return /(^|[<\s"])(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/.test(value('from'));
};
