import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../ui/use-text.ts';
import type { AuditEntry } from '../contract/audit.ts';
import styles from './audit-details.module.css';
import { useAuditSentence } from './audit-sentence.ts';

type Change = { from: unknown; to: unknown };

const isChanges = (value: unknown): value is Record<string, Change> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((one) => typeof one === 'object' && one !== null && 'from' in one);

/** Words for fields and codes where the catalogue has them; else what is stored. */
const useWords = () => {
  const { t, i18n } = useTranslation();
  const word = (key: string, fallback: string) => (i18n.exists(key) ? t(key) : fallback);
  return {
    sayField: (field: string) => word(`accounts.audit-field.${field}`, field),
    sayValue: (value: unknown): string => {
      if (value === null || value === undefined || value === '') return '∅';
      if (typeof value === 'object') return JSON.stringify(value);
      return word(`accounts.audit-value.${String(value)}`, String(value));
    },
  };
};

const factsOf = (entry: AuditEntry): [string, unknown][] =>
  Object.entries(entry.data).filter(([field, value]) => {
    const isShownAsChanges = field === 'changes' && isChanges(value);
    const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    return !isShownAsChanges && !isEmpty;
  });

/** Ids and nested values say nothing in one line; they stand in the full view. */
const isTelling = (value: unknown): boolean =>
  typeof value !== 'object' && !(typeof value === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}/.test(value));

const DetailList = ({ entry }: { entry: AuditEntry }) => {
  const text = useText();
  const { sayField, sayValue } = useWords();
  const { changes } = entry.data;
  return (
    <ul className={styles.list}>
      {isChanges(changes) &&
        Object.entries(changes).map(([field, { from, to }]) => (
          <li key={field}>
            <span className={styles.field}>{sayField(field)}</span> <del>{sayValue(from)}</del>{' '}
            <span aria-hidden="true">→</span> <ins>{sayValue(to)}</ins>
          </li>
        ))}
      {factsOf(entry).map(([field, value]) => (
        <li key={field}>
          <span className={styles.field}>{sayField(field)}</span> {sayValue(value)}
        </li>
      ))}
      <li className={styles.quiet}>
        {entry.action} · {entry.subjectKind}
      </li>
      {entry.requestId && (
        <li className={styles.quiet}>{text('accounts.audit-request', { id: entry.requestId })}</li>
      )}
    </ul>
  );
};

/** What an entry keeps besides the sentence: the gist in one line, all of it (old and new values) on demand. */
export const AuditDetails = ({ entry }: { entry: AuditEntry }) => {
  const text = useText();
  const say = useAuditSentence();
  const { sayField, sayValue } = useWords();
  const [isOpen, dialog] = useDisclosure(false);
  const changed = isChanges(entry.data.changes) ? Object.keys(entry.data.changes).map(sayField) : [];
  const facts = factsOf(entry)
    .filter(([, value]) => isTelling(value))
    .map(([field, value]) => `${sayField(field)}: ${sayValue(value)}`);
  return (
    <div className={styles.gist}>
      <span className={styles.words}>{[...changed, ...facts].join(' · ')}</span>
      <Button className={styles.more} size="compact-xs" variant="subtle" onClick={dialog.open}>
        {text('accounts.audit-more')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        size="lg"
        title={<strong>{say(entry)}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <DetailList entry={entry} />
      </Modal>
    </div>
  );
};
