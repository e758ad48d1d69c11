import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { AppLink } from './app-link.tsx';
import { IconAlert, IconSearch } from './icons.tsx';
import { problemOf } from './problem.ts';
import styles from './state-pages.module.css';
import { useText } from './use-text.ts';

/** No such page, no such record, or none for this person: all three look alike. */
export const NotFoundPage = () => {
  const text = useText();
  return (
    <div className={styles.sheet}>
      <IconSearch size="2rem" className={styles.icon} />
      <h1 className={styles.title}>{text('ui.not-found-title')}</h1>
      <p className={styles.text}>{text('ui.not-found-text')}</p>
      <AppLink to="/" className={styles.link}>
        {text('ui.not-found-action')}
      </AppLink>
    </div>
  );
};

/** A page that could not be shown, with the code that the server's log knows. A 404 shows as a missing page. */
export const ErrorPage = ({ error }: { error: unknown }) => {
  const text = useText();
  const problem = problemOf(error);
  if (problem?.status === 404 || problem?.status === 403) return <NotFoundPage />;
  return (
    <div className={styles.sheet} role="alert">
      <IconAlert size="2rem" className={styles.icon} />
      <h1 className={styles.title}>{text('ui.error-title')}</h1>
      <p className={styles.text}>
        {problem?.status === 0 ? text('ui.problem-network') : (problem?.detail ?? text('ui.error-text'))}
      </p>
      {problem?.requestId && (
        <p className={styles.text}>
          {text('ui.error-code')}: <code>{problem.requestId}</code>
        </p>
      )}
      <Button mt="md" variant="default" onClick={() => window.location.reload()}>
        {text('ui.error-action')}
      </Button>
    </div>
  );
};

/** Shown while a page loads; the sign appears only after 300 ms, so that quick pages do not flicker. */
export const PageLoading = () => {
  const text = useText();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status" aria-label={text('ui.loading')}>
      {isLate && <Loader size="sm" type="dots" />}
    </div>
  );
};
