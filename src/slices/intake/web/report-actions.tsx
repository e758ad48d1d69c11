import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { call } from '../../../platform/http/client.ts';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { IconCheck, IconFlag, IconLink, IconPrint, IconX } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { Report } from '../contract/report.ts';
import { reopenReportRoute, unlinkReportRoute, verifyReportRoute } from '../contract/triage.ts';
import { printSlip } from './print-slip.ts';
import styles from './report.module.css';
import { useQuickAction, useReportAction } from './report-queries.ts';

export type ReportDialog = 'open-incident' | 'link' | 'reject';
type ActionsProps = { report: Report; onDialog: (dialog: ReportDialog) => void };

const PrintMenu = () => {
  const text = useText();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button className={styles.print} variant="default" leftSection={<IconPrint size="1rem" />}>
          {text('ui.print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={printSlip}>{text('intake.report.print-slip')}</Menu.Item>
        <Menu.Item onClick={() => window.print()}>{text('intake.report.print-page')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const UndoActions = ({ report }: { report: Report }) => {
  const text = useText();
  const act = useReportAction();
  const params = { id: report.id };
  return (
    <>
      {report.can.unlink && (
        <ConfirmAction
          title={text('intake.unlinking.title', {
            number: report.number,
            incident: report.incident?.number ?? '',
          })}
          consequence={text('intake.unlinking.text')}
          confirmLabel={text('intake.web.unlink')}
          needsReason
          onConfirm={(reason) => act(call(unlinkReportRoute, { params, body: { reason } }))}
          trigger={(open) => (
            <Button variant="default" onClick={open}>
              {text('intake.web.unlink')}
            </Button>
          )}
        />
      )}
      {report.can.reopen && (
        <ConfirmAction
          title={text('intake.reopening.title', { number: report.number })}
          consequence={text('intake.reopening.text')}
          confirmLabel={text('intake.web.reopen')}
          needsReason
          onConfirm={(note) => act(call(reopenReportRoute, { params, body: { note } }))}
          trigger={(open) => <Button onClick={open}>{text('intake.web.reopen')}</Button>}
        />
      )}
    </>
  );
};

/** What may be done with the report now; v verifies, i opens an incident. */
export const ReportActions = ({ report, onDialog }: ActionsProps) => {
  const text = useText();
  const { run, isRunning } = useQuickAction();
  const { can } = report;
  const verify = () => run(() => call(verifyReportRoute, { params: { id: report.id }, body: {} }));
  useHotkeys([
    ['v', () => can.verify && void verify()],
    ['i', () => can.openIncident && onDialog('open-incident')],
  ]);
  return (
    <>
      <PrintMenu />
      {can.reject && (
        <Button variant="default" leftSection={<IconX size="1rem" />} onClick={() => onDialog('reject')}>
          {text('intake.web.reject')}
        </Button>
      )}
      {can.link && (
        <Button variant="default" leftSection={<IconLink size="1rem" />} onClick={() => onDialog('link')}>
          {text('intake.web.link')}
        </Button>
      )}
      {can.verify && (
        <Button
          variant="default"
          leftSection={<IconCheck size="1rem" />}
          loading={isRunning}
          onClick={verify}
        >
          {text('intake.web.verify')}
        </Button>
      )}
      {can.openIncident && (
        <Button
          className={styles.primary}
          leftSection={<IconFlag size="1rem" />}
          onClick={() => onDialog('open-incident')}
        >
          {text('intake.web.open-incident')}
        </Button>
      )}
      <UndoActions report={report} />
    </>
  );
};
