import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatNumber } from '../../../ui/format-number.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useFigures } from './figure-context.ts';
import styles from './report.module.css';
import { addressOfRecord, sayFigure, sayValue } from './say-report.ts';

/** What changed after the approval: figures with the difference, and the records that moved them. */
export const RestatedCard = () => {
  const text = useText();
  const language = useLanguage();
  const { report } = useFigures();
  const { restated } = report;
  if (!restated) return null;
  return (
    <Card title={text('reports.restated')}>
      <p className={styles.restatedLead}>
        {text('reports.restated-lead', {
          figures: restated.figures.length,
          records: restated.recordCount,
        })}
      </p>
      <div className={styles.scroll}>
        <table className={styles.lines} aria-label={text('reports.restated')}>
          <thead>
            <tr>
              <th scope="col">{text('reports.restated-figure')}</th>
              <th scope="col">{text('reports.restated-counted')}</th>
              <th scope="col">{text('reports.restated-now')}</th>
              <th scope="col">{text('reports.restated-difference')}</th>
            </tr>
          </thead>
          <tbody>
            {restated.figures.map(({ key, counted, now }) => (
              <tr key={key}>
                <th scope="row">{sayFigure(text, key, report.agencies)}</th>
                <td>{sayValue(text, language, key, counted)}</td>
                <td>{sayValue(text, language, key, now)}</td>
                <td>
                  {counted !== null && now !== null
                    ? `${now > counted ? '+' : '−'}${formatNumber(Math.abs(now - counted), language, 1)}`
                    : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3 className={styles.small}>{text('reports.restated-records')}</h3>
      <ul className={styles.moved}>
        {restated.records.map((record) => (
          <li key={`${record.source}${record.id}`}>
            {record.source === 'stay' ? (
              record.label
            ) : (
              <AppLink to={addressOfRecord(record)}>{record.label}</AppLink>
            )}{' '}
            <span className={styles.change}>{text(`reports.change.${record.change}`)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
};
