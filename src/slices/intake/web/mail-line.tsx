import type { AnswerOf } from '../../../platform/http/route.ts';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { getDeskRoute } from '../contract/desk.ts';
import styles from './desk.module.css';

/** A mail that waits longer than this is trouble, not traffic. */
const patienceMs = 5 * 60_000;

/** Says that receipts do not get out, and nothing when they do. */
export const MailLine = ({ mail }: { mail: AnswerOf<typeof getDeskRoute>['mail'] }) => {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const oldest = mail.oldestWaitingAt;
  const isStuck = oldest !== null && now - Date.parse(oldest) > patienceMs;
  if (mail.isConfigured && mail.failed === 0 && !isStuck) return null;
  return (
    <p className={styles.mail} role="status">
      {!mail.isConfigured && <span>{text('intake.duty.mail-off')}</span>}
      {mail.failed > 0 && <span>{text('intake.duty.mail-failed', { count: mail.failed })}</span>}
      {isStuck && (
        <span>
          {text('intake.duty.mail-waiting', { count: mail.waiting, time: formatDateTime(oldest, language) })}
        </span>
      )}
    </p>
  );
};
