import { useText } from '../../../ui/use-text.ts';
import type { AuditEntry } from '../contract/audit.ts';
import styles from './audit-details.module.css';

type Change = { from: unknown; to: unknown };

const sayValue = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '∅';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const isChanges = (value: unknown): value is Record<string, Change> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((one) => one && 'from' in (one as object));

/** What an entry keeps besides the sentence: old and new values, reasons, further facts as they are stored. */
export const AuditDetails = ({ entry }: { entry: AuditEntry }) => {
  const text = useText();
  const { changes, ...rest } = entry.data;
  const facts = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  return (
    <ul className={styles.list}>
      {isChanges(changes) &&
        Object.entries(changes).map(([field, { from, to }]) => (
          <li key={field}>
            <span className={styles.field}>{field}</span> <del>{sayValue(from)}</del>{' '}
            <span aria-hidden="true">→</span> <ins>{sayValue(to)}</ins>
          </li>
        ))}
      {changes !== undefined && !isChanges(changes) && <li>{sayValue(changes)}</li>}
      {facts.map(([field, value]) => (
        <li key={field}>
          <span className={styles.field}>{field}</span> {sayValue(value)}
        </li>
      ))}
      {entry.requestId && (
        <li className={styles.quiet}>{text('accounts.audit-request', { id: entry.requestId })}</li>
      )}
    </ul>
  );
};
