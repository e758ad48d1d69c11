import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { formatNumber } from '../../../ui/format-number.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { PeriodicReport } from '../contract.ts';
import { useFigures } from './figure-context.ts';
import { FigureLines, FigureLink } from './figure-link.tsx';
import styles from './report.module.css';
import { sayFigure } from './say-report.ts';

type Line = PeriodicReport['agencies'][number];

/** Lines of agencies gathered under those that carry on their duties today. */
const gather = (lines: readonly Line[]): { name: string | null; lines: Line[] }[] => {
  const groups = new Map<string, { name: string | null; lines: Line[] }>();
  for (const line of lines) {
    const name = line.now.map((agency) => agency.name).join('; ') || null;
    const key = line.now.map((agency) => agency.id).join() || line.key;
    const group = groups.get(key) ?? { name, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return [...groups.values()];
};

const AsNow = ({ label }: { label: string }) => {
  const text = useText();
  const language = useLanguage();
  const { report, figureOf } = useFigures();
  const sum = (lines: readonly Line[], which: 'value' | 'previous') =>
    formatNumber(
      lines.reduce((total, { key }) => total + (figureOf(key)[which] ?? 0), 0),
      language,
    );
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
        {gather(report.agencies).map(({ name, lines }) => (
          <tr key={lines[0]?.key}>
            <th scope="row">
              {name ?? sayFigure(text, lines[0]?.key ?? 'agency.none', report.agencies)}
              {lines.some(({ agency, now }) => now.length > 0 && agency?.id !== now[0]?.id) && (
                <span className={styles.parts}>
                  {lines.map(({ key }) => (
                    <span key={key} className={styles.change}>
                      {sayFigure(text, key, report.agencies)}: <FigureLink name={key} isQuiet />
                    </span>
                  ))}
                </span>
              )}
            </th>
            <td>
              {lines.length === 1 ? (
                <FigureLink name={lines[0]?.key ?? ''} isQuiet />
              ) : (
                <strong>{sum(lines, 'value')}</strong>
              )}
            </td>
            <td className={styles.earlier}>{sum(lines, 'previous')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Incidents by agency: under the names of then, or gathered under the agencies of today. */
export const AgencyCard = () => {
  const text = useText();
  const { report } = useFigures();
  const [view, setView] = useState<string>('then');
  const title = text('reports.by-agency');
  const hasChanged = report.agencies.some(({ agency, now }) => agency && now[0]?.id !== agency.id);
  return (
    <Card
      title={title}
      action={
        hasChanged && (
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            data={[
              { value: 'then', label: text('reports.as-then') },
              { value: 'now', label: text('reports.as-now') },
            ]}
          />
        )
      }
    >
      {view === 'now' ? (
        <AsNow label={title} />
      ) : (
        <FigureLines names={report.agencies.map(({ key }) => key)} label={title} />
      )}
    </Card>
  );
};
