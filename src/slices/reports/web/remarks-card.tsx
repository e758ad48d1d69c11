import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Card } from '../../../ui/card.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField } from '../../../ui/form-fields.tsx';
import { IconEdit } from '../../../ui/icons.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { useStaleGuard } from '../../agencies/web/public/use-stale-guard.tsx';
import {
  getPeriodicReportRoute,
  type PeriodicReport,
  type RemarkField,
  type Remarks,
  remarkFields,
  saveRemarksRoute,
} from '../contract.ts';
import { useFigures } from './figure-context.ts';
import styles from './report.module.css';

const hasHelp = (field: RemarkField): field is 'results' | 'helpers' | 'foreignHelpers' =>
  field === 'results' || field === 'helpers' || field === 'foreignHelpers';

const RemarksForm = ({ report, onDone }: { report: PeriodicReport; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const guard = useStaleGuard<Remarks, PeriodicReport>({
    version: report.version,
    toValues: (saved) => saved.remarks,
    send: async (remarks, version) => {
      await send(saveRemarksRoute, { params: { id: report.id }, body: { version, remarks } });
      await forget(client, getPeriodicReportRoute.path);
      onDone();
    },
  });
  const form = useForm<Remarks>({
    initial: report.remarks,
    onSend: guard.onSend,
    draftKey: `periodic-report.${report.id}`,
  });
  return (
    <>
      <Form form={form} onCancel={onDone}>
        {remarkFields.map((field) => (
          <AreaField
            key={field}
            form={form}
            name={field}
            label={text(`reports.remark.${field}`)}
            help={hasHelp(field) ? text(`reports.remark-help.${field}`) : undefined}
            rows={4}
            lengthMax={12_000}
            isOptional
          />
        ))}
      </Form>
      {guard.dialog(form)}
    </>
  );
};

/** The written parts: read, and edited in place while the report is a draft. */
export const RemarksCard = () => {
  const text = useText();
  const { report, isEditing, setEditing } = useFigures();
  return (
    <Card
      title={text('reports.remarks')}
      action={
        report.can.write &&
        !isEditing && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconEdit size="1rem" />}
            onClick={() => setEditing(true)}
          >
            {text('ui.edit')}
          </Button>
        )
      }
    >
      {isEditing ? (
        <RemarksForm report={report} onDone={() => setEditing(false)} />
      ) : (
        <dl className={styles.remarks}>
          {remarkFields.map((field) => (
            <div key={field}>
              <dt>{text(`reports.remark.${field}`)}</dt>
              <dd className={report.remarks[field] ? styles.written : styles.empty}>
                {report.remarks[field] || text('reports.remarks-empty')}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
};
