import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { importRuleSetRoute, type RuleDifference } from '../contract/rule-sets.ts';
import type { RuleSetContent } from '../contract/rules.ts';
import styles from './clocks.module.css';
import { DifferenceList } from './difference-list.tsx';

const fileBytesMax = 2_000_000;
type Checked = { ruleCount: number; differences: RuleDifference[] };

const readJson = async (file: File | undefined): Promise<RuleSetContent | undefined> => {
  try {
    return file && (JSON.parse(await file.text()) as RuleSetContent);
  } catch {
    return undefined;
  }
};

const ImportForm = ({ onDone }: { onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [checked, setChecked] = useState<Checked>();
  const [isBad, setBad] = useState(false);
  const form = useForm({
    initial: { validFrom: '', note: '' },
    onSend: async (values) => {
      const content = await readJson(files[0]);
      setBad(!content);
      if (!content) return;
      const answer = await send(importRuleSetRoute, { body: { ...values, content, isDryRun: !checked } });
      if (!checked) return setChecked(answer);
      await forget(client, '/api/v1/duty-rule');
      go(`/duties/rule-sets/${answer.id}`);
    },
  });
  return (
    <Form
      form={form}
      submitLabel={text(checked ? 'duties.rule-set-take' : 'duties.rule-set-check')}
      onCancel={onDone}
    >
      <p className={styles.line}>{text('duties.rule-set-import-lead')}</p>
      <FileDrop
        label={text('duties.rule-set-file')}
        files={files}
        onChange={(next) => {
          setFiles(next.slice(-1));
          setChecked(undefined);
        }}
        sizeBytesMax={fileBytesMax}
      />
      {isBad && (
        <p className={styles.harm} role="alert">
          {text('duties.rule-set-file-bad')}
        </p>
      )}
      <DateField form={form} name="validFrom" label={text('duties.rule-set-from')} />
      <AreaField form={form} name="note" label={text('duties.rule-set-note')} rows={2} />
      {checked && (
        <div>
          <p className={styles.line}>{text('duties.rule-set-checked', { count: checked.ruleCount })}</p>
          <DifferenceList differences={checked.differences} />
        </div>
      )}
    </Form>
  );
};

/** Takes in an exported rule set: a check first, then a draft. */
export const ImportDialog = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const text = useText();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={<strong>{text('duties.rule-set-import')}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      {isOpen && <ImportForm onDone={onClose} />}
    </Modal>
  );
};
