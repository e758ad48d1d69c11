import { Modal, Radio } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { useGo } from '../../../ui/app-link.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, RadioField, SelectField, TextField, useField } from '../../../ui/form-fields.tsx';
import { SeverityBadge } from '../../../ui/severity-badge.tsx';
import { type Form as FormState, useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { attackTypes, causes, groups, severities } from '../../incidents/contract/codes.ts';
import type { Report } from '../contract/report.ts';
import { openIncidentFromReportRoute } from '../contract/triage.ts';
import { AgencySelect } from './agency-select.tsx';
import { draftIncident, type IncidentDraft } from './incident-draft.ts';
import styles from './report.module.css';
import { useReportAction } from './report-queries.ts';
import { SystemSelect } from './system-select.tsx';

type DialogProps = { report: Report; onClose: () => void };
type FieldsProps = { form: FormState<IncidentDraft>; report: Report };

const bars = { M1: 4, M2: 3, M3: 2, M4: 1 } as const;

const WhereFields = ({ form, report }: FieldsProps) => {
  const text = useText();
  const { agencyId, systemId } = form.values;
  const agency = useField({ form, name: 'agencyId', label: text('intake.web.agency'), isOptional: true });
  const system = useField({ form, name: 'systemId', label: text('intake.web.system'), isOptional: true });
  return (
    <div className={styles.pair}>
      <AgencySelect
        {...agency}
        value={agencyId}
        valueName={report.agency?.name}
        onChange={(id) => form.setAll({ ...form.values, agencyId: id, systemId: null })}
      />
      <SystemSelect
        {...system}
        disabled={agencyId === null}
        agencyId={agencyId}
        value={systemId}
        valueName={report.system?.name}
        onChange={(id) => form.set('systemId', id)}
      />
    </div>
  );
};

const SeverityField = ({ form }: { form: FormState<IncidentDraft> }) => {
  const text = useText();
  const field = useField({
    form,
    name: 'severity',
    label: text('incidents.severity'),
    help: text('incidents.severity-help'),
  });
  return (
    <Radio.Group
      {...field}
      value={form.values.severity}
      onChange={(value) => form.set('severity', value as IncidentDraft['severity'])}
    >
      <div className={styles.severities}>
        {severities.map((value) => (
          <Radio.Card key={value} value={value} className={styles.severity}>
            <Radio.Indicator />
            <span className={styles.severityWords}>
              <SeverityBadge step={bars[value]} label={text(`incidents.severity.${value}`)} />
              <span className={styles.because}>{text(`intake.severity.${value}-help`)}</span>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
};

/** Opens an incident out of the report, filled with what is known of it; then goes to the incident. */
export const OpenIncidentDialog = ({ report, onClose }: DialogProps) => {
  const text = useText();
  const go = useGo();
  const client = useQueryClient();
  const act = useReportAction();
  const reason = text('intake.opening.reason-draft', {
    number: report.number,
    kind: text(`intake.kind.${report.kind}`),
  });
  const form = useForm<IncidentDraft>({
    initial: draftIncident(report, reason),
    onSend: async ({ attackType, ...values }) => {
      const answer = await call(openIncidentFromReportRoute, {
        params: { id: report.id },
        body: { ...values, attackType: attackType || null },
      });
      await act(Promise.resolve(answer.report));
      void client.invalidateQueries({ queryKey: ['incidents'] });
      go(`/incidents/${answer.incident.id}`);
    },
  });
  const options = <Value extends string>(values: readonly Value[], word: (value: Value) => string) =>
    values.map((value) => ({ value, label: word(value) }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="42rem"
      title={<strong>{text('intake.opening.title', { number: report.number })}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <Form form={form} submitLabel={text('intake.opening.do')} onCancel={onClose}>
        <TextField
          form={form}
          name="title"
          label={text('intake.opening.incident-title')}
          lengthMax={300}
          hasFocus
        />
        <WhereFields form={form} report={report} />
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
        <SeverityField form={form} />
        <div className={styles.pair}>
          <SelectField
            form={form}
            name="cause"
            label={text('incidents.cause')}
            options={options(causes, (value) => text(`incidents.cause.${value}`))}
          />
          <SelectField
            form={form}
            name="attackType"
            label={text('incidents.attackType')}
            isOptional
            placeholder={text('intake.opening.none')}
            options={options(attackTypes, (value) => text(`incidents.attackType.${value}`))}
          />
        </div>
        <AreaField
          form={form}
          name="reason"
          label={text('intake.opening.reason')}
          rows={2}
          lengthMax={5_000}
        />
      </Form>
    </Modal>
  );
};
