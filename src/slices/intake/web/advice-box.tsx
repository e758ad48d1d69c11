import { useText } from '../../../ui/use-text.ts';
import type { ReportKind } from '../contract/codes.ts';
import { adviceCounts } from '../contract/questions.ts';
import styles from './call.module.css';

/** Up to four lines per kind; the texts of every number exist for every kind that counts so far. */
const numbers = [1, 2, 3, 4] as const;

/** What to tell the caller now, in words to read aloud. */
export const AdviceBox = ({ kind }: { kind: ReportKind | '' }) => {
  const text = useText();
  const lines = kind ? numbers.filter((number) => number <= adviceCounts[kind]) : [];
  return (
    <aside className={styles.advice} aria-label={text('intake.call.advice')}>
      <h2 className={styles.adviceTitle}>{text('intake.call.advice')}</h2>
      {!kind && <p className={styles.quiet}>{text('intake.call.advice-choose')}</p>}
      {kind && (
        <ol className={styles.adviceLines}>
          {lines.map((number) => (
            <li key={number}>{text(`intake.advice.${kind}.${number}` as Parameters<typeof text>[0])}</li>
          ))}
        </ol>
      )}
      <p className={styles.secret}>{text('intake.call.secret')}</p>
    </aside>
  );
};
