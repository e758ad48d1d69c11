import { useText } from '../../../ui/use-text.ts';
import { form05Columns, form05Figure, form05Rows } from '../contract/figures.ts';
import { FigureLink } from './figure-link.tsx';
import styles from './report.module.css';
import { sayForm05Row } from './say-report.ts';

/** The table of form 05 (Circular 20/2017/TT-BTTTT); every cell opens the incidents that it counts. */
export const Form05Table = () => {
  const text = useText();
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.form05} aria-label={text('reports.form05')}>
          <thead>
            <tr>
              <th scope="col">{text('reports.column.row')}</th>
              {form05Columns.map((column) => (
                <th key={column} scope="col">
                  {text(`reports.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {form05Rows.map((row) => (
              <tr key={row} data-total={row === 'total' || undefined}>
                <th scope="row">{sayForm05Row(text, row)}</th>
                {form05Columns.map((column) => (
                  <td key={column}>
                    <FigureLink name={form05Figure(row, column)} isQuiet />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.unverified}>{text('reports.form05-unverified')}</p>
    </>
  );
};
