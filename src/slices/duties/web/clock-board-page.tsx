import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { IconCalendar, IconClock, IconList } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { usePages } from '../../agencies/web/public/use-call.ts';
import { type Clock, clockFilters, listClocksRoute, subjectKinds } from '../contract/clocks.ts';
import { regimes } from '../contract/rules.ts';
import { useFreshClocks } from './clock-queries.ts';
import { ClockTime, RuleMark } from './clock-signs.tsx';
import styles from './clocks.module.css';
import { sayDue, sayRecipient, titleOf } from './say-duty.ts';

const useColumns = (): Column<Clock>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    {
      key: 'duty',
      label: text('duties.clock'),
      render: (row) => (
        <span className={styles.cell}>
          <RuleMark clock={row} />
          <span>{titleOf(row, language)}</span>
        </span>
      ),
    },
    {
      key: 'subject',
      label: text('duties.of'),
      width: '24%',
      onPhone: 'text',
      render: (row) => (
        <>
          {row.subject.isSevere && <span className={styles.severe}>{text('duties.severe')}</span>}{' '}
          {row.subject.label ? <strong>{row.subject.label}</strong> : text('duties.subject.team')}{' '}
          <span className={styles.quiet}>
            {row.window ? text('duties.year', { year: String(row.occurrence) }) : row.subject.title}
          </span>
        </>
      ),
    },
    {
      key: 'recipients',
      label: text('duties.recipients'),
      width: '22%',
      onPhone: 'text',
      render: (row) => {
        const open = row.recipients.filter(({ state }) => state !== 'proven');
        const done = row.recipients.length - open.length;
        return (
          <>
            {open.map((recipient) => sayRecipient(text, recipient, language)).join('; ')}
            {done > 0 && (
              <span className={styles.quiet}>
                {' '}
                {text('duties.reached', { done, count: row.recipients.length })}
              </span>
            )}
          </>
        );
      },
    },
    {
      key: 'due',
      label: text('duties.due'),
      width: '10.5rem',
      render: (row) => sayDue(row.dueAt, language),
    },
    {
      key: 'left',
      label: text('duties.left'),
      width: '12rem',
      onPhone: 'mark',
      render: (row) => (
        <>
          <ClockTime clock={row} />
          {row.needsReason && <div className={styles.harm}>{text('duties.reason-missing-mark')}</div>}
        </>
      ),
    },
  ];
};

/** The clock board: what is due, for whom, how long. */
export const ClockBoardPage = () => {
  const text = useText();
  const columns = useColumns();
  const { values } = useAddressFilters();
  const list = usePages(listClocksRoute, {
    state: values.state,
    subject: values.subject,
    regime: values.regime,
    ruleId: values.ruleId,
  });
  useFreshClocks();
  return (
    <Page
      title={text('duties.board')}
      lead={text('duties.board-lead')}
      actions={
        <>
          <PrintButton />
          <Button
            component={AppLink}
            to="/calendar"
            variant="default"
            leftSection={<IconCalendar size="1rem" />}
          >
            {text('calendar.title')}
          </Button>
          <Button
            component={AppLink}
            to="/duties/rules"
            variant="default"
            leftSection={<IconList size="1rem" />}
          >
            {text('duties.rules')}
          </Button>
        </>
      }
    >
      <FilterChips
        filters={[
          {
            key: 'state',
            label: text('duties.state'),
            options: clockFilters
              .filter((state) => state !== 'open')
              .map((value) => ({ value, label: text(`duties.state.${value}`) })),
          },
          {
            key: 'subject',
            label: text('duties.subject-filter'),
            options: subjectKinds.map((value) => ({ value, label: text(`duties.subject.${value}`) })),
          },
          {
            key: 'regime',
            label: text('duties.regime'),
            options: regimes.map((value) => ({ value, label: text(`duties.regime.${value}`) })),
          },
        ]}
      />
      <DataTable
        {...list}
        label={text('duties.board')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/duties/${row.id}`}
        rowTone={(row) =>
          row.needsReason || (row.state === 'running' && Date.parse(row.dueAt) < Date.now())
            ? 'late'
            : undefined
        }
        empty={<EmptyState icon={IconClock} title={text('duties.empty')} text={text('duties.empty-text')} />}
      />
    </Page>
  );
};
