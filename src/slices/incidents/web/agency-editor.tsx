import { TextInput } from '@mantine/core';
import { Form } from '../../../ui/form.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { useThisIncident } from './incident-context.ts';
import { AgencySelect, SystemSelect } from './register-select.tsx';

type Values = { agencyId: string; systemId: string; systemName: string };

/** Agency and system together, since a system belongs to an agency. */
export const AgencyEditor = ({ onClose }: { onClose: () => void }) => {
  const text = useText();
  const { incident, save } = useThisIncident();
  const form = useForm<Values>({
    initial: {
      agencyId: incident.agency?.id ?? '',
      systemId: incident.system?.id ?? '',
      systemName: incident.systemName ?? '',
    },
    onSend: async (values) => {
      await save({
        agencyId: values.agencyId || null,
        systemId: values.systemId || null,
        systemName: values.systemName || null,
      });
      onClose();
    },
  });
  return (
    <Form form={form} onCancel={onClose}>
      <AgencySelect
        id={form.inputId('agencyId')}
        label={text('incidents.agency')}
        value={form.values.agencyId || null}
        valueName={incident.agency?.name}
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
        valueName={incident.system?.name}
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
    </Form>
  );
};
