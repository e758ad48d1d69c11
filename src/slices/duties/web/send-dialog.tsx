import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, MultiSelectField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { useSession } from '../../../ui/session.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import { listOfficialDocumentsRoute } from '../../documents/contract/official.ts';
import type { Clock } from '../contract/clocks.ts';
import { sendDispatchRoute, statedProofKinds } from '../contract/dispatches.ts';
import type { Channel } from '../contract/rules.ts';
import { clockPaths } from './clock-queries.ts';
import styles from './clocks.module.css';
import { useForms } from './form-queries.ts';
import { sayRecipient, titleOf } from './say-duty.ts';

type Values = {
  recipients: string[];
  channel: string;
  email: string;
  title: string;
  message: string;
  documents: string[];
  sentAt: string;
  proofKind: string;
  reference: string;
  lateReason: string;
};

/** Documents of the incident that can go along, as `kind:id`. */
const useDocuments = (clock: Clock) => {
  const text = useText();
  const isOff = clock.subject.kind !== 'incident';
  const forms = useForms(clock.subject.id ?? '', !isOff);
  const official = useAnswer(
    listOfficialDocumentsRoute,
    { query: { subjectKind: 'incident', subjectId: clock.subject.id ?? '' } },
    { isOff },
  );
  return [
    ...(forms.data?.items ?? []).map(({ id, kind }) => ({
      value: `form:${id}`,
      label: text(`duties.kind.${kind}`),
    })),
    ...(official.data?.items ?? []).map(({ id, title, number }) => ({
      value: `official-document:${id}`,
      label: number ? `${number} ${title}` : title,
    })),
  ];
};

const toBody = (clock: Clock, values: Values) => {
  const isMail = values.channel === 'email';
  return {
    recipients: values.recipients.map((key) => ({
      key,
      ...(isMail && values.email ? { address: values.email } : {}),
    })),
    channel: values.channel as Channel,
    title: values.title,
    message: isMail ? values.message : '',
    documents: values.documents.map((value) => {
      const [kind, id] = value.split(':') as ['form' | 'official-document', string];
      return { kind, id };
    }),
    ...(values.sentAt && !isMail ? { sentAt: values.sentAt } : {}),
    proof:
      !isMail && values.proofKind && values.reference
        ? {
            kind: values.proofKind as (typeof statedProofKinds)[number],
            reference: values.reference,
          }
        : null,
    ...(clock.lateReason === null && values.lateReason ? { lateReason: values.lateReason } : {}),
  };
};

const useSendForm = (clock: Clock, onDone: () => void) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const { organisationName } = useSession();
  const title = [titleOf(clock, language), clock.subject.label].filter(Boolean).join(', ');
  return useForm<Values>({
    initial: {
      recipients: clock.recipients.filter(({ state }) => state !== 'proven').map(({ key }) => key),
      channel: clock.channels[0] ?? 'email',
      email: '',
      title,
      message: text('duties.send-message-default', { team: organisationName, title }).trim(),
      documents: [],
      sentAt: '',
      proofKind: '',
      reference: '',
      lateReason: '',
    },
    onSend: async (values) => {
      await send(sendDispatchRoute, { params: { id: clock.id }, body: toBody(clock, values) });
      await forget(client, ...clockPaths);
      onDone();
    },
  });
};

const HandFields = ({ form }: { form: ReturnType<typeof useSendForm> }) => {
  const text = useText();
  return (
    <>
      <DateTimeField
        form={form}
        name="sentAt"
        label={text('duties.sent-at')}
        help={text('duties.sent-at-help')}
        isOptional
      />
      <SelectField
        form={form}
        name="proofKind"
        label={text('duties.proof')}
        placeholder={text('duties.proof-kind.none')}
        isOptional
        options={statedProofKinds
          .filter((value) => value !== 'scan')
          .map((value) => ({ value, label: text(`duties.proof-kind.${value}`) }))}
      />
      {form.values.proofKind && (
        <TextField form={form} name="reference" label={text('duties.proof-reference')} lengthMax={300} />
      )}
    </>
  );
};

const SendForm = ({ clock, onDone }: { clock: Clock; onDone: () => void }) => {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const documents = useDocuments(clock);
  const form = useSendForm(clock, onDone);
  const isMail = form.values.channel === 'email';
  const isLate = clock.state !== 'fulfilled' && now > Date.parse(clock.dueAt) && clock.lateReason === null;
  const known = clock.recipients.find(({ key }) => form.values.recipients.includes(key))?.email;
  return (
    <Form form={form} submitLabel={text('duties.send')} onCancel={onDone}>
      <p className={styles.line}>{text('duties.send-lead')}</p>
      <MultiSelectField
        form={form}
        name="recipients"
        label={text('duties.send-to')}
        options={clock.recipients.map((recipient) => ({
          value: recipient.key,
          label: sayRecipient(text, recipient, language),
        }))}
      />
      <SelectField
        form={form}
        name="channel"
        label={text('duties.channel')}
        options={clock.channels.map((value) => ({ value, label: text(`duties.channel.${value}`) }))}
      />
      <TextField form={form} name="title" label={text('duties.send-subject')} lengthMax={300} />
      {documents.length > 0 ? (
        <MultiSelectField
          form={form}
          name="documents"
          label={text('duties.send-documents')}
          help={text('duties.send-documents-help')}
          isOptional
          options={documents}
        />
      ) : (
        clock.subject.kind === 'incident' && (
          <p className={styles.quiet}>{text('duties.send-documents-none')}</p>
        )
      )}
      {isMail ? (
        <>
          <TextField
            form={form}
            name="email"
            label={text('duties.send-email')}
            inputMode="email"
            isOptional={Boolean(known)}
            {...(known ? { help: text('duties.send-email-help', { email: known }) } : {})}
          />
          <AreaField form={form} name="message" label={text('duties.send-message')} rows={5} />
          <p className={styles.quiet}>{text('duties.mail-sending')}</p>
        </>
      ) : (
        <HandFields form={form} />
      )}
      {isLate && (
        <AreaField
          form={form}
          name="lateReason"
          label={text('duties.late-reason')}
          help={text('duties.late-reason-help')}
          rows={2}
        />
      )}
    </Form>
  );
};

type SendDialogProps = { clock: Clock; isOpen: boolean; onClose: () => void };

/** Sends a notification or report from the clock that asks for it. */
export const SendDialog = ({ clock, isOpen, onClose }: SendDialogProps) => {
  const text = useText();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={<strong>{text('duties.send-title', { rule: clock.ruleId })}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      {isOpen && <SendForm clock={clock} onDone={onClose} />}
    </Modal>
  );
};
