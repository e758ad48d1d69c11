import { Button, Checkbox, Group, Modal, NumberInput, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { addressOf, call } from '../../../platform/http/client.ts';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDate, parseDate } from '../../../ui/format-date.ts';
import { IconDownload } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import * as contract from '../contract/official.ts';
import { useTakeInDocument } from './use-document.ts';

type ActionProps = { document: contract.OfficialDocument };

const todayInVietnam = (): string => formatDate(new Date(), 'vi');

/** Words for a refusal: the catalogue's sentence, and that of each thing that is missing. */
const useRefusal = () => {
  const text = useText();
  return (thrown: unknown): string => {
    const problem = problemOf(thrown);
    if (!problem?.status) return text('ui.problem-network');
    return [problem.title, ...(problem.errors ?? []).map(({ message }) => message)].join(' ');
  };
};

type DatedProps = ActionProps & { kind: 'sign' | 'issue'; beforeMove: () => void };

/** Signing and issuing ask for their day; issuing also for a number, where the paper register leads. */
const DatedAction = ({ document, kind, beforeMove }: DatedProps) => {
  const text = useText();
  const takeIn = useTakeInDocument();
  const say = useRefusal();
  const [isOpen, dialog] = useDisclosure(false);
  const [day, setDay] = useState(todayInVietnam());
  const [isManual, setManual] = useState(false);
  const [number, setNumber] = useState<number | string>('');
  const [fault, setFault] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async () => {
    const on = parseDate(day);
    if (!on) return setFault(text('ui.date-invalid'));
    setSending(true);
    setFault(undefined);
    const params = { id: document.id };
    const { version } = document;
    try {
      const answer =
        kind === 'sign'
          ? await call(contract.signOfficialDocumentRoute, { params, body: { version, signedOn: on } })
          : await call(contract.issueOfficialDocumentRoute, {
              params,
              body: {
                version,
                issuedOn: on,
                ...(isManual && number !== '' ? { number: Number(number) } : {}),
              },
            });
      takeIn(answer);
      dialog.close();
    } catch (thrown) {
      setFault(say(thrown));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <Button
        onClick={() => {
          beforeMove();
          dialog.open();
        }}
      >
        {text(`documents.action.${kind}`)}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{text(`documents.action.${kind}`)}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <p>
          {text(`documents.action.${kind}-consequence`, { name: document.content.signature?.name || '…' })}
        </p>
        <TextInput
          label={text(`documents.action.${kind}-day`)}
          placeholder="23/11/2026"
          autoComplete="off"
          data-autofocus
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        {kind === 'issue' && (
          <>
            <Checkbox
              mt="md"
              label={text('documents.action.manual-number')}
              description={text('documents.action.manual-number-help')}
              checked={isManual}
              onChange={(event) => setManual(event.currentTarget.checked)}
            />
            {isManual && (
              <NumberInput
                mt="sm"
                label={text('documents.action.number')}
                min={1}
                max={99_999}
                allowDecimal={false}
                value={number}
                onChange={setNumber}
              />
            )}
          </>
        )}
        {fault && (
          <p role="alert" style={{ color: 'var(--ui-harm)' }}>
            {fault}
          </p>
        )}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={dialog.close}>
            {text('ui.cancel')}
          </Button>
          <Button loading={isSending} onClick={() => void send()}>
            {text(`documents.action.${kind}`)}
          </Button>
        </Group>
      </Modal>
    </>
  );
};

/** The document as files. Names of formats are the same in every language. */
export const DownloadButtons = ({ id }: { id: string }) => (
  <>
    {(
      [
        ['PDF', contract.getOfficialPdfRoute],
        ['DOCX', contract.getOfficialDocxRoute],
      ] as const
    ).map(([name, route]) => (
      <Button
        key={name}
        component="a"
        href={addressOf(route, { id })}
        download
        variant="default"
        leftSection={<IconDownload size="1rem" />}
      >
        {name}
      </Button>
    ))}
  </>
);

/** The steps that the person may take with the document in its present state. */
export const DocumentActions = ({
  document,
  beforeMove = () => undefined,
}: ActionProps & {
  /** Saves what is being written when a step is asked for, so that the step meets the newest version. */
  beforeMove?: () => void;
}) => {
  const text = useText();
  const takeIn = useTakeInDocument();
  const params = { id: document.id };
  const { can, version } = document;
  const initial = async () => {
    takeIn(await call(contract.initialOfficialDocumentRoute, { params, body: { version } }));
  };
  const back = async (
    route: typeof contract.returnOfficialDocumentRoute | typeof contract.withdrawOfficialDocumentRoute,
    reason: string,
  ) => takeIn(await call(route, { params, body: { version, reason } }));
  return (
    <>
      {can.initial && (
        <ConfirmAction
          title={text('documents.action.initial')}
          consequence={text('documents.action.initial-consequence')}
          confirmLabel={text('documents.action.initial')}
          onConfirm={initial}
          trigger={(open) => (
            <Button
              variant="default"
              onClick={() => {
                beforeMove();
                open();
              }}
            >
              {text('documents.action.initial')}
            </Button>
          )}
        />
      )}
      {can.sign && <DatedAction document={document} kind="sign" beforeMove={beforeMove} />}
      {can.issue && <DatedAction document={document} kind="issue" beforeMove={beforeMove} />}
      {can.return && (
        <ConfirmAction
          title={text('documents.action.return')}
          consequence={text('documents.action.return-consequence')}
          confirmLabel={text('documents.action.return')}
          needsReason
          onConfirm={(reason) => back(contract.returnOfficialDocumentRoute, reason)}
          trigger={(open) => (
            <Button variant="default" onClick={open}>
              {text('documents.action.return')}
            </Button>
          )}
        />
      )}
      {can.withdraw && (
        <ConfirmAction
          title={text(document.number ? 'documents.action.withdraw' : 'documents.action.give-up')}
          consequence={text(
            document.number
              ? 'documents.action.withdraw-consequence'
              : 'documents.action.give-up-consequence',
          )}
          confirmLabel={text(document.number ? 'documents.action.withdraw' : 'documents.action.give-up')}
          needsReason
          isHarmful
          onConfirm={(reason) => back(contract.withdrawOfficialDocumentRoute, reason)}
          trigger={(open) => (
            <Button variant="subtle" color="red" onClick={open}>
              {text(document.number ? 'documents.action.withdraw' : 'documents.action.give-up')}
            </Button>
          )}
        />
      )}
    </>
  );
};
