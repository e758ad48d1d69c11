import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { TextField } from '../../../ui/form-fields.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import { listDeclarationsRoute, renewDeclarationRoute } from '../contract.ts';
import styles from './replacement.module.css';

const RenewForm = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const form = useForm({
    initial: { renewedOn: '', reference: '' },
    onSend: async (body) => {
      await send(renewDeclarationRoute, { params: { id }, body });
      await forget(client, listDeclarationsRoute.path);
      onDone();
    },
  });
  return (
    <Form form={form} onCancel={onDone}>
      <DateField form={form} name="renewedOn" label={text('team.declaration-on')} />
      <TextField form={form} name="reference" label={text('team.declaration-reference')} lengthMax={200} />
    </Form>
  );
};

/** Says that the declaration to the response network has to be renewed after a change of members. */
export const DeclarationNotice = () => {
  const text = useText();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { data } = useAnswer(listDeclarationsRoute);
  const open = data?.items.find((item) => item.renewedOn === null);
  if (!data || !open) return null;
  return (
    <section className={styles.notice} aria-label={text('team.declaration')}>
      <strong>{text('team.declaration')}</strong>
      <p className={styles.line}>
        {text('team.declaration-text', {
          decision: open.decision?.number ?? '',
          due: formatDateTime(open.dueAt, language),
        })}
      </p>
      {data.can.update && (
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {text('team.declaration-renew')}
        </Button>
      )}
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={<strong>{text('team.declaration')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {isOpen && <RenewForm id={open.id} onDone={() => setOpen(false)} />}
      </Modal>
    </section>
  );
};
