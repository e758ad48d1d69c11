import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { IconChevronDown, IconChevronUp, IconEdit, IconPlus, IconX } from '../../../../ui/icons.tsx';
import { Page } from '../../../../ui/page.tsx';
import { PrintButton } from '../../../../ui/print-button.tsx';
import { problemOf } from '../../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import { type TeamRole, teamRoles } from '../../contract/codes.ts';
import { dutyChanged } from '../../contract/duty.ts';
import { type EscalationTarget, escalationTargets } from '../../contract/duty-codes.ts';
import { type EscalationLadder, getEscalationRoute, setEscalationRoute } from '../../contract/escalation.ts';
import { getRosterRoute } from '../../contract.ts';
import styles from './escalation-page.module.css';

type Step = EscalationLadder['steps'][number];
type Edited = {
  key: string;
  target: EscalationTarget;
  roleInTeam: TeamRole | null;
  memberId: string | null;
  waitMinutes: number;
};

const Ladder = ({ steps }: { steps: readonly Step[] }) => {
  const text = useText();
  const whom = (step: Step) =>
    step.target === 'role' && step.roleInTeam
      ? text(`team.role.${step.roleInTeam}`)
      : text(`team.escalation-target.${step.target}`);
  return (
    <ol className={styles.ladder}>
      {steps.map((step, at) => (
        <li key={step.position} className={styles.step}>
          <div>
            <strong>{whom(step)}</strong>
            {step.people.length === 0 && <p className={styles.nobody}>{text('team.escalation-nobody')}</p>}
            {step.people.map((person) => (
              <p key={person.id} className={styles.person}>
                {person.fullName}{' '}
                {person.phone && (
                  <a href={`tel:${person.phone.replaceAll(' ', '')}`} className={styles.call}>
                    {person.phone}
                  </a>
                )}
              </p>
            ))}
          </div>
          <span className={styles.quiet}>
            {at === steps.length - 1
              ? text('team.escalation-last')
              : text('team.escalation-wait-words', { minutes: step.waitMinutes })}
          </span>
        </li>
      ))}
    </ol>
  );
};

type StepFormProps = {
  step: Edited;
  number: number;
  error: (field: string) => string | undefined;
  options: { value: string; label: string }[];
  onChange: (step: Edited) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

const StepForm = ({ step, number, error, options, onChange, onMove, onRemove }: StepFormProps) => {
  const text = useText();
  const button = (label: string, icon: typeof IconX, action: () => void) => {
    const Mark = icon;
    return (
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={action}>
        <Mark size="1rem" />
      </ActionIcon>
    );
  };
  return (
    <li className={styles.step}>
      <fieldset className={styles.fields}>
        <legend>{text('team.escalation-step', { number })}</legend>
        <Select
          label={text('team.escalation-call')}
          allowDeselect={false}
          data={escalationTargets.map((value) => ({ value, label: text(`team.escalation-target.${value}`) }))}
          value={step.target}
          onChange={(value) =>
            onChange({ ...step, target: value as EscalationTarget, roleInTeam: null, memberId: null })
          }
        />
        {step.target === 'role' && (
          <Select
            label={text('team.role')}
            data={teamRoles.map((value) => ({ value, label: text(`team.role.${value}`) }))}
            value={step.roleInTeam}
            error={error('roleInTeam')}
            onChange={(value) => onChange({ ...step, roleInTeam: value as TeamRole | null })}
          />
        )}
        {step.target === 'member' && (
          <Select
            label={text('team.member')}
            searchable
            data={options}
            value={step.memberId}
            error={error('memberId')}
            onChange={(memberId) => onChange({ ...step, memberId })}
          />
        )}
        <NumberInput
          label={text('team.escalation-wait')}
          min={0}
          max={1_440}
          allowDecimal={false}
          value={step.waitMinutes}
          error={error('waitMinutes')}
          onChange={(value) => onChange({ ...step, waitMinutes: Number(value) || 0 })}
        />
      </fieldset>
      <div className={styles.buttons}>
        {button(text('team.escalation-up', { number }), IconChevronUp, () => onMove(-1))}
        {button(text('team.escalation-down', { number }), IconChevronDown, () => onMove(1))}
        {button(text('team.escalation-remove', { number }), IconX, onRemove)}
      </div>
    </li>
  );
};

let made = 0;
const newKey = () => `step-${++made}`;

const Editor = ({ ladder, onDone }: { ladder: EscalationLadder; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const roster = useAnswer(getRosterRoute, { query: {} });
  const [steps, setSteps] = useState<Edited[]>(() =>
    ladder.steps.map(({ target, roleInTeam, memberId, waitMinutes }) => ({
      ...{ key: newKey(), target, roleInTeam, memberId, waitMinutes },
    })),
  );
  const [problem, setProblem] = useState<ReturnType<typeof problemOf>>();
  const options = (roster.data?.items ?? []).map(({ id, fullName, agency }) => ({
    value: id,
    label: `${fullName} (${agency.shortName})`,
  }));
  const move = (from: number, by: 1 | -1) => {
    const to = from + by;
    if (to < 0 || to >= steps.length) return;
    const next = [...steps];
    [next[from], next[to]] = [next[to] as Edited, next[from] as Edited];
    setSteps(next);
  };
  const save = async () => {
    try {
      const body = { steps: steps.map(({ key: _key, ...step }) => step), version: ladder.version };
      await send(setEscalationRoute, { body });
      await forget(client, '/api/v1/duty');
      onDone();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  return (
    <>
      {problem && (
        <p role="alert" className={styles.nobody}>
          {problem.title}
        </p>
      )}
      <ol className={styles.ladder}>
        {steps.map((step, at) => (
          <StepForm
            key={step.key}
            step={step}
            number={at + 1}
            options={options}
            error={(field) => problem?.errors?.find((one) => one.field === `steps.${at}.${field}`)?.message}
            onChange={(changed) => setSteps(steps.map((one) => (one.key === step.key ? changed : one)))}
            onMove={(by) => move(at, by)}
            onRemove={() => setSteps(steps.filter((one) => one.key !== step.key))}
          />
        ))}
      </ol>
      <div className={styles.actions}>
        <Button onClick={() => void save()}>{text('ui.save')}</Button>
        <Button variant="default" onClick={onDone}>
          {text('ui.cancel')}
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconPlus size="1rem" />}
          onClick={() =>
            setSteps([
              ...steps,
              { key: newKey(), target: 'member', roleInTeam: null, memberId: null, waitMinutes: 15 },
            ])
          }
        >
          {text('team.escalation-add')}
        </Button>
      </div>
    </>
  );
};

/** Whom to call in turn, with the numbers of the people meant now; planners edit it. */
export const EscalationPage = () => {
  const text = useText();
  const [isEditing, setEditing] = useState(false);
  const { data, error } = useAnswer(getEscalationRoute);
  useLiveRefresh([dutyChanged], '/api/v1/duty');
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return (
    <Page
      title={text('team.escalation')}
      lead={text('team.escalation-lead')}
      width="reading"
      actions={
        <>
          <PrintButton />
          <Button component={AppLink} to="/duty" variant="default">
            {text('team.to-calendar')}
          </Button>
          {data.can.update && !isEditing && (
            <Button leftSection={<IconEdit size="1rem" />} onClick={() => setEditing(true)}>
              {text('ui.edit')}
            </Button>
          )}
        </>
      }
    >
      <Card>
        {isEditing ? (
          <Editor ladder={data} onDone={() => setEditing(false)} />
        ) : (
          <Ladder steps={data.steps} />
        )}
      </Card>
    </Page>
  );
};
