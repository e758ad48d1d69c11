import type { MouseEvent } from 'react';
import { IconAlert, IconCheck } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import styles from './form-page.module.css';
import type { SaidMissing } from './say-missing.ts';

type MissingListProps = {
  missing: readonly SaidMissing[];
  /** Values that are not printed, with the reason. */
  remarks: readonly { value: string; reason: string }[];
  inputId: (field: string) => string;
};

/** Brings a field into sight and puts the cursor there. */
export const goToField = (id: string): void => {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
};

/** What the form still requires and why; it follows the typing. */
export const MissingList = ({ missing, remarks, inputId }: MissingListProps) => {
  const text = useText();
  const jump = (event: MouseEvent, field: string) => {
    event.preventDefault();
    goToField(inputId(field));
  };
  return (
    <div className={styles.missing} data-complete={missing.length === 0 || undefined}>
      <p className={styles.missingTitle}>
        {missing.length === 0 ? <IconCheck size="1rem" /> : <IconAlert size="1rem" />}
        {missing.length === 0
          ? text('duties.complete')
          : text('duties.missing-count', { count: missing.length })}
      </p>
      {missing.length > 0 && (
        <ul>
          {missing.map(({ field, label, reason }) => (
            <li key={field}>
              <a href={`#${inputId(field)}`} onClick={(event) => jump(event, field)}>
                {label}
              </a>
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      )}
      {remarks.map(({ value, reason }) => (
        <p key={value} className={styles.remark}>
          <code>{value}</code> {reason}
        </p>
      ))}
    </div>
  );
};
