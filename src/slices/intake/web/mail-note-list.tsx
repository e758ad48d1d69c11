import { IconAlert, IconCheck } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import { mailNotes } from './mail-notes.ts';
import styles from './report.module.css';

/** What is known of a mail beside its text, in words. */
export const MailNotes = ({ facts }: { facts: Readonly<Record<string, unknown>> }) => {
  const text = useText();
  const notes = mailNotes(facts);
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {notes.map(({ key, params, tone }) => (
        <li key={key} data-tone={tone}>
          {tone === 'harm' && <IconAlert size="1em" />}
          {tone === 'good' && <IconCheck size="1em" />}
          {text(key, params)}
        </li>
      ))}
    </ul>
  );
};
