import { AppLink } from '../../../ui/app-link.tsx';
import { formatNumber } from '../../../ui/format-number.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { form05Figure, form05Rows } from '../contract/figures.ts';
import { useFigures } from './figure-context.ts';
import styles from './report.module.css';
import { addressOfRecords, sayForm05Row } from './say-report.ts';

/** Types of attack as bars, with the period before under each; a bar opens its records. */
export const AttackChart = () => {
  const text = useText();
  const language = useLanguage();
  const { report, figureOf } = useFigures();
  const bars = form05Rows
    .filter((row) => row !== 'total')
    .map((row) => ({ row, key: form05Figure(row, 'count') }))
    .map(({ row, key }) => ({
      row,
      key,
      value: figureOf(key).value ?? 0,
      previous: figureOf(key).previous ?? 0,
    }))
    .filter(({ value, previous }) => value + previous > 0)
    .sort((first, second) => second.value - first.value);
  const longest = Math.max(1, ...bars.flatMap(({ value, previous }) => [value, previous]));
  const width = (value: number) => `${(value / longest) * 100}%`;
  if (bars.length === 0) return <p className={styles.empty}>{text('reports.records-none')}</p>;
  return (
    <>
      <ul className={styles.bars}>
        {bars.map(({ row, key, value, previous }) => (
          <li key={row} className={styles.barLine}>
            <span className={styles.barLabel}>{sayForm05Row(text, row)}</span>
            <span className={styles.barRoom}>
              <span className={styles.barPair}>
                <span className={styles.bar} style={{ width: width(value) }} />
                {value > 0 ? (
                  <AppLink className={styles.quietNumber} to={addressOfRecords(report.id, key)}>
                    {formatNumber(value, language)}
                  </AppLink>
                ) : (
                  <span className={styles.nothing}>0</span>
                )}
              </span>
              <span className={styles.barPair}>
                <span className={styles.earlierBar} style={{ width: width(previous) }} />
                <span className={styles.earlier}>{formatNumber(previous, language)}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.legend} aria-hidden="true">
        <span className={styles.ownMark} /> {text('reports.own')}
        <span className={styles.earlierMark} /> {text('reports.previous')}
      </p>
    </>
  );
};
