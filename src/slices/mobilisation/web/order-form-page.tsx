import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { useGo } from '../../../ui/app-link.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { formatDateTime, parseDateTime } from '../../../ui/format-date.ts';
import { IconPlus, IconX } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useSession } from '../../../ui/session.ts';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { listIncidentsRoute } from '../../incidents/contract/incident-routes.ts';
import { circulations, orderKinds, urgencies } from '../contract/codes.ts';
import { createOrderRoute } from '../contract/orders.ts';
import { orderAddress, useTakeInOrder } from './call-up-queries.ts';
import styles from './mobilisation.module.css';

type ActionLine = { key: string; action: string; responsible: string; due: string };

const newLine = (): ActionLine => ({ key: crypto.randomUUID(), action: '', responsible: '', due: '' });

const useOpenIncidents = () =>
  useQuery({
    queryKey: ['orders', 'incidents'],
    queryFn: ({ signal }) =>
      call(listIncidentsRoute, {
        signal,
        query: { state: 'open', sort: 'updated', direction: 'desc', limit: 50 },
      }),
    throwOnError: false,
  });

const ActionLines = ({
  lines,
  onChange,
}: {
  lines: readonly ActionLine[];
  onChange: (lines: ActionLine[]) => void;
}) => {
  const text = useText();
  const set = (key: string, change: Partial<ActionLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...change } : line)));
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>{text('mobilisation.order.actions')}</legend>
      <div className={styles.mine}>
        {lines.map((line) => (
          <div key={line.key} className={styles.actions}>
            <TextInput
              label={text('mobilisation.order.action')}
              maxLength={1000}
              value={line.action}
              onChange={(event) => set(line.key, { action: event.currentTarget.value })}
            />
            <TextInput
              label={text('mobilisation.order.responsible')}
              maxLength={200}
              value={line.responsible}
              onChange={(event) => set(line.key, { responsible: event.currentTarget.value })}
            />
            <TextInput
              label={text('mobilisation.order.due')}
              placeholder={formatDateTime(new Date(), 'vi')}
              value={line.due}
              error={line.due !== '' && !parseDateTime(line.due) ? text('ui.date-invalid') : undefined}
              onChange={(event) => set(line.key, { due: event.currentTarget.value })}
            />
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={text('mobilisation.order.removeAction')}
              onClick={() => onChange(lines.filter((other) => other.key !== line.key))}
            >
              <IconX size="1rem" />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size="1rem" />}
            onClick={() => onChange([...lines, newLine()])}
          >
            {text('mobilisation.order.addAction')}
          </Button>
        </div>
      </div>
    </fieldset>
  );
};

/** An order as it came in, or one of ours to be drafted. */
export const OrderFormPage = () => {
  const text = useText();
  const go = useGo();
  const takeIn = useTakeInOrder();
  const { organisationName } = useSession();
  const { values: address } = useAddressFilters();
  const direction = address.direction === 'sent' ? 'sent' : 'received';
  const incidents = useOpenIncidents().data?.items ?? [];
  const form = useForm({
    initial: {
      kind: direction === 'received' ? 'order' : 'request',
      documentNumber: '',
      issuedAt: new Date().toISOString(),
      issuerName: direction === 'sent' ? organisationName : '',
      signer: '',
      addressees: direction === 'received' ? organisationName : '',
      legalBasis: '',
      incidentId: address.incident ?? '',
      severity: '',
      circulation: 'internal',
      urgency: 'urgent',
      subject: '',
      content: '',
      replyBy: '',
      contact: '',
      actions: [newLine()] as ActionLine[],
    },
    onSend: async (values) => {
      const order = await call(createOrderRoute, {
        idempotencyKey: crypto.randomUUID(),
        body: {
          direction,
          kind: values.kind as (typeof orderKinds)[number],
          documentNumber: values.documentNumber.trim() || null,
          issuedAt: values.issuedAt,
          issuerName: values.issuerName,
          signer: values.signer.trim() || null,
          addressees: values.addressees
            .split('\n')
            .map((name) => name.trim())
            .filter(Boolean)
            .map((name) => ({ name })),
          legalBasis: values.legalBasis.trim() || null,
          incidentId: values.incidentId || null,
          severity: (values.severity || null) as 'M1' | null,
          circulation: values.circulation as (typeof circulations)[number],
          urgency: values.urgency as (typeof urgencies)[number],
          subject: values.subject,
          content: values.content,
          replyBy: values.replyBy || null,
          contact: values.contact.trim() || null,
          actions: values.actions
            .filter((line) => line.action.trim() !== '')
            .map((line) => ({
              action: line.action,
              responsible: line.responsible,
              dueAt: parseDateTime(line.due) ?? null,
            })),
        },
      });
      takeIn(order);
      go(orderAddress(order.id));
    },
  });
  const title = text(direction === 'received' ? 'mobilisation.order.new' : 'mobilisation.order.newSent');
  return (
    <Page title={title} width="reading">
      <Form form={form} submitLabel={text('mobilisation.order.save')} onCancel={() => go('/orders')}>
        <SelectField
          form={form}
          name="kind"
          label={text('mobilisation.order.kind')}
          options={orderKinds.map((value) => ({ value, label: text(`mobilisation.order.kind.${value}`) }))}
        />
        <TextField form={form} name="subject" label={text('mobilisation.order.subject')} lengthMax={300} />
        <TextField
          form={form}
          name="documentNumber"
          label={text('mobilisation.order.number')}
          isOptional
          lengthMax={100}
        />
        <DateTimeField form={form} name="issuedAt" label={text('mobilisation.order.issuedAt')} />
        <TextField form={form} name="issuerName" label={text('mobilisation.order.issuer')} lengthMax={200} />
        <TextField
          form={form}
          name="signer"
          label={text('mobilisation.order.signer')}
          isOptional
          lengthMax={120}
        />
        <AreaField
          form={form}
          name="addressees"
          label={text('mobilisation.order.addressees')}
          help={text('mobilisation.order.addresseesHelp')}
          rows={2}
        />
        <TextField
          form={form}
          name="legalBasis"
          label={text('mobilisation.order.basis')}
          isOptional
          lengthMax={1000}
        />
        <SelectField
          form={form}
          name="incidentId"
          label={text('mobilisation.incident')}
          placeholder={text('mobilisation.order.noIncident')}
          isOptional
          options={incidents.map(({ id, number, title: name }) => ({
            value: id,
            label: `${number} ${name}`,
          }))}
        />
        <SelectField
          form={form}
          name="severity"
          label={text('mobilisation.order.severity')}
          isOptional
          options={(['M1', 'M2', 'M3', 'M4'] as const).map((value) => ({
            value,
            label: text(`incidents.severity.${value}`),
          }))}
        />
        <SelectField
          form={form}
          name="urgency"
          label={text('mobilisation.compose.urgency')}
          options={urgencies.map((value) => ({ value, label: text(`mobilisation.urgency.${value}`) }))}
        />
        <SelectField
          form={form}
          name="circulation"
          label={text('mobilisation.order.circulation')}
          help={text('mobilisation.order.circulationHelp')}
          options={circulations.map((value) => ({
            value,
            label: text(`mobilisation.order.circulation.${value}`),
          }))}
        />
        <AreaField
          form={form}
          name="content"
          label={text('mobilisation.order.content')}
          isOptional
          rows={5}
          lengthMax={10_000}
        />
        <ActionLines lines={form.values.actions} onChange={(lines) => form.set('actions', lines)} />
        <DateTimeField form={form} name="replyBy" label={text('mobilisation.order.replyBy')} isOptional />
        <TextField
          form={form}
          name="contact"
          label={text('mobilisation.order.contact')}
          isOptional
          lengthMax={200}
        />
      </Form>
    </Page>
  );
};
