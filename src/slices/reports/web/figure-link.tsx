import { AppLink } from '../../../ui/app-link.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useFigures } from './figure-context.ts';
import styles from './report.module.css';
import { addressOfRecords, sayChange, sayFigure, sayValue } from './say-report.ts';

/** A number that opens what it counts. Nothing counted: nothing to open. */
export const FigureLink = ({ name, isQuiet }: { name: string; isQuiet?: boolean }) => {
  const text = useText();
  const language = useLanguage();
  const { report, figureOf } = useFigures();
  const { value } = figureOf(name);
  const words = sayValue(text, language, name, value);
  if (!value) return <span className={styles.nothing}>{words}</span>;
  return (
    <AppLink
      className={isQuiet ? styles.quietNumber : styles.number}
      to={addressOfRecords(report.id, name)}
      aria-label={`${sayFigure(text, name, report.agencies)}: ${words}`}
    >
      {words}
    </AppLink>
  );
};

/** How a figure moved against the period before. */
export const FigureChange = ({ name }: { name: string }) => {
  const text = useText();
  const language = useLanguage();
  const { value, previous } = useFigures().figureOf(name);
  const change = sayChange(text, language, value, previous);
  return change && <span className={styles.change}>{change}</span>;
};

/** Figures as large numbers, the first view of a report. */
export const FigureTiles = ({ names }: { names: readonly string[] }) => {
  const text = useText();
  return (
    <dl className={styles.tiles}>
      {names.map((name) => (
        <div key={name} className={styles.tile}>
          <dt>{sayFigure(text, name)}</dt>
          <dd>
            <FigureLink name={name} />
            <FigureChange name={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** Figures as lines with the period before beside them. */
export const FigureLines = ({ names, label }: { names: readonly string[]; label: string }) => {
  const text = useText();
  const language = useLanguage();
  const { report, figureOf } = useFigures();
  return (
    <table className={styles.lines} aria-label={label}>
      <thead>
        <tr>
          <td />
          <th scope="col">{text('reports.own')}</th>
          <th scope="col">{text('reports.previous')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{sayFigure(text, name, report.agencies)}</th>
            <td>
              <FigureLink name={name} isQuiet />
            </td>
            <td className={styles.earlier}>{sayValue(text, language, name, figureOf(name).previous)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
