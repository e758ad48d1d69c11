import { type ReactNode, useEffect, useState } from 'react';
import { formatDateTime } from './format-date.ts';
import styles from './print-header.module.css';
import { useSession } from './session.ts';
import { useLanguage, useText } from './use-text.ts';

/** Head of every sheet: organisation, who printed and when, classification. Page numbers come from `print.css`. */
export const PrintHeader = ({ note }: { note?: ReactNode }) => {
  const text = useText();
  const language = useLanguage();
  const { organisationName, person } = useSession();
  const [printedAt, setPrintedAt] = useState(() => new Date());
  useEffect(() => {
    const renew = () => setPrintedAt(new Date());
    window.addEventListener('beforeprint', renew);
    return () => window.removeEventListener('beforeprint', renew);
  }, []);
  return (
    <div className={`ui-print-only ${styles.header}`}>
      <strong>{organisationName}</strong>
      <span>
        {text('ui.printed-at', { time: formatDateTime(printedAt, language) })}
        {person && <> · {text('ui.printed-by', { name: person.name })}</>}
      </span>
      {note && <span>{note}</span>}
    </div>
  );
};
