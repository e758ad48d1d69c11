import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf, call } from '../../../platform/http/client.ts';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { Form } from '../../../ui/form.tsx';
import { SelectField, TextField } from '../../../ui/form-fields.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import {
  type Dispatch,
  getDispatchFileRoute,
  getDispatchPackageRoute,
  proveDispatchRoute,
  statedProofKinds,
  withdrawDispatchRoute,
} from '../contract/dispatches.ts';
import { clockPaths } from './clock-queries.ts';
import styles from './clocks.module.css';

const fileBytesMax = 20_000_000;

const ProofForm = ({ dispatch, onDone }: { dispatch: Dispatch; onDone: () => void }) => {
  const text = useText();
  const language = useLanguage();
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const form = useForm({
    initial: { kind: dispatch.channel === 'portal' ? 'receipt' : 'letter-number', reference: '' },
    onSend: async (values) => {
      const body = new FormData();
      body.append('kind', values.kind);
      body.append('reference', values.reference);
      for (const file of files.slice(0, 1)) body.append('file', file);
      await call(proveDispatchRoute, { params: { id: dispatch.id }, body, language });
      await forget(client, ...clockPaths);
      onDone();
    },
  });
  return (
    <Form form={form} submitLabel={text('duties.proof-add')} onCancel={onDone}>
      <SelectField
        form={form}
        name="kind"
        label={text('duties.proof')}
        options={statedProofKinds.map((value) => ({ value, label: text(`duties.proof-kind.${value}`) }))}
      />
      <TextField form={form} name="reference" label={text('duties.proof-reference')} lengthMax={300} />
      <FileDrop
        label={text('duties.proof-file')}
        files={files}
        onChange={setFiles}
        sizeBytesMax={fileBytesMax}
      />
    </Form>
  );
};

const DispatchLine = ({ dispatch }: { dispatch: Dispatch }) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const [isProving, setProving] = useState(false);
  const { proof, withdrawal } = dispatch;
  return (
    <li className={styles.dispatch}>
      <span>
        {text('duties.dispatch-line', {
          recipient: dispatch.recipientName,
          channel: text(`duties.channel.${dispatch.channel}`),
          time: formatDateTime(dispatch.sentAt, language),
        })}{' '}
        <strong className={dispatch.state === 'failed' ? styles.harm : undefined}>
          {text(`duties.dispatch-state.${dispatch.state}`)}
        </strong>
      </span>
      <span className={styles.quiet}>{dispatch.title}</span>
      {proof && (
        <span className={styles.quiet}>
          {text('duties.proof-line', {
            kind: text(`duties.proof-kind.${proof.kind}`),
            reference: proof.reference,
          })}
          {proof.messageId && ` ${proof.messageId}`}
        </span>
      )}
      {withdrawal && (
        <span className={styles.quiet}>
          {text('duties.withdrawn-line', {
            name: withdrawal.by,
            time: formatDateTime(withdrawal.at, language),
            reason: withdrawal.reason,
          })}
        </span>
      )}
      <span className={styles.actions}>
        {dispatch.files.map((file) => (
          <a
            key={file.id}
            href={addressOf(getDispatchFileRoute, { id: dispatch.id, fileId: file.id }, undefined)}
            download={file.name}
          >
            {file.name}
          </a>
        ))}
        {dispatch.channel === 'file' && (
          <a href={addressOf(getDispatchPackageRoute, { id: dispatch.id }, undefined)} download>
            {text('duties.package')}
          </a>
        )}
        {dispatch.can.prove && (
          <Button size="compact-xs" variant="default" onClick={() => setProving(true)}>
            {text('duties.proof-add')}
          </Button>
        )}
        {dispatch.can.withdraw && (
          <ConfirmAction
            title={text('duties.withdraw')}
            consequence={text('duties.withdraw-text')}
            confirmLabel={text('duties.withdraw')}
            needsReason
            isHarmful
            onConfirm={async (reason) => {
              await send(withdrawDispatchRoute, { params: { id: dispatch.id }, body: { reason } });
              await forget(client, ...clockPaths);
            }}
            trigger={(open) => (
              <Button size="compact-xs" variant="subtle" color="gray" onClick={open}>
                {text('duties.withdraw')}
              </Button>
            )}
          />
        )}
      </span>
      <Modal
        opened={isProving}
        onClose={() => setProving(false)}
        title={<strong>{text('duties.proof-add')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <ProofForm dispatch={dispatch} onDone={() => setProving(false)} />
      </Modal>
    </li>
  );
};

/** What was sent for a duty, with its proof, the newest last. */
export const DispatchList = ({ dispatches }: { dispatches: readonly Dispatch[] }) => {
  const text = useText();
  if (dispatches.length === 0) return null;
  return (
    <>
      <h4 className={styles.sub}>{text('duties.dispatches')}</h4>
      <ul className={styles.list}>
        {dispatches.map((dispatch) => (
          <DispatchLine key={dispatch.id} dispatch={dispatch} />
        ))}
      </ul>
    </>
  );
};
