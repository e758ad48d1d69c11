import { ActionIcon, Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { call } from '../../../platform/http/client.ts';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { Form } from '../../../ui/form.tsx';
import { RadioField, SelectField } from '../../../ui/form-fields.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconPlus, IconX } from '../../../ui/icons.tsx';
import { type FormErrors, useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type IncidentRole, incidentRoles } from '../contract/codes.ts';
import { assignPersonRoute, removePersonRoute } from '../contract/incident-routes.ts';
import type { Incident } from '../contract/schemas.ts';
import { useThisIncident } from './incident-context.ts';
import { useCandidates, useTakeIn } from './incident-queries.ts';
import styles from './incidents.module.css';

const AssignForm = ({ onClose }: { onClose: () => void }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { takeIn } = useTakeIn();
  const candidates = useCandidates(incident.can.assign);
  const hasLead = incident.people.some((person) => person.role === 'lead' && !person.removedAt);
  const form = useForm({
    initial: { personId: '', role: hasLead ? 'member' : 'lead' },
    onSend: async ({ personId, role }) => {
      const body = { personId, role: role as IncidentRole };
      takeIn(await call(assignPersonRoute, { params: { id: incident.id }, body }));
      onClose();
    },
    check: ({ personId }): FormErrors => (personId ? {} : { personId: text('invalid.required') }),
  });
  return (
    <Form form={form} submitLabel={text('incidents.assign')} onCancel={onClose}>
      <SelectField
        form={form}
        name="personId"
        label={text('incidents.person')}
        help={text('incidents.assign-help')}
        options={(candidates.data?.items ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))}
      />
      <RadioField
        form={form}
        name="role"
        label={text('incidents.role')}
        options={incidentRoles.map((value) => ({ value, label: text(`incidents.role.${value}`) }))}
      />
    </Form>
  );
};

const RemoveButton = ({ person }: { person: Incident['people'][number] }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { takeIn } = useTakeIn();
  const title = text('incidents.remove-person', { name: person.fullName });
  return (
    <ConfirmAction
      title={title}
      consequence={text('incidents.remove-person-text', { name: person.fullName })}
      confirmLabel={text('incidents.remove')}
      onConfirm={async () =>
        takeIn(await call(removePersonRoute, { params: { id: incident.id, personId: person.personId } }))
      }
      trigger={(open) => (
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={title} onClick={open}>
          <IconX size="1rem" />
        </ActionIcon>
      )}
    />
  );
};

/** Who leads, who takes part, who did. */
export const PeopleCard = () => {
  const text = useText();
  const language = useLanguage();
  const { incident } = useThisIncident();
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <FactList
      title={text('incidents.people')}
      facts={[]}
      action={
        incident.can.assign && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size="0.875rem" />}
            onClick={dialog.open}
          >
            {text('incidents.assign')}
          </Button>
        )
      }
    >
      {incident.people.length === 0 && <p className={styles.quiet}>{text('incidents.no-people')}</p>}
      <ul className={styles.rows}>
        {incident.people.map((person) => (
          <li key={`${person.personId} ${person.addedAt} ${person.role}`} className={styles.inline}>
            <span className={styles.grow}>
              {person.removedAt ? <span className={styles.none}>{person.fullName}</span> : person.fullName}
              <span className={styles.sub}>
                {text(`incidents.role.${person.role}`)}, {formatDate(person.addedAt, language)}
                {person.removedAt && ` – ${formatDate(person.removedAt, language)}`}
              </span>
            </span>
            {incident.can.assign && !person.removedAt && <RemoveButton person={person} />}
          </li>
        ))}
      </ul>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{text('incidents.assign')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <AssignForm onClose={dialog.close} />
      </Modal>
    </FactList>
  );
};
