import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, NotFoundPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type AgencyKind, agencyKinds } from '../contract/codes.ts';
import { type Agency, createAgencyRoute, getAgencyRoute, updateAgencyRoute } from '../contract.ts';
import { orNull, toLines, withLineErrors } from './public/line-list.ts';
import { toAgencyOptions, useAgencies } from './public/use-agency-options.ts';
import { forget, useAnswer, useCall } from './public/use-call.ts';
import { useStaleGuard } from './public/use-stale-guard.tsx';

const toValues = (agency: Agency | undefined) => ({
  code: agency?.code ?? '',
  name: agency?.name ?? '',
  shortName: agency?.shortName ?? '',
  kind: agency?.kind ?? ('department' as AgencyKind),
  parentId: agency?.parent?.id ?? '',
  address: agency?.address ?? '',
  phone: agency?.phone ?? '',
  email: agency?.email ?? '',
  website: agency?.website ?? '',
  validFrom: agency?.validFrom ?? '',
  domains: agency?.domains.join('\n') ?? '',
  networks: agency?.networks.join('\n') ?? '',
});
type Values = ReturnType<typeof toValues>;

const toBody = (values: Values) => ({
  code: values.code,
  name: values.name,
  shortName: values.shortName,
  kind: values.kind,
  parentId: orNull(values.parentId),
  address: orNull(values.address),
  phone: orNull(values.phone),
  email: orNull(values.email),
  website: orNull(values.website),
  validFrom: values.validFrom,
  domains: toLines(values.domains),
  networks: toLines(values.networks),
});

const useAgencyForm = (agency: Agency | undefined) => {
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const guard = useStaleGuard<Values, Agency>({
    version: agency?.version ?? 0,
    toValues,
    send: (values, version) =>
      withLineErrors(['domains', 'networks'], async () => {
        const body = toBody(values);
        const saved = agency
          ? await send(updateAgencyRoute, { params: { id: agency.id }, body: { ...body, version } })
          : await send(createAgencyRoute, { body });
        await forget(client, '/api/v1/agencies');
        go(`/agencies/${saved.id}`);
      }),
  });
  const form = useForm({ initial: toValues(agency), onSend: guard.onSend });
  return { form, guard };
};

const AgencyForm = ({ agency }: { agency: Agency | undefined }) => {
  const text = useText();
  const go = useGo();
  const { form, guard } = useAgencyForm(agency);
  const parents = useAgencies().filter(({ id }) => id !== agency?.id);
  return (
    <Card>
      <Form form={form} onCancel={() => go(agency ? `/agencies/${agency.id}` : '/agencies')}>
        <TextField
          form={form}
          name="name"
          label={text('agencies.name')}
          help={agency && text('agencies.name-help')}
          lengthMax={200}
        />
        <TextField form={form} name="shortName" label={text('agencies.short-name')} lengthMax={80} />
        <TextField
          form={form}
          name="code"
          label={text('agencies.code')}
          help={text('agencies.code-help')}
          lengthMax={40}
        />
        <SelectField
          form={form}
          name="kind"
          label={text('agencies.kind')}
          options={agencyKinds.map((kind) => ({ value: kind, label: text(`agencies.kind.${kind}`) }))}
        />
        <SelectField
          form={form}
          name="parentId"
          label={text('agencies.parent')}
          isOptional
          options={toAgencyOptions(parents)}
        />
        <TextField form={form} name="address" label={text('agencies.address')} isOptional lengthMax={300} />
        <TextField form={form} name="phone" label={text('agencies.phone')} isOptional inputMode="tel" />
        <TextField form={form} name="email" label={text('agencies.email')} isOptional inputMode="email" />
        <TextField form={form} name="website" label={text('agencies.website')} isOptional inputMode="url" />
        <DateField form={form} name="validFrom" label={text('agencies.valid-from')} />
        <AreaField
          form={form}
          name="domains"
          label={text('agencies.domains')}
          help={text('agencies.domains-help')}
          isOptional
          rows={3}
        />
        <AreaField
          form={form}
          name="networks"
          label={text('agencies.networks')}
          help={text('agencies.networks-help')}
          isOptional
          rows={3}
        />
      </Form>
      {guard.dialog(form)}
    </Card>
  );
};

/** Adds an agency. */
export const NewAgencyPage = () => {
  const text = useText();
  return (
    <Page title={text('agencies.new')} width="reading">
      <AgencyForm agency={undefined} />
    </Page>
  );
};

/** Changes an agency. */
export const EditAgencyPage = () => {
  const text = useText();
  const id = useRouteParam('agencyId');
  const { data: agency, error } = useAnswer(getAgencyRoute, { params: { id } });
  if (error) return <ErrorPage error={error} />;
  if (!agency) return <PageLoading />;
  if (!agency.can.update) return <NotFoundPage />;
  return (
    <Page title={text('agencies.edit-title', { name: agency.name })} width="reading">
      <AgencyForm agency={agency} />
    </Page>
  );
};
