import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../contract/audit.ts';

/**
 * Says an entry as a sentence by the text `audit.<action>` of whichever slice wrote it. An action without a text is
 * shown as it is stored: the log hides nothing.
 */
export const useAuditSentence = (): ((entry: AuditEntry) => string) => {
  const { t, i18n } = useTranslation();
  return (entry) => {
    const key = `audit.${entry.action}`;
    const actor = entry.actorKind === 'public' ? t('accounts.audit-public') : entry.actorLabel;
    const subject = entry.subjectLabel ?? t('accounts.audit-no-subject');
    if (i18n.exists(key)) return t(key, { actor, subject });
    return [actor, entry.action, entry.subjectLabel ?? entry.subjectKind].join(' · ');
  };
};
