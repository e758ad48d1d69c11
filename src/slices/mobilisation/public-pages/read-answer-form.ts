import type { Answer } from '../contract/answers.ts';
import { type AnswerPage, quickMinutes, quickReasons } from './answer-page.ts';

const MINUTE_MS = 60_000;
const REASON_MAX = 500;

const textOf = (body: Readonly<Record<string, unknown>>, name: string): string => {
  const value = body[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim().normalize('NFC').slice(0, REASON_MAX) : '';
};

/** Whole minutes, so that the same tap twice is the same answer. */
const inMinutes = (now: Date, minutes: number): string =>
  new Date(Math.ceil((now.getTime() + minutes * MINUTE_MS) / MINUTE_MS) * MINUTE_MS).toISOString();

/**
 * What was tapped on the answer page. Null when it is nothing that the page offers; `needsReason` when a refusal came
 * without one.
 */
export const readAnswerForm = (
  body: Readonly<Record<string, unknown>>,
  options: { page: AnswerPage; now: Date; presentAt: Date | null },
): Answer | 'needsReason' | null => {
  const quick = quickReasons.find((reason) => reason === textOf(body, 'quick'));
  if (quick) return { kind: 'declined', reason: options.page.t(`mobilisation.page.reason.${quick}`) };
  const answer = textOf(body, 'answer');
  if (answer === 'received' || answer === 'consented') return { kind: answer };
  if (answer === 'declined' || answer === 'refused') {
    const reason = textOf(body, 'reason');
    return reason.length < 3 ? 'needsReason' : { kind: answer, reason };
  }
  if (answer !== 'coming') return null;
  const minutes = quickMinutes.find((one) => String(one) === textOf(body, 'when'));
  const at = minutes ? inMinutes(options.now, minutes) : (options.presentAt?.toISOString() ?? null);
  return { kind: 'coming', at };
};
