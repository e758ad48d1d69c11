import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { call } from '../../../platform/http/client.ts';
import { FactList } from '../../../ui/fact-list.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, RadioField, SelectField } from '../../../ui/form-fields.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { attackTypes, causes, type Group, groups, type Severity, severities } from '../contract/codes.ts';
import { classifyIncidentRoute } from '../contract/incident-routes.ts';
import { type RsitCode, rsitCodes } from '../contract/rsit.ts';
import { useThisIncident } from './incident-context.ts';
import { useTakeIn } from './incident-queries.ts';
import { SeveritySign } from './incident-signs.tsx';
import styles from './incidents.module.css';

type Values = {
  group: string;
  severity: string;
  cause: string;
  attackType: string;
  rsit: string;
  reason: string;
};

const ClassifyForm = ({ onClose }: { onClose: () => void }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { takeIn } = useTakeIn();
  const form = useForm<Values>({
    initial: {
      group: incident.group ?? '',
      severity: incident.severity ?? '',
      cause: incident.cause ?? '',
      attackType: incident.attackType ?? '',
      rsit: incident.rsit ?? '',
      reason: '',
    },
    onSend: async (values) => {
      const body = {
        version: incident.version,
        group: values.group as Group,
        severity: values.severity as Severity,
        cause: values.cause as (typeof causes)[number],
        attackType: (values.attackType || null) as (typeof attackTypes)[number] | null,
        rsit: (values.rsit || null) as RsitCode | null,
        reason: values.reason,
      };
      takeIn(await call(classifyIncidentRoute, { params: { id: incident.id }, body }));
      onClose();
    },
    check: (values) =>
      Object.fromEntries(
        (['group', 'severity', 'cause', 'reason'] as const)
          .filter((name) => !values[name].trim())
          .map((name) => [name, text('invalid.required')]),
      ),
  });
  return (
    <Form form={form} submitLabel={text('incidents.classify')} onCancel={onClose}>
      <RadioField
        form={form}
        name="group"
        label={text('incidents.group')}
        options={groups.map((value) => ({
          value,
          label: text(`incidents.group.${value}`),
          help: text(`incidents.group-help.${value}`),
        }))}
      />
      <SelectField
        form={form}
        name="severity"
        label={text('incidents.severity')}
        help={text('incidents.severity-help')}
        options={severities.map((value) => ({ value, label: text(`incidents.severity.${value}`) }))}
      />
      <SelectField
        form={form}
        name="cause"
        label={text('incidents.cause')}
        options={causes.map((value) => ({ value, label: text(`incidents.cause.${value}`) }))}
      />
      <SelectField
        form={form}
        name="attackType"
        label={text('incidents.attackType')}
        isOptional
        options={attackTypes.map((value) => ({ value, label: text(`incidents.attackType.${value}`) }))}
      />
      <SelectField
        form={form}
        name="rsit"
        label={text('incidents.rsit')}
        isOptional
        options={rsitCodes.map((value) => ({ value, label: text(`incidents.rsit.${value}`) }))}
      />
      <AreaField form={form} name="reason" label={text('incidents.grounds')} rows={2} lengthMax={2_000} />
    </Form>
  );
};

const Earlier = () => {
  const text = useText();
  const language = useLanguage();
  const { incident } = useThisIncident();
  return (
    <ol className={styles.history}>
      {incident.classifications.map((entry) => (
        <li key={entry.id}>
          <div className={styles.quiet}>
            {text('ui.changed-by', {
              name: entry.classifiedBy,
              time: formatDateTime(entry.classifiedAt, language),
            })}
          </div>
          {text(`incidents.group.${entry.group}`)}, {text(`incidents.severity.${entry.severity}`)}:{' '}
          {entry.reason}
        </li>
      ))}
    </ol>
  );
};

/** How severe, why, and how that changed. */
export const ClassificationCard = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const [isOpen, dialog] = useDisclosure(false);
  const history = incident.classifications.length > 0 ? { history: () => <Earlier /> } : {};
  const label = text(incident.severity ? 'incidents.reclassify' : 'incidents.classify');
  return (
    <FactList
      title={text('incidents.classification')}
      action={
        incident.can.classify && (
          <Button variant="subtle" size="compact-sm" onClick={dialog.open}>
            {label}
          </Button>
        )
      }
      facts={[
        {
          key: 'group',
          label: text('incidents.group'),
          value: incident.group && text(`incidents.group.${incident.group}`),
          ...history,
        },
        {
          key: 'severity',
          label: text('incidents.severity'),
          value: incident.severity && <SeveritySign severity={incident.severity} />,
        },
        {
          key: 'cause',
          label: text('incidents.cause'),
          value: incident.cause && text(`incidents.cause.${incident.cause}`),
        },
        {
          key: 'attackType',
          label: text('incidents.attackType'),
          value: incident.attackType && text(`incidents.attackType.${incident.attackType}`),
        },
        {
          key: 'rsit',
          label: text('incidents.rsit'),
          value: incident.rsit && text(`incidents.rsit.${incident.rsit}`),
        },
      ]}
    >
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{label}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <ClassifyForm onClose={dialog.close} />
      </Modal>
    </FactList>
  );
};
