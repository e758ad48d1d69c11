import { Select } from '@mantine/core';
import { useState } from 'react';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { SelectField } from '../../../ui/form-fields.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type Precision, precisions, type ReportKind, reportKinds } from '../contract/codes.ts';
import type { Report } from '../contract/report.ts';
import { AgencySelect } from './agency-select.tsx';
import { FactEditor } from './fact-editor.tsx';
import { SystemSelect } from './system-select.tsx';
import type { ReportChanges } from './use-report-update.ts';

type EditorProps = {
  /** Live events renew it while the editor is open; each editor saves upon the one it began with. */
  report: Report;
  /** `shown` is the new value in words, for the dialog that a stale save opens. */
  save: (changes: ReportChanges, shown: string, base: Report) => Promise<void>;
  close: () => void;
};

export const KindEditor = ({ report, save, close }: EditorProps) => {
  const text = useText();
  const [base] = useState(report);
  const [kind, setKind] = useState<ReportKind>(report.kind);
  return (
    <FactEditor onSave={() => save({ kind }, text(`intake.kind.${kind}`), base)} onClose={close}>
      <Select
        aria-label={text('intake.web.kind')}
        data={reportKinds.map((value) => ({ value, label: text(`intake.kind.${value}`) }))}
        allowDeselect={false}
        value={kind}
        onChange={(value) => value && setKind(value as ReportKind)}
        data-autofocus
      />
    </FactEditor>
  );
};

/** Another agency takes the system with it: a system belongs to one agency. */
export const AgencyEditor = ({ report, save, close }: EditorProps) => {
  const text = useText();
  const [base] = useState(report);
  const [agencyId, setAgencyId] = useState(report.agency?.id ?? null);
  const [shown, setShown] = useState(report.agency?.name ?? text('intake.web.agency-unknown'));
  const changes = agencyId === (base.agency?.id ?? null) ? { agencyId } : { agencyId, systemId: null };
  return (
    <FactEditor onSave={() => save(changes, shown, base)} onClose={close}>
      <AgencySelect
        aria-label={text('intake.web.agency')}
        value={agencyId}
        valueName={report.agency?.name}
        onChange={(id, name) => {
          setAgencyId(id);
          setShown(name ?? text('intake.web.agency-unknown'));
        }}
      />
    </FactEditor>
  );
};

export const SystemEditor = ({ report, save, close }: EditorProps) => {
  const text = useText();
  const [base] = useState(report);
  const [systemId, setSystemId] = useState(report.system?.id ?? null);
  const [shown, setShown] = useState(report.system?.name ?? text('ui.not-set'));
  return (
    <FactEditor onSave={() => save({ systemId }, shown, base)} onClose={close}>
      <SystemSelect
        aria-label={text('intake.web.system')}
        agencyId={report.agency?.id ?? null}
        value={systemId}
        valueName={report.system?.name}
        onChange={(id, name) => {
          setSystemId(id);
          setShown(name ?? text('ui.not-set'));
        }}
      />
    </FactEditor>
  );
};

export const DetectedEditor = ({ report, save, close }: EditorProps) => {
  const text = useText();
  const [base] = useState(report);
  const language = useLanguage();
  const form = useForm({
    initial: {
      detectedAt: report.detectedAt ?? '',
      detectedPrecision: report.detectedPrecision as Precision,
    },
    onSend: async () => undefined,
  });
  const { detectedAt, detectedPrecision } = form.values;
  const shown = detectedAt ? formatDateTime(detectedAt, language) : text('intake.report.t0-unknown');
  return (
    <FactEditor
      onSave={() => save({ detectedAt: detectedAt || null, detectedPrecision }, shown, base)}
      onClose={close}
    >
      <DateTimeField form={form} name="detectedAt" label={text('intake.web.detected')} isOptional />
      <SelectField
        form={form}
        name="detectedPrecision"
        label={text('intake.report.precision')}
        options={precisions.map((value) => ({ value, label: text(`intake.precision.${value}`) }))}
      />
    </FactEditor>
  );
};
