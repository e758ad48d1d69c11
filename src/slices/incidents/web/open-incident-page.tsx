import { TextInput } from '@mantine/core';
import { call } from '../../../platform/http/client.ts';
import { useGo } from '../../../ui/app-link.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type Precision, precisions, type Tlp, tlps } from '../contract/codes.ts';
import { openIncidentRoute } from '../contract/incident-routes.ts';
import { incidentAddress } from './incident-address.ts';
import { useCandidates } from './incident-queries.ts';
import { AgencySelect, SystemSelect } from './register-select.tsx';

const initial = {
  title: '',
  description: '',
  agencyId: '',
  systemId: '',
  systemName: '',
  detectedAt: '',
  detectedPrecision: 'minute',
  occurredAt: '',
  tlp: 'amber',
  leadPersonId: '',
};
type Values = typeof initial;

const toBody = (values: Values) => ({
  title: values.title,
  description: values.description,
  agencyId: values.agencyId || null,
  systemId: values.systemId || null,
  systemName: values.systemName || null,
  detectedAt: values.detectedAt,
  detectedPrecision: values.detectedPrecision as Precision,
  occurredAt: values.occurredAt || null,
  tlp: values.tlp as Tlp,
  leadPersonId: values.leadPersonId || null,
});

const Place = ({ form }: { form: ReturnType<typeof useForm<Values>> }) => {
  const text = useText();
  return (
    <>
      <AgencySelect
        id={form.inputId('agencyId')}
        label={text('incidents.agency')}
        description={text('incidents.agency-help')}
        value={form.values.agencyId || null}
        error={form.errors.agencyId}
        onChange={(id) => {
          form.set('agencyId', id ?? '');
          form.set('systemId', '');
        }}
      />
      <SystemSelect
        id={form.inputId('systemId')}
        label={text('incidents.system')}
        agencyId={form.values.agencyId || null}
        value={form.values.systemId || null}
        error={form.errors.systemId}
        onChange={(id) => form.set('systemId', id ?? '')}
      />
      <TextInput
        id={form.inputId('systemName')}
        label={text('incidents.system-name')}
        description={text('incidents.system-name-help')}
        maxLength={300}
        value={form.values.systemName}
        error={form.errors.systemName}
        onChange={(event) => form.set('systemName', event.currentTarget.value)}
      />
    </>
  );
};

/** Opens an incident that the team found itself; those out of reports are opened from the report. */
export const OpenIncidentPage = () => {
  const text = useText();
  const go = useGo();
  const candidates = useCandidates(true);
  const form = useForm<Values>({
    initial,
    draftKey: 'incident.new',
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: text('invalid.required') }),
      ...(values.detectedAt ? {} : { detectedAt: text('invalid.required') }),
    }),
    onSend: async (values) => {
      const opened = await call(openIncidentRoute, { body: toBody(values) });
      go(incidentAddress(opened.id));
    },
  });
  return (
    <Page title={text('incidents.open')} lead={text('incidents.open-lead')} width="reading">
      <Form form={form} submitLabel={text('incidents.open')} onCancel={() => go('/incidents')}>
        <TextField
          form={form}
          name="title"
          label={text('incidents.fact.title')}
          help={text('incidents.title-help')}
          lengthMax={300}
          hasFocus
        />
        <AreaField form={form} name="description" label={text('incidents.fact.description')} isOptional />
        <Place form={form} />
        <DateTimeField form={form} name="detectedAt" label={text('incidents.fact.detectedAt')} />
        <SelectField
          form={form}
          name="detectedPrecision"
          label={text('incidents.fact.detectedPrecision')}
          options={precisions.map((value) => ({ value, label: text(`incidents.precision.${value}`) }))}
        />
        <DateTimeField form={form} name="occurredAt" label={text('incidents.fact.occurredAt')} isOptional />
        <SelectField
          form={form}
          name="tlp"
          label="TLP"
          help={text('incidents.tlp-help')}
          options={tlps.map((value) => ({ value, label: text(`incidents.tlp.${value}`) }))}
        />
        <SelectField
          form={form}
          name="leadPersonId"
          label={text('incidents.role.lead')}
          isOptional
          options={(candidates.data?.items ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))}
        />
      </Form>
    </Page>
  );
};
