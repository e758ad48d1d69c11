import { Button } from '@mantine/core';
import { call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { IconBuilding, IconServer } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { Report } from '../contract/report.ts';
import { updateReportRoute } from '../contract/triage.ts';
import styles from './report.module.css';
import { useQuickAction } from './report-queries.ts';

type Recognition = Report['recognition'][number];

/** The same agency found by several traces stands once, with each reason. */
const grouped = (found: readonly Recognition[]) => {
  const groups = new Map<string, { first: Recognition; reasons: Recognition[] }>();
  for (const one of found) {
    const key = `${one.kind} ${one.id}`;
    const group = groups.get(key);
    if (group) group.reasons.push(one);
    else groups.set(key, { first: one, reasons: [one] });
  }
  return [...groups.values()];
};

const Found = ({
  report,
  first,
  reasons,
}: {
  report: Report;
  first: Recognition;
  reasons: Recognition[];
}) => {
  const text = useText();
  const { run, isRunning } = useQuickAction();
  const inUse = (first.kind === 'agency' ? report.agency?.id : report.system?.id) === first.id;
  const change = first.kind === 'agency' ? { agencyId: first.id } : { systemId: first.id };
  const choose = () =>
    run(() =>
      call(updateReportRoute, { params: { id: report.id }, body: { version: report.version, ...change } }),
    );
  const FoundIcon = first.kind === 'agency' ? IconBuilding : IconServer;
  return (
    <li className={styles.found}>
      <FoundIcon size="1.125rem" />
      <div className={styles.foundWords}>
        <strong>{first.name}</strong>
        {reasons.slice(0, 3).map(({ reason, value }) => (
          <span key={`${reason} ${value}`} className={styles.because}>
            {text(`intake.report.because-${reason}`, { value })}
          </span>
        ))}
      </div>
      {inUse && <span className={styles.inUse}>{text('intake.report.in-use')}</span>}
      {!inUse && report.can.triage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isRunning}
          aria-label={`${text('intake.report.use-this')} ${first.name}`}
          onClick={choose}
        >
          {text('intake.report.use-this')}
        </Button>
      )}
    </li>
  );
};

/** Agency and system that the text gives away, with the reason. */
export const RecognitionCard = ({ report }: { report: Report }) => {
  const text = useText();
  const groups = grouped(report.recognition);
  return (
    <Card title={text('intake.report.recognised')}>
      {groups.length === 0 ? (
        <p className={styles.hint}>{text('intake.report.recognised-none')}</p>
      ) : (
        <ul className={styles.list}>
          {groups.map(({ first, reasons }) => (
            <Found key={`${first.kind} ${first.id}`} {...{ report, first, reasons }} />
          ))}
        </ul>
      )}
    </Card>
  );
};
