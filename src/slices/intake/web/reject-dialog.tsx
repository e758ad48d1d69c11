import { Modal } from '@mantine/core';
import { call } from '../../../platform/http/client.ts';
import { Form } from '../../../ui/form.tsx';
import { AreaField, CheckField, RadioField } from '../../../ui/form-fields.tsx';
import { type FormErrors, useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type RejectReason, rejectReasons } from '../contract/codes.ts';
import type { Report } from '../contract/report.ts';
import { rejectReportRoute } from '../contract/triage.ts';
import { useReportAction } from './report-queries.ts';

type DialogProps = { report: Report; onClose: () => void };

/** Settles a report as no incident: reason, explanation, and whether the reporter reads it. */
export const RejectDialog = ({ report, onClose }: DialogProps) => {
  const text = useText();
  const act = useReportAction();
  const form = useForm({
    initial: { reason: 'not-an-incident' as RejectReason, note: '', isReporterTold: true },
    onSend: async (values) => {
      await act(call(rejectReportRoute, { params: { id: report.id }, body: values }));
      onClose();
    },
    check: ({ note }): FormErrors => (note.trim() ? {} : { note: text('ui.reason-missing') }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{text('intake.rejecting.title', { number: report.number })}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <Form form={form} submitLabel={text('intake.rejecting.do')} onCancel={onClose} tone="harm">
        <RadioField
          form={form}
          name="reason"
          label={text('intake.rejecting.reason')}
          options={rejectReasons.map((value) => ({ value, label: text(`intake.reject.${value}`) }))}
        />
        <AreaField
          form={form}
          name="note"
          label={text('intake.rejecting.note')}
          help={text('intake.rejecting.note-help')}
          rows={3}
          lengthMax={5_000}
        />
        <CheckField form={form} name="isReporterTold" label={text('intake.rejecting.tell')} />
      </Form>
    </Modal>
  );
};
