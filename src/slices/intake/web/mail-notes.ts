/** What an officer should know about a mail, as keys of texts. `harm` marks what may deceive. */
export type MailNote =
  | { key: 'intake.mail.from'; params: { from: string }; tone: 'plain' }
  | { key: 'intake.mail.reply-to'; params: { address: string }; tone: 'harm' }
  | {
      key: 'intake.mail.sender-checked' | 'intake.mail.sender-failed';
      params: { checks: string };
      tone: 'good' | 'harm';
    }
  | {
      key: 'intake.mail.sender-unknown' | 'intake.mail.automatic' | 'intake.mail.not-reporter';
      params: Record<string, never>;
      tone: 'plain' | 'harm';
    }
  | { key: 'intake.mail.embedded-count'; params: { count: number }; tone: 'plain' }
  | { key: `intake.warning.${WarningGroup}`; params: Record<string, never>; tone: 'plain' | 'harm' };

type WarningGroup =
  | 'broken'
  | 'cut'
  | 'failed'
  | 'charset'
  | 'hidden'
  | 'attachment'
  | 'date'
  | 'authentication';

/** The parser's warnings in fewer words: what it means for the reader. */
const groups: Readonly<Record<string, WarningGroup>> = {
  'message.too-large': 'cut',
  'message.unreadable': 'failed',
  'parser.timed-out': 'failed',
  'parser.out-of-memory': 'failed',
  'parser.failed': 'failed',
  'headers.too-large': 'cut',
  'structure.broken': 'broken',
  'structure.too-deep': 'cut',
  'structure.too-many-parts': 'cut',
  'attachments.too-many': 'cut',
  'attachment.tnef': 'attachment',
  'attachment.not-fetched': 'attachment',
  'embedded.too-deep': 'cut',
  'embedded.unreadable': 'attachment',
  'encoding.unknown': 'broken',
  'charset.guessed': 'charset',
  'text.nul-removed': 'hidden',
  'text.direction-removed': 'hidden',
  'text.cut': 'cut',
  'text.only-rtf': 'broken',
  'date.unreadable': 'date',
  'authentication.ignored': 'authentication',
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const addressOf = (value: unknown): string | undefined =>
  isObject(value) && typeof value.address === 'string' && value.address ? value.address : undefined;

const authenticationNote = (value: unknown): MailNote => {
  const results = isObject(value)
    ? (['spf', 'dkim', 'dmarc'] as const).flatMap((name) =>
        typeof value[name] === 'string' ? [{ name: name.toUpperCase(), result: value[name] }] : [],
      )
    : [];
  const checks = results.map(({ name, result }) => `${name} ${result}`).join(', ');
  const isOf = (...words: string[]) => results.some(({ result }) => words.includes(result));
  const dmarc = results.find(({ name }) => name === 'DMARC')?.result;
  if (dmarc === 'pass') return { key: 'intake.mail.sender-checked', params: { checks }, tone: 'good' };
  if (dmarc === 'fail' || isOf('fail', 'softfail'))
    return { key: 'intake.mail.sender-failed', params: { checks }, tone: 'harm' };
  if (isOf('pass')) return { key: 'intake.mail.sender-checked', params: { checks }, tone: 'good' };
  return { key: 'intake.mail.sender-unknown', params: {}, tone: 'plain' };
};

/** Reads the stored facts of a mail; whatever is missing or of another shape says nothing. */
export const mailNotes = (facts: Readonly<Record<string, unknown>>): readonly MailNote[] => {
  const from = addressOf(facts.from);
  if (!from) return [];
  const replyTo = addressOf(facts.replyTo);
  const notes: MailNote[] = [{ key: 'intake.mail.from', params: { from }, tone: 'plain' }];
  notes.push(authenticationNote(facts.authentication));
  if (replyTo && replyTo.toLowerCase() !== from.toLowerCase())
    notes.push({ key: 'intake.mail.reply-to', params: { address: replyTo }, tone: 'harm' });
  if (facts.isFromReporter === false)
    notes.push({ key: 'intake.mail.not-reporter', params: {}, tone: 'harm' });
  if (facts.isAutomatic === true) notes.push({ key: 'intake.mail.automatic', params: {}, tone: 'plain' });
  if (typeof facts.embedded === 'number' && facts.embedded > 0)
    notes.push({ key: 'intake.mail.embedded-count', params: { count: facts.embedded }, tone: 'plain' });
  const warned = new Set<WarningGroup>();
  for (const warning of Array.isArray(facts.warnings) ? facts.warnings : []) {
    const group = isObject(warning) ? groups[String(warning.code)] : undefined;
    if (group) warned.add(group);
  }
  for (const group of warned)
    notes.push({
      key: `intake.warning.${group}`,
      params: {},
      tone: group === 'hidden' || group === 'failed' ? 'harm' : 'plain',
    });
  return notes;
};
