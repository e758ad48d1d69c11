import { ActionIcon, Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/route.ts';
import { AppLink, useGo } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { DateField } from '../../../../ui/date-time-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { SelectField } from '../../../../ui/form-fields.tsx';
import { formatDate } from '../../../../ui/format-date.ts';
import { IconEdit, IconPlus, IconX } from '../../../../ui/icons.tsx';
import { Page } from '../../../../ui/page.tsx';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../../ui/status-badge.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../../agencies/web/public/use-call.ts';
import { type AbsenceKind, absenceKinds } from '../../contract/duty-codes.ts';
import {
  addAbsenceRoute,
  createPlanRoute,
  listPatternsRoute,
  type Pattern,
  removeAbsenceRoute,
} from '../../contract/duty-plans.ts';
import { getRosterRoute } from '../../contract.ts';
import { addDays, mondayOf, vietnamToday } from '../week-days.ts';
import { PatternForm } from './pattern-form.tsx';
import styles from './planning-page.module.css';

type Planning = AnswerOf<typeof listPatternsRoute>;
const planTones = { draft: 'active', published: 'good', discarded: 'quiet' } as const;

const PlanForm = ({ pattern, onDone }: { pattern: Pattern; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const go = useGo();
  const nextMonday = addDays(mondayOf(vietnamToday()), 7);
  const form = useForm({
    initial: { fromOn: nextMonday, toOn: addDays(nextMonday, 27) },
    onSend: async (values) => {
      const plan = await send(createPlanRoute, { body: { patternId: pattern.id, ...values } });
      onDone();
      go(`/duty/plans/${plan.id}`);
    },
  });
  return (
    <Form form={form} submitLabel={text('team.plan-create')} onCancel={onDone}>
      <DateField form={form} name="fromOn" label={text('team.from-day')} />
      <DateField form={form} name="toOn" label={text('team.to-day')} />
    </Form>
  );
};

const AbsenceForm = ({ onDone }: { onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const roster = useAnswer(getRosterRoute, { query: {} });
  const form = useForm({
    initial: { memberId: '', fromOn: '', toOn: '', kind: 'leave' as AbsenceKind },
    onSend: async (values) => {
      await send(addAbsenceRoute, { body: values });
      await forget(client, '/api/v1/duty/patterns');
      onDone();
    },
  });
  return (
    <Form form={form} onCancel={onDone}>
      <SelectField
        form={form}
        name="memberId"
        label={text('team.member')}
        options={(roster.data?.items ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))}
      />
      <DateField form={form} name="fromOn" label={text('team.from-day')} />
      <DateField form={form} name="toOn" label={text('team.to-day')} />
      <SelectField
        form={form}
        name="kind"
        label={text('team.absence-kind')}
        options={absenceKinds.map((kind) => ({ value: kind, label: text(`team.absence-kind.${kind}`) }))}
      />
    </Form>
  );
};

const Absences = ({ absences, onAdd }: { absences: Planning['absences']; onAdd: () => void }) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  return (
    <Card
      title={text('team.absences')}
      action={
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size="0.875rem" />} onClick={onAdd}>
          {text('team.absence-add')}
        </Button>
      }
    >
      {absences.length === 0 && <p className={styles.quiet}>{text('team.absences-none')}</p>}
      <ul className={styles.list}>
        {absences.map((absence) => (
          <li key={absence.id} className={styles.row}>
            <span>
              {absence.member.fullName}
              <span className={styles.quiet}>
                {' '}
                {formatDate(absence.fromOn, language)} – {formatDate(absence.toOn, language)},{' '}
                {text(`team.absence-kind.${absence.kind}`)}
              </span>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={text('team.absence-remove', { name: absence.member.fullName })}
              onClick={async () => {
                await send(removeAbsenceRoute, { params: { id: absence.id } });
                await forget(client, '/api/v1/duty/patterns');
              }}
            >
              <IconX size="1rem" />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Patterns = ({ items, onOpen }: { items: readonly Pattern[]; onOpen: (opened: Opened) => void }) => {
  const text = useText();
  return (
    <Card
      title={text('team.patterns')}
      action={
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size="0.875rem" />}
          onClick={() => onOpen({ form: 'pattern' })}
        >
          {text('team.pattern-new')}
        </Button>
      }
    >
      {items.length === 0 && (
        <p className={styles.quiet}>
          {text('team.patterns-empty')}. {text('team.patterns-empty-text')}
        </p>
      )}
      <ul className={styles.list}>
        {items.map((pattern) => (
          <li key={pattern.id} className={styles.row}>
            <span>
              <strong>{pattern.name}</strong>
              <span className={styles.quiet}>
                {' '}
                {pattern.isActive
                  ? text('team.pattern-people', {
                      primaries: pattern.primaries.length,
                      backups: pattern.backups.length,
                    })
                  : text('team.pattern-inactive')}
              </span>
            </span>
            <span className={styles.buttons}>
              {pattern.isActive && (
                <Button size="compact-sm" onClick={() => onOpen({ form: 'plan', pattern })}>
                  {text('team.plan-new')}
                </Button>
              )}
              <ActionIcon
                variant="subtle"
                aria-label={text('ui.edit-field', { label: pattern.name })}
                onClick={() => onOpen({ form: 'pattern', pattern })}
              >
                <IconEdit size="1rem" />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

type Opened =
  | { form: 'pattern'; pattern?: Pattern }
  | { form: 'plan'; pattern: Pattern }
  | { form: 'absence' };

const Plans = ({ plans }: { plans: Planning['plans'] }) => {
  const text = useText();
  const language = useLanguage();
  if (plans.length === 0) return null;
  return (
    <Card title={text('team.plans')}>
      <ul className={styles.list}>
        {plans.map((plan) => (
          <li key={plan.id} className={styles.row}>
            <AppLink to={`/duty/plans/${plan.id}`}>
              {text('team.plan-lead', {
                pattern: plan.pattern.name,
                from: formatDate(plan.fromOn, language),
                to: formatDate(plan.toOn, language),
              })}
            </AppLink>
            <StatusBadge tone={planTones[plan.state]} label={text(`team.plan-state.${plan.state}`)} />
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** Patterns, the plans made from them, and who is away. */
export const PlanningPage = () => {
  const text = useText();
  const [opened, setOpened] = useState<Opened>();
  const { data, error } = useAnswer(listPatternsRoute);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const close = () => setOpened(undefined);
  const title =
    opened?.form === 'plan'
      ? opened.pattern.name
      : opened?.form === 'absence'
        ? text('team.absence-add')
        : text(opened?.pattern ? 'team.pattern-edit' : 'team.pattern-new');
  return (
    <Page
      title={text('team.planning')}
      lead={text('team.planning-lead')}
      width="reading"
      actions={
        <Button component={AppLink} to="/duty" variant="default">
          {text('team.to-calendar')}
        </Button>
      }
    >
      <div className={styles.parts}>
        <Patterns items={data.items} onOpen={setOpened} />
        <Plans plans={data.plans} />
        <Absences absences={data.absences} onAdd={() => setOpened({ form: 'absence' })} />
      </div>
      <Modal
        opened={opened !== undefined}
        onClose={close}
        size={opened?.form === 'pattern' ? 'lg' : 'md'}
        title={<strong>{title}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {opened?.form === 'pattern' && <PatternForm pattern={opened.pattern} onDone={close} />}
        {opened?.form === 'plan' && <PlanForm pattern={opened.pattern} onDone={close} />}
        {opened?.form === 'absence' && <AbsenceForm onDone={close} />}
      </Modal>
    </Page>
  );
};
