import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { formatDateTime } from '../../../../ui/format-date.ts';
import type { TextKey } from '../../../../ui/text-key.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import type { HandOver } from '../../contract/hand-over.ts';
import styles from './hand-over-page.module.css';

/** What the system collected, section by section; each fact leads to its record. */
export const HandOverFacts = ({ handOver }: { handOver: HandOver }) => {
  const text = useText();
  const language = useLanguage();
  // Keys come from the slices that brought the facts; the server checked nothing but their form.
  const say = (key: string, params?: Record<string, string | number>) => text(key as TextKey, params);
  return (
    <Card title={text('team.hand-over-since', { time: formatDateTime(handOver.sinceAt, language) })}>
      {handOver.sections.length === 0 && <p className={styles.quiet}>{text('team.hand-over-nothing')}</p>}
      {handOver.sections.map((section) => (
        <section key={section.titleKey} className={styles.section}>
          <h3>{say(section.titleKey)}</h3>
          <ul className={styles.facts}>
            {section.items.map((item) => (
              <li key={`${item.to} ${item.labelKey} ${JSON.stringify(item.params)}`} className={styles.fact}>
                <span>
                  {item.to ? (
                    <AppLink to={item.to}>{say(item.labelKey, item.params)}</AppLink>
                  ) : (
                    say(item.labelKey, item.params)
                  )}
                </span>
                <span className={styles.quiet}>
                  {[item.noteKey && say(item.noteKey), item.at && formatDateTime(item.at, language)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {section.more > 0 && (
            <p className={styles.quiet}>{text('team.hand-over-more', { count: section.more })}</p>
          )}
        </section>
      ))}
      <p className={styles.quiet}>
        {text('team.hand-over-drafted', { time: formatDateTime(handOver.draftedAt, language) })}
      </p>
    </Card>
  );
};
