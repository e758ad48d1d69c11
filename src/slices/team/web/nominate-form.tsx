import { useQueryClient } from '@tanstack/react-query';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { orNull } from '../../agencies/web/public/line-list.ts';
import { toAgencyOptions, useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { nominateRoute, type Replacement } from '../contract/replacements.ts';

/** The agency names who follows. */
export const NominateForm = ({ replacement, onDone }: { replacement: Replacement; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const agencies = useAgencies();
  const form = useForm({
    initial: {
      fullName: '',
      agencyId: replacement.agency.id,
      post: '',
      email: '',
      phone: '',
      backupPhone: '',
      letterNumber: '',
      letterOn: '',
      note: '',
    },
    onSend: async (values) => {
      await send(nominateRoute, {
        params: { id: replacement.id },
        body: {
          version: replacement.version,
          fullName: values.fullName,
          agencyId: orNull(values.agencyId),
          post: orNull(values.post),
          email: orNull(values.email),
          phone: orNull(values.phone),
          backupPhone: orNull(values.backupPhone),
          letterNumber: orNull(values.letterNumber),
          letterOn: orNull(values.letterOn),
          note: values.note,
        },
      });
      await forget(client, '/api/v1/replacements');
      onDone();
    },
  });
  return (
    <Form form={form} submitLabel={text('team.nominate')} onCancel={onDone}>
      <p>{text('team.nominate-lead')}</p>
      <TextField form={form} name="fullName" label={text('team.full-name')} lengthMax={120} hasFocus />
      <SelectField
        form={form}
        name="agencyId"
        label={text('team.agency')}
        options={toAgencyOptions(agencies)}
      />
      <TextField form={form} name="post" label={text('team.post')} isOptional lengthMax={160} />
      <TextField
        form={form}
        name="phone"
        label={text('team.phone')}
        isOptional
        inputMode="tel"
        lengthMax={60}
      />
      <TextField
        form={form}
        name="backupPhone"
        label={text('team.backup-phone')}
        isOptional
        inputMode="tel"
        lengthMax={60}
      />
      <TextField form={form} name="email" label={text('team.email')} isOptional inputMode="email" />
      <TextField
        form={form}
        name="letterNumber"
        label={text('team.letter-number')}
        isOptional
        lengthMax={60}
      />
      <DateField form={form} name="letterOn" label={text('team.letter-on')} isOptional />
      <AreaField form={form} name="note" label={text('team.leaving-note')} isOptional rows={2} />
    </Form>
  );
};
