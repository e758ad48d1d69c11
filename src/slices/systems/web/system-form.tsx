import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, MultiSelectField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, NotFoundPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters, useRouteParam } from '../../../ui/use-address.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { withLineErrors } from '../../agencies/web/public/line-list.ts';
import { toAgencyOptions, useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import { useStaleGuard } from '../../agencies/web/public/use-stale-guard.tsx';
import {
  createSystemRoute,
  getSystemRoute,
  type System,
  systemProtections,
  systemServices,
  updateSystemRoute,
} from '../contract.ts';
import { type SystemValues, toSystemBody, toSystemValues } from './system-values.ts';

const levels = ['1', '2', '3', '4', '5'] as const;

const useSystemForm = (system: System | undefined, agencyId: string) => {
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const guard = useStaleGuard<SystemValues, System>({
    version: system?.version ?? 0,
    toValues: (saved) => toSystemValues(saved),
    send: (values, version) =>
      withLineErrors(['domains', 'publicAddresses'], async () => {
        const body = toSystemBody(values);
        const saved = system
          ? await send(updateSystemRoute, { params: { id: system.id }, body: { ...body, version } })
          : await send(createSystemRoute, { body });
        await forget(client, '/api/v1/systems');
        go(`/systems/${saved.id}`);
      }),
  });
  return { guard, form: useForm({ initial: toSystemValues(system, agencyId), onSend: guard.onSend }) };
};

type SystemForm = ReturnType<typeof useSystemForm>['form'];

const IdentityFields = ({ form }: { form: SystemForm }) => {
  const text = useText();
  const agencies = useAgencies('all');
  return (
    <>
      <TextField form={form} name="name" label={text('systems.name')} lengthMax={200} />
      <SelectField
        form={form}
        name="agencyId"
        label={text('systems.agency')}
        options={toAgencyOptions(agencies)}
      />
      <TextField form={form} name="ownerName" label={text('systems.owner')} isOptional lengthMax={200} />
      <TextField
        form={form}
        name="operatorName"
        label={text('systems.operator')}
        isOptional
        lengthMax={200}
      />
      <TextField form={form} name="code" label={text('systems.code')} isOptional lengthMax={60} />
      <AreaField form={form} name="purpose" label={text('systems.purpose')} isOptional rows={2} />
      <SelectField
        form={form}
        name="level"
        label={text('systems.level')}
        help={text('systems.level-help')}
        isOptional
        options={levels.map((level) => ({ value: level, label: text('systems.level-n', { level }) }))}
      />
    </>
  );
};

const TechnicalFields = ({ form }: { form: SystemForm }) => {
  const text = useText();
  return (
    <>
      <AreaField
        form={form}
        name="domains"
        label={text('systems.domains')}
        help={text('systems.domains-help')}
        isOptional
        rows={2}
      />
      <AreaField
        form={form}
        name="publicAddresses"
        label={text('systems.addresses')}
        help={text('systems.addresses-help')}
        isOptional
        rows={2}
      />
      <TextField
        form={form}
        name="operatingSystem"
        label={text('systems.operating-system')}
        isOptional
        lengthMax={120}
      />
      <TextField form={form} name="versionText" label={text('systems.version')} isOptional lengthMax={120} />
      <MultiSelectField
        form={form}
        name="services"
        label={text('systems.services')}
        isOptional
        options={systemServices.map((value) => ({ value, label: text(`systems.service.${value}`) }))}
      />
      <TextField form={form} name="servicesOther" label={text('systems.services-other')} isOptional />
      <MultiSelectField
        form={form}
        name="protections"
        label={text('systems.protections')}
        isOptional
        options={systemProtections.map((value) => ({ value, label: text(`systems.protection.${value}`) }))}
      />
      <TextField form={form} name="protectionsOther" label={text('systems.protections-other')} isOptional />
    </>
  );
};

const ProviderFields = ({ form }: { form: SystemForm }) => {
  const text = useText();
  return (
    <>
      <TextField form={form} name="isp" label={text('systems.isp')} isOptional lengthMax={200} />
      <TextField form={form} name="hosting" label={text('systems.hosting')} isOptional lengthMax={200} />
      <TextField
        form={form}
        name="securityProvider"
        label={text('systems.security-provider')}
        isOptional
        lengthMax={200}
      />
      <DateField form={form} name="retiredOn" label={text('systems.retired-on')} isOptional />
    </>
  );
};

const SystemFormCard = ({ system, agencyId }: { system: System | undefined; agencyId: string }) => {
  const go = useGo();
  const { form, guard } = useSystemForm(system, agencyId);
  return (
    <Card>
      <Form form={form} onCancel={() => go(system ? `/systems/${system.id}` : '/systems')}>
        <IdentityFields form={form} />
        <TechnicalFields form={form} />
        <ProviderFields form={form} />
      </Form>
      {guard.dialog(form)}
    </Card>
  );
};

/** Adds an information system. */
export const NewSystemPage = () => {
  const text = useText();
  const { values } = useAddressFilters();
  return (
    <Page title={text('systems.new')} width="reading">
      <SystemFormCard system={undefined} agencyId={values.agencyId ?? ''} />
    </Page>
  );
};

/** Changes an information system. */
export const EditSystemPage = () => {
  const text = useText();
  const id = useRouteParam('systemId');
  const { data: system, error } = useAnswer(getSystemRoute, { params: { id } });
  if (error) return <ErrorPage error={error} />;
  if (!system) return <PageLoading />;
  if (!system.can.update) return <NotFoundPage />;
  return (
    <Page title={text('agencies.edit-title', { name: system.name })} width="reading">
      <SystemFormCard system={system} agencyId={system.agency.id} />
    </Page>
  );
};
