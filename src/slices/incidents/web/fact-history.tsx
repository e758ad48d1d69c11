import { formatDateTime } from '../../../ui/format-date.ts';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useFactHistory } from './incident-queries.ts';
import styles from './incidents.module.css';
import { sayFact } from './say-fact.ts';

type Change = { from?: unknown; to?: unknown };

/** Who changed a fact, when, from what to what. */
export const FactHistory = ({ id, fact }: { id: string; fact: string }) => {
  const text = useText();
  const language = useLanguage();
  const { data, isPending } = useFactHistory(id, fact);
  if (isPending) return <PageLoading />;
  if (!data?.items.length) return <span className={styles.quiet}>{text('incidents.never-changed')}</span>;
  return (
    <ol className={styles.history}>
      {data.items.map((entry) => {
        const change = entry.data[fact] as Change | undefined;
        return (
          <li key={entry.id}>
            <div className={styles.quiet}>
              {text('ui.changed-by', { name: entry.actor, time: formatDateTime(entry.at, language) })}
            </div>
            {change && typeof change === 'object' && (
              <div>
                {sayFact(fact, change.from, text, language)} → {sayFact(fact, change.to, text, language)}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
};
