import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField } from '../../../ui/form-fields.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { IconPlus, IconUpload } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { useMay } from '../../../ui/session.ts';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import {
  createRuleSetRoute,
  listRuleSetsRoute,
  listRulesRoute,
  type RuleSetItem,
  ruleSetChanged,
} from '../contract/rule-sets.ts';
import { regimes } from '../contract/rules.ts';
import styles from './clocks.module.css';
import { ImportDialog } from './import-dialog.tsx';
import { RuleTable } from './rule-table.tsx';

const rulePaths = ['/api/v1/duty-rule'] as const;

const NewSetForm = ({ onDone }: { onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const form = useForm({
    initial: { validFrom: '', note: '' },
    onSend: async (values) => {
      const { id } = await send(createRuleSetRoute, { body: values });
      await forget(client, ...rulePaths);
      go(`/duties/rule-sets/${id}`);
    },
  });
  return (
    <Form form={form} submitLabel={text('duties.rule-set-new')} onCancel={onDone}>
      <p className={styles.line}>{text('duties.rule-set-new-lead')}</p>
      <DateField form={form} name="validFrom" label={text('duties.rule-set-from')} />
      <AreaField
        form={form}
        name="note"
        label={text('duties.rule-set-note')}
        help={text('duties.rule-set-note-help')}
        rows={2}
      />
    </Form>
  );
};

const SetLine = ({ set }: { set: RuleSetItem }) => {
  const text = useText();
  const language = useLanguage();
  const title = set.number
    ? text('duties.rule-set-title', { number: set.number })
    : text('duties.rule-set-draft-title');
  return (
    <li className={styles.deskLine}>
      <span className={styles.cell}>
        <AppLink to={`/duties/rule-sets/${set.id}`} className={styles.deskTitle}>
          {title}
        </AppLink>
        <span className={styles.quiet}>
          {text(`duties.rule-set-state.${set.state}`)}
          {set.isInForce && `. ${text('duties.rule-set-in-force')}`}
        </span>
      </span>
      <span>{set.note}</span>
      <span className={styles.quiet}>
        {text('duties.valid-from', { from: formatDate(set.validFrom, language) })}.{' '}
        {text('duties.rule-set-line', {
          count: set.ruleCount,
          name: set.changedBy,
          time: formatDateTime(set.changedAt, language),
        })}
      </span>
    </li>
  );
};

const Sets = () => {
  const text = useText();
  const { data } = useAnswer(listRuleSetsRoute);
  if (!data) return null;
  return (
    <Card title={text('duties.rule-sets')} count={data.items.length} padding="flush">
      <ul className={styles.list}>
        {data.items.map((set) => (
          <SetLine key={set.id} set={set} />
        ))}
      </ul>
    </Card>
  );
};

/** The duty rules that apply today, with their basis, and the versions before and to come. */
export const RulesPage = () => {
  const text = useText();
  const language = useLanguage();
  const mayUpdate = useMay('duty-rule.update');
  const [opened, setOpened] = useState<'new' | 'import'>();
  const { data, error } = useAnswer(listRulesRoute, { query: {} });
  useLiveRefresh([ruleSetChanged], ...rulePaths);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const valid = data.items.filter(({ isValid }) => isValid);
  const unverified = valid.filter(({ basis }) => basis.status !== 'verified').length;
  const inForce = text('duties.rules-in-force', {
    number: data.number,
    from: formatDate(data.validFrom, language),
  });
  return (
    <Page
      title={text('duties.rules')}
      lead={`${text('duties.rules-lead')} ${inForce}. ${text('duties.rules-unverified', { count: unverified })}.`}
      actions={
        <>
          <PrintButton />
          {mayUpdate && (
            <>
              <Button
                variant="default"
                leftSection={<IconUpload size="1rem" />}
                onClick={() => setOpened('import')}
              >
                {text('duties.rule-set-import')}
              </Button>
              <Button leftSection={<IconPlus size="1rem" />} onClick={() => setOpened('new')}>
                {text('duties.rule-set-new')}
              </Button>
            </>
          )}
        </>
      }
    >
      <div className={styles.stack}>
        {regimes.toReversed().map((regime) => (
          <Card
            key={regime}
            title={text(`duties.regime.${regime}`)}
            count={valid.filter((rule) => rule.regime === regime).length}
            padding="flush"
          >
            <RuleTable rules={valid.filter((rule) => rule.regime === regime)} />
          </Card>
        ))}
        {data.can.readSets && <Sets />}
      </div>
      <Modal
        opened={opened === 'new'}
        onClose={() => setOpened(undefined)}
        title={<strong>{text('duties.rule-set-new')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {opened === 'new' && <NewSetForm onDone={() => setOpened(undefined)} />}
      </Modal>
      <ImportDialog isOpen={opened === 'import'} onClose={() => setOpened(undefined)} />
    </Page>
  );
};
