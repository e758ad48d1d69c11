import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { addressOf } from '../../../platform/http/client.ts';
import { useGo } from '../../../ui/app-link.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { IconCheck, IconDownload, IconSend } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import {
  getPeriodicReportCsvRoute,
  getPeriodicReportDocxRoute,
  getPeriodicReportPdfRoute,
  listPeriodicReportsRoute,
  type Move,
  movePeriodicReportRoute,
  replacePeriodicReportRoute,
} from '../contract.ts';
import { useFigures } from './figure-context.ts';

const Downloads = () => {
  const text = useText();
  const { report } = useFigures();
  const formats = [
    ['PDF', getPeriodicReportPdfRoute],
    ['DOCX', getPeriodicReportDocxRoute],
    [text('reports.download-figures'), getPeriodicReportCsvRoute],
  ] as const;
  return formats.map(([label, route]) => (
    <Button
      key={route.path}
      component="a"
      href={addressOf(route, { id: report.id })}
      download
      variant="default"
      leftSection={<IconDownload size="1rem" />}
    >
      {label}
    </Button>
  ));
};

const useMove = () => {
  const send = useCall();
  const client = useQueryClient();
  const { report } = useFigures();
  return async (move: Omit<Move, 'version'>) => {
    await send(movePeriodicReportRoute, {
      params: { id: report.id },
      body: { ...move, version: report.version } as Move,
    });
    await forget(client, listPeriodicReportsRoute.path);
  };
};

const Steps = () => {
  const text = useText();
  const { report } = useFigures();
  const move = useMove();
  const missing = report.missing.map((field) => text(`reports.remark.${field}`)).join('; ');
  return (
    <>
      {report.can.return && (
        <ConfirmAction
          title={text('reports.return')}
          consequence={text('reports.return-consequence')}
          confirmLabel={text('reports.return')}
          needsReason
          onConfirm={(reason) => move({ move: 'return', reason } as Omit<Move, 'version'>)}
          trigger={(open) => (
            <Button variant="default" onClick={open}>
              {text('reports.return')}
            </Button>
          )}
        />
      )}
      {report.can.submit && (
        <ConfirmAction
          title={text('reports.submit')}
          consequence={
            <>
              {text('reports.submit-consequence')}
              {missing && <p>{text('reports.submit-missing', { fields: missing })}</p>}
            </>
          }
          confirmLabel={text('reports.submit')}
          onConfirm={() => move({ move: 'submit' })}
          trigger={(open) => (
            <Button leftSection={<IconSend size="1rem" />} onClick={open}>
              {text('reports.submit')}
            </Button>
          )}
        />
      )}
      {report.can.approve && (
        <ConfirmAction
          title={text('reports.approve')}
          consequence={text('reports.approve-consequence')}
          confirmLabel={text('reports.approve')}
          onConfirm={() => move({ move: 'approve' })}
          trigger={(open) => (
            <Button leftSection={<IconCheck size="1rem" />} onClick={open}>
              {text('reports.approve')}
            </Button>
          )}
        />
      )}
    </>
  );
};

/** What can be done with the report in its present state. */
export const ReportActions = () => {
  const text = useText();
  const go = useGo();
  const send = useCall();
  const { report } = useFigures();
  return (
    <>
      <Downloads />
      {report.can.replace && (
        <ConfirmAction
          title={text('reports.replace')}
          consequence={text('reports.replace-consequence')}
          confirmLabel={text('reports.replace')}
          onConfirm={async () => {
            const next = await send(replacePeriodicReportRoute, { params: { id: report.id } });
            go(`/periodic-reports/${next.id}`);
          }}
          trigger={(open) => (
            <Button variant="default" onClick={open}>
              {text('reports.replace')}
            </Button>
          )}
        />
      )}
      <Steps />
    </>
  );
};
