import type { MouseEvent, Ref } from 'react';
import styles from './error-summary.module.css';
import { IconAlert } from './icons.tsx';
import type { FormErrors } from './use-form.ts';
import { useText } from './use-text.ts';

export type ErrorSummaryProps = {
  form: {
    errors: FormErrors;
    message: string | undefined;
    labels: ReadonlyMap<string, string>;
    inputId: (name: string) => string;
  };
  ref?: Ref<HTMLDivElement>;
};

/** All that has to be mended, on top of the form, each a link to its field. */
export const ErrorSummary = ({ form, ref }: ErrorSummaryProps) => {
  const text = useText();
  const found = Object.entries(form.errors);
  if (found.length === 0 && !form.message) return null;
  const jump = (event: MouseEvent, name: string) => {
    const field = document.getElementById(form.inputId(name));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: 'center' });
    field.focus();
  };
  return (
    <div className={styles.summary} ref={ref} tabIndex={-1} role="alert">
      <IconAlert className={styles.icon} />
      <div>
        <p className={styles.title}>{form.message ?? text('ui.errors-title', { count: found.length })}</p>
        {found.length > 0 && (
          <ul className={styles.list}>
            {found.map(([name, message]) => (
              <li key={name}>
                <a href={`#${form.inputId(name)}`} onClick={(event) => jump(event, name)}>
                  {form.labels.has(name) ? `${form.labels.get(name)}: ${message}` : message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
};
