import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { MultiSelectField, RadioField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type SuccessionKind, successionKinds } from '../contract/codes.ts';
import { succeedAgenciesRoute } from '../contract.ts';
import { toAgencyOptions, useAgencies } from './public/use-agency-options.ts';
import { forget, useCall } from './public/use-call.ts';

const initial = {
  kind: 'renamed' as SuccessionKind,
  onDate: '',
  predecessorIds: [] as string[],
  successorIds: [] as string[],
};

/** Records that agencies ended on a day and who followed them. */
export const ChangePage = () => {
  const text = useText();
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const agencies = useAgencies('all');
  const form = useForm({
    initial,
    onSend: async (values) => {
      await send(succeedAgenciesRoute, { body: values });
      await forget(client, '/api/v1/agencies', '/api/v1/organisation-roles');
      go(`/agencies/${values.successorIds[0] ?? values.predecessorIds[0]}`);
    },
  });
  const living = agencies.filter(({ validTo }) => validTo === null);
  return (
    <Page title={text('agencies.change')} lead={text('agencies.change-lead')} width="reading">
      <Card>
        <Form form={form} submitLabel={text('agencies.change-save')} onCancel={() => go('/agencies')}>
          <RadioField
            form={form}
            name="kind"
            label={text('agencies.change-kind')}
            options={successionKinds.map((kind) => ({
              value: kind,
              label: text(`agencies.succession.${kind}`),
              help: text(`agencies.succession-help.${kind}`),
            }))}
          />
          <DateField
            form={form}
            name="onDate"
            label={text('agencies.change-on')}
            help={text('agencies.change-on-help')}
          />
          <MultiSelectField
            form={form}
            name="predecessorIds"
            label={text('agencies.change-from')}
            options={toAgencyOptions(living)}
          />
          <MultiSelectField
            form={form}
            name="successorIds"
            label={text('agencies.change-to')}
            help={text('agencies.change-to-help')}
            isOptional
            options={toAgencyOptions(agencies)}
          />
        </Form>
      </Card>
    </Page>
  );
};
