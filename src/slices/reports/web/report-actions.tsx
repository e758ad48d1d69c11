import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf } from '../../../platform/http/client.ts';
import { useGo } from '../../../ui/app-link.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { IconCheck, IconDownload, IconFile, IconSend } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import {
  draftReportDocumentRoute,
  getForm05DocxRoute,
  getForm05PdfRoute,
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
    [text('reports.download-form-05', { format: 'PDF' }), getForm05PdfRoute],
    [text('reports.download-form-05', { format: 'DOCX' }), getForm05DocxRoute],
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

/** A button that says when its work was refused. */
const ActionButton = ({ label, onAct }: { label: string; onAct: () => Promise<void> }) => {
  const text = useText();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const act = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      await onAct();
    } catch (thrown) {
      setFault(problemOf(thrown)?.title ?? text('ui.problem-network'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button loading={isBusy} leftSection={<IconFile size="1rem" />} onClick={act}>
        {label}
      </Button>
      {fault && <p role="alert">{fault}</p>}
    </>
  );
};

/** What can be done with the report in its present state. */
export const ReportActions = () => {
  const text = useText();
  const go = useGo();
  const send = useCall();
  const { report, isEditing } = useFigures();
  return (
    <>
      <Downloads />
      {report.can.document && report.documents.every(({ state }) => state === 'withdrawn') && (
        <ActionButton
          label={text('reports.draft-document')}
          onAct={async () => {
            const { id } = await send(draftReportDocumentRoute, { params: { id: report.id } });
            go(`/documents/${id}`);
          }}
        />
      )}
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
      {!isEditing && <Steps />}
    </>
  );
};
