import { foldText } from '../../platform/search/fold.ts';
import type { Answer } from './contract/answers.ts';
import type { RecipientKind } from './contract/codes.ts';

const VIETNAM_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const LINE_MAX = 300;

const quoteStart =
  /^(>|-{2,}|_{5,}|on .{5,120} wrote:|vao .{5,120} (da viet|viet):|from:|tu:|sent from|gui tu)/;

/** The first line that the sender wrote themselves, not quoted and not a greeting. */
const firstOwnLine = (text: string): string => {
  for (const raw of text.split(/\r?\n/).slice(0, 40)) {
    const line = raw.trim();
    if (quoteStart.test(foldText(line))) return '';
    if (line !== '') return line.slice(0, LINE_MAX);
  }
  return '';
};

const clock =
  /(?:^|\s)(?:luc|vao luc|vao|at|khoang)?\s*(\d{1,2})(?:\s*(?:h|gio|:)\s*(\d{1,2})?)(?:\s*(?:phut|p))?(?=$|[\s.,;])/;
const span =
  /(?:^|\s)(?:sau|trong|in)?\s*(\d{1,3})\s*(phut|p|ph|minutes?|mins?|tieng|gio|hours?)(?:\s*(?:nua|toi))?(?=$|[\s.,;])/;

/**
 * A time in an answer: "lúc 3h", "15:30", "3 giờ 15" is the next such moment in Viet Nam; "sau 30 phút", "1 tiếng nữa" counts
 * from now. Undefined when the text names none, or one that no clock shows.
 */
export const readTime = (folded: string, now: Date): Date | undefined => {
  const after = /\b(sau|trong|nua|toi|in)\b/.test(folded) ? span.exec(folded) : null;
  if (after) {
    const unit = /^(tieng|gio|hour)/.test(after[2] ?? '') ? 60 : 1;
    return new Date(now.getTime() + Number(after[1]) * unit * 60_000);
  }
  const named = clock.exec(folded);
  if (!named) return undefined;
  const [hours, minutes] = [Number(named[1]), Number(named[2] ?? 0)];
  if (hours > 23 || minutes > 59) return undefined;
  const local = new Date(now.getTime() + VIETNAM_MS);
  const midnightMs = Math.floor(local.getTime() / DAY_MS) * DAY_MS - VIETNAM_MS;
  const at = midnightMs + hours * 3_600_000 + minutes * 60_000;
  return new Date(at < now.getTime() - 5 * 60_000 ? at + DAY_MS : at);
};

const no = /^(khong|ko|k|hong|no|cannot|can't|can not|tu choi|bao nghi|ban)\b[\s,.:;-]*/;
const notSure = /^(khong|ko) (biet|chac|ro|hieu)\b|\?\s*$/;
const noFiller =
  /^(the )?(den|tham gia|di|co mat|dong y|duoc|cho phep|bo tri|the den|den duoc)?( duoc)?[\s,.:;-]*(vi|do|because|ly do|since|due to)?[\s,.:;-]*/;
const yes =
  /^(co|vang|da|dung|ok|oke|okay|yes|y|duoc|dong y|nhat tri|toi den|se den|den|den ngay|co mat|toi co mat|coming|i will|i'm coming|on my way|1)\b/;
const seen = /^(da nhan|nhan duoc|nhan roi|da biet|da ro|ro|received|noted|got it)\b/;
const consent = /^(dong y|nhat tri|cho phep|co|vang|ok|oke|yes|agreed|approved|duoc|1)\b/;

/** The reason in the sender's own letters: what follows the refusing words. */
const reasonIn = (line: string, folded: string): string => {
  const rest = folded.replace(no, '');
  const body = rest.replace(noFiller, '');
  // Folding keeps the number of words, so that the own spelling is found by counting from the end.
  const count = body.split(' ').filter(Boolean).length;
  return count === 0 ? '' : line.trim().split(/\s+/).slice(-count).join(' ');
};

/**
 * Reads an answer out of the first own line of a mail. Only what is plain is taken; everything else is shown on the board as
 * the words they are, for somebody to decide. A refusal without a reason is not taken either.
 */
export const readAnswerText = (text: string, kind: RecipientKind, now: Date): Answer | undefined => {
  const line = firstOwnLine(text);
  const folded = foldText(line);
  if (folded === '' || notSure.test(folded)) return undefined;
  if (seen.test(folded)) return { kind: 'received' };
  if (no.test(folded)) {
    const reason = reasonIn(line, folded);
    if (reason.length < 3) return undefined;
    return kind === 'member' ? { kind: 'declined', reason } : { kind: 'refused', reason };
  }
  if (/\b(nhung|but|tuy nhien|khong|ko)\b/.test(folded)) return undefined;
  if (kind === 'head') return consent.test(folded) ? { kind: 'consented' } : undefined;
  const at = readTime(folded, now);
  const isYes = yes.test(folded);
  if (!isYes && !(at && /^(luc|sau|khoang|at|in|\d)/.test(folded))) return undefined;
  return { kind: 'coming', at: at?.toISOString() ?? null };
};
