import { Button, Checkbox, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { ConfirmAction } from '../../../../ui/confirm-action.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { formatDate } from '../../../../ui/format-date.ts';
import { Page } from '../../../../ui/page.tsx';
import { problemOf } from '../../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../../agencies/web/public/use-call.ts';
import {
  type DutyPlan,
  discardPlanRoute,
  getPlanRoute,
  publishPlanRoute,
  setPlanShiftRoute,
} from '../../contract/duty-plans.ts';
import { getRosterRoute } from '../../contract.ts';
import { useFigureColumns } from './fairness-page.tsx';
import styles from './planning-page.module.css';
import { shiftWords, timeWords } from './shift-words.ts';

type PlanShift = DutyPlan['shifts'][number];

const useShiftColumns = (plan: DutyPlan, onAssign: (shift: PlanShift, memberId: string | null) => void) => {
  const text = useText();
  const language = useLanguage();
  const isDraft = plan.state === 'draft';
  const roster = useAnswer(getRosterRoute, { query: {} }, { isOff: !isDraft });
  const options = (roster.data?.items ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }));
  const columns: Column<PlanShift>[] = [
    {
      key: 'day',
      label: text('team.plan-day'),
      width: '14%',
      render: (row) => formatDate(row.startsAt, language),
    },
    { key: 'time', label: text('team.plan-time'), width: '12%', render: (row) => timeWords(row) },
    {
      key: 'kind',
      label: text('team.shift-kind'),
      width: '12%',
      render: (row) => text(`team.shift.${row.kind}`),
    },
    {
      key: 'member',
      label: text('team.member'),
      width: '26%',
      render: (row) =>
        isDraft ? (
          <Select
            size="xs"
            searchable
            clearable
            aria-label={text('team.plan-assign', { time: shiftWords(row, language) })}
            placeholder={text('team.plan-nobody')}
            data={options}
            value={row.member?.id ?? null}
            onChange={(memberId) => onAssign(row, memberId)}
          />
        ) : (
          (row.member?.fullName ?? text('team.plan-nobody'))
        ),
    },
    {
      key: 'hindrance',
      label: text('team.plan-hindrance'),
      onPhone: 'text',
      render: (row) =>
        row.conflicts
          .map(({ kind, name }) => text(`team.plan-conflict.${kind}`, { name: name ?? '' }))
          .join('. '),
    },
  ];
  return columns;
};

const Publish = ({
  plan,
  onPublish,
}: {
  plan: DutyPlan;
  onPublish: (replace: boolean) => Promise<unknown>;
}) => {
  const text = useText();
  const coming = plan.shifts.filter((shift) => Date.parse(shift.startsAt) > Date.now()).length;
  return (
    <ConfirmAction
      title={text('team.plan-publish')}
      consequence={
        <>
          <p>{text('team.plan-publish-text', { count: coming })}</p>
          {plan.onListCount > 0 && <p>{text('team.plan-replace-text', { count: plan.onListCount })}</p>}
        </>
      }
      confirmLabel={text('team.plan-publish')}
      onConfirm={() => onPublish(plan.onListCount > 0)}
      trigger={(open) => <Button onClick={open}>{text('team.plan-publish')}</Button>}
    />
  );
};

/** A draft with what stands in its way and how it shares the load; published as a whole or not at all. */
export const PlanPage = () => {
  const text = useText();
  const language = useLanguage();
  const id = useRouteParam('planId');
  const { data, error } = useAnswer(getPlanRoute, { query: { id } });
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const lead = text('team.plan-lead', {
    pattern: data.pattern.name,
    from: formatDate(data.fromOn, language),
    to: formatDate(data.toOn, language),
  });
  return <Plan plan={data} lead={lead} />;
};

const Plan = ({ plan, lead }: { plan: DutyPlan; lead: string }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [isNarrowed, setNarrowed] = useState(false);
  const [fault, setFault] = useState<string>();
  const params = { id: plan.id };
  const again = () => forget(client, '/api/v1/duty');
  const assign = async (shift: PlanShift, memberId: string | null) => {
    setFault(undefined);
    try {
      await send(setPlanShiftRoute, {
        params,
        body: { planShiftId: shift.id, memberId, version: plan.version },
      });
    } catch (thrown) {
      const problem = problemOf(thrown);
      setFault(problem?.errors?.[0]?.message ?? problem?.title ?? text('ui.problem-network'));
    }
    await again();
  };
  const columns = useShiftColumns(plan, (shift, memberId) => void assign(shift, memberId));
  const figureColumns = useFigureColumns();
  const isDraft = plan.state === 'draft';
  const shown = isNarrowed ? plan.shifts.filter((shift) => shift.conflicts.length > 0) : plan.shifts;
  return (
    <Page
      title={text('team.plan')}
      lead={lead}
      actions={
        <>
          <Button component={AppLink} to="/duty/planning" variant="default">
            {text('team.planning')}
          </Button>
          {isDraft && (
            <ConfirmAction
              title={text('team.plan-discard')}
              consequence={text('team.plan-discard-text')}
              confirmLabel={text('team.plan-discard')}
              onConfirm={async () => {
                await send(discardPlanRoute, { params, body: { version: plan.version } });
                await again();
              }}
              trigger={(open) => (
                <Button variant="default" onClick={open}>
                  {text('team.plan-discard')}
                </Button>
              )}
            />
          )}
          {isDraft && (
            <Publish
              plan={plan}
              onPublish={async (replace) => {
                await send(publishPlanRoute, { params, body: { replace, version: plan.version } });
                await again();
              }}
            />
          )}
        </>
      }
    >
      <div className={styles.head}>
        <StatusBadge
          tone={plan.state === 'published' ? 'good' : plan.state === 'draft' ? 'active' : 'quiet'}
          label={text(`team.plan-state.${plan.state}`)}
        />
        {isDraft && (
          <StatusBadge
            tone={plan.conflictCount > 0 ? 'harm' : 'good'}
            label={
              plan.conflictCount > 0
                ? text('team.plan-conflicts', { count: plan.conflictCount })
                : text('team.plan-clear')
            }
          />
        )}
        {plan.conflictCount > 0 && (
          <Checkbox
            label={text('team.plan-only-conflicts')}
            checked={isNarrowed}
            onChange={(event) => setNarrowed(event.currentTarget.checked)}
          />
        )}
      </div>
      {fault && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
      <div className={styles.parts}>
        <Card title={text('team.plan-figures')} padding="flush">
          <DataTable
            label={text('team.plan-figures')}
            columns={figureColumns}
            rows={plan.figures}
            rowKey={(row) => row.member.id}
          />
        </Card>
        <Card title={text('team.plan-shifts')} count={shown.length} padding="flush">
          <DataTable
            label={text('team.plan-shifts')}
            columns={columns}
            rows={shown}
            rowKey={(row) => row.id}
            rowTone={(row) => (row.conflicts.length > 0 ? 'late' : undefined)}
          />
        </Card>
      </div>
    </Page>
  );
};
