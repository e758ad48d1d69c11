import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../contract/audit.ts';

const isStrange = (kind: string): boolean => kind === 'public' || kind === 'system';

/**
 * Says an entry as a sentence by the text `audit.<action>` of whichever slice wrote it. An action without a text is
 * shown as it is stored: the log hides nothing.
 */
export const useAuditSentence = (): ((entry: AuditEntry) => string) => {
  const { t, i18n } = useTranslation();
  return (entry) => {
    const key = `audit.${entry.action}`;
    const actor = isStrange(entry.actorKind)
      ? t(`accounts.audit-${entry.actorKind}`, { label: entry.actorLabel })
      : entry.actorLabel;
    const subject = entry.subjectLabel ?? t('accounts.audit-no-subject');
    if (i18n.exists(key)) return t(key, { actor, subject });
    return [actor, entry.action, entry.subjectLabel ?? entry.subjectKind].join(' · ');
  };
};
