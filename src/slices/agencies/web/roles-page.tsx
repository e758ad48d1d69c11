import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { SelectField } from '../../../ui/form-fields.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type OrganisationRole, organisationRoles } from '../contract/codes.ts';
import { agencyChanged, listOrganisationRolesRoute, setOrganisationRoleRoute } from '../contract.ts';
import styles from './agency-page.module.css';
import { toAgencyOptions, useAgencies } from './public/use-agency-options.ts';
import { forget, useAnswer, useCall, useLiveRefresh } from './public/use-call.ts';

const GiveRoleForm = ({ role, onDone }: { role: OrganisationRole; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const agencies = useAgencies();
  const form = useForm({
    initial: { agencyId: '', validFrom: '' },
    onSend: async (values) => {
      await send(setOrganisationRoleRoute, { params: { role }, body: values });
      await forget(client, '/api/v1/agencies', '/api/v1/organisation-roles');
      onDone();
    },
  });
  return (
    <Form form={form} onCancel={onDone}>
      <SelectField
        form={form}
        name="agencyId"
        label={text('agencies.agency')}
        options={toAgencyOptions(agencies)}
      />
      <DateField
        form={form}
        name="validFrom"
        label={text('agencies.from')}
        help={text('agencies.role-from-help')}
      />
    </Form>
  );
};

/** Who holds and held the roles of the response network. */
export const RolesPage = () => {
  const text = useText();
  const language = useLanguage();
  const [given, setGiven] = useState<OrganisationRole>();
  const { data, error } = useAnswer(listOrganisationRolesRoute);
  useLiveRefresh([agencyChanged], listOrganisationRolesRoute.path);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return (
    <Page title={text('agencies.roles')} lead={text('agencies.roles-lead')} width="reading">
      <div className={styles.cards}>
        {organisationRoles.map((role) => {
          const holders = data.items.filter((item) => item.role === role);
          return (
            <Card
              key={role}
              title={text(`agencies.role.${role}`)}
              action={
                data.can.update && (
                  <Button variant="subtle" size="compact-sm" onClick={() => setGiven(role)}>
                    {text('agencies.role-give')}
                  </Button>
                )
              }
            >
              {holders.length === 0 && <p className={styles.quiet}>{text('agencies.role-nobody')}</p>}
              <ul className={styles.plain}>
                {holders.map((held) => (
                  <li key={held.validFrom}>
                    <AppLink to={`/agencies/${held.agency.id}`}>{held.agency.name}</AppLink>
                    <span className={styles.quiet}>
                      {held.validTo
                        ? text('agencies.span', {
                            from: formatDate(held.validFrom, language),
                            to: formatDate(held.validTo, language),
                          })
                        : text('agencies.since', { from: formatDate(held.validFrom, language) })}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          );
        })}
      </div>
      <Modal
        opened={given !== undefined}
        onClose={() => setGiven(undefined)}
        title={<strong>{given && text(`agencies.role.${given}`)}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {given && <GiveRoleForm role={given} onDone={() => setGiven(undefined)} />}
      </Modal>
    </Page>
  );
};
