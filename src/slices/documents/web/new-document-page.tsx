import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, CheckField, SelectField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { toAgencyOptions, useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { useCall } from '../../agencies/web/public/use-call.ts';
import { draftOfficialDocumentRoute } from '../contract/official.ts';
import { type OfficialType, officialTypes } from '../contract/official-types.ts';
import { documentAddress, documentsAddress } from './documents-address.ts';
import { useTakeInDocument } from './use-document.ts';

/** Stands for the team itself in the list of issuers. */
const team = 'team';

/** Begins an official document: type, issuer and subject; the skeleton of the type comes by itself. */
export const NewDocumentPage = () => {
  const text = useText();
  const go = useGo();
  const send = useCall();
  const takeIn = useTakeInDocument();
  const agencies = useAgencies();
  const form = useForm({
    initial: { type: '', issuer: team, title: '', isIndirect: false },
    onSend: async (values) => {
      const made = await send(draftOfficialDocumentRoute, {
        body: {
          type: values.type as OfficialType,
          title: values.title,
          issuerAgencyId: values.issuer === team ? null : values.issuer,
          isIndirect: values.type === 'decision' && values.isIndirect,
        },
      });
      takeIn(made);
      go(documentAddress(made.id));
    },
  });
  return (
    <Page title={text('documents.new')} lead={text('documents.new-lead')} width="reading">
      <Card>
        <Form form={form} onCancel={() => go(documentsAddress)}>
          <SelectField
            form={form}
            name="type"
            label={text('documents.column-type')}
            options={officialTypes.map((value) => ({ value, label: text(`documents.type.${value}`) }))}
          />
          {form.values.type === 'decision' && (
            <CheckField form={form} name="isIndirect" label={text('documents.indirect')} isOptional />
          )}
          <SelectField
            form={form}
            name="issuer"
            label={text('documents.issuer')}
            help={text('documents.issuer-help')}
            options={[{ value: team, label: text('documents.issuer-team') }, ...toAgencyOptions(agencies)]}
          />
          <AreaField
            form={form}
            name="title"
            label={text('documents.field.title')}
            help={text('documents.title-help')}
            rows={2}
            lengthMax={500}
          />
        </Form>
      </Card>
    </Page>
  );
};
