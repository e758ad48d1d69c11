import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconPlus, IconUsers } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { useMay } from '../../../ui/session.ts';
import { ErrorPage } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { DayPicker } from '../../agencies/web/public/day-picker.tsx';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { getRosterRoute, memberChanged } from '../contract.ts';

type Row = (typeof getRosterRoute.answer)['_output']['items'][number];

const useColumns = (): Column<Row>[] => {
  const text = useText();
  return [
    { key: 'name', label: text('team.full-name'), width: '14%', render: (row) => row.fullName },
    {
      key: 'role',
      label: text('team.role'),
      width: '12%',
      onPhone: 'mark',
      render: (row) => text(`team.role.${row.membership.roleInTeam}`),
    },
    { key: 'agency', label: text('team.agency'), render: (row) => row.membership.agency.name },
    { key: 'post', label: text('team.post'), width: '13%', render: (row) => row.membership.post },
    { key: 'group', label: text('team.group'), width: '15%', render: (row) => row.membership.groupName },
    { key: 'phone', label: text('team.phone'), width: '9.5rem', isOneLine: true, render: (row) => row.phone },
    {
      key: 'decision',
      label: text('team.decision'),
      width: '9.5rem',
      isOneLine: true,
      onPhone: 'hidden',
      render: (row) => row.membership.decision?.number,
    },
  ];
};

/** The team today, or on any earlier day as the decisions then stood. */
export const RosterPage = () => {
  const text = useText();
  const language = useLanguage();
  const columns = useColumns();
  const maySkills = useMay('skill.read');
  const { values, set } = useAddressFilters();
  const { data, error } = useAnswer(getRosterRoute, { query: values.on ? { on: values.on } : {} });
  useLiveRefresh([memberChanged], '/api/v1/team', '/api/v1/members');
  if (error) return <ErrorPage error={error} />;
  const lead = data && text('team.roster-lead', { date: formatDate(data.on, language) });
  return (
    <Page
      title={text('team.title')}
      count={data?.items.length}
      lead={lead}
      printNote={lead}
      actions={
        <>
          <PrintButton />
          <Button component={AppLink} to="/team/members" variant="default">
            {text('team.members')}
          </Button>
          {maySkills && (
            <Button component={AppLink} to="/team/skills" variant="default">
              {text('team.skills')}
            </Button>
          )}
          <Button component={AppLink} to="/team/decisions" variant="default">
            {text('team.decisions')}
          </Button>
          {data?.can.update && (
            <Button component={AppLink} to="/team/members/new" leftSection={<IconPlus size="1rem" />}>
              {text('team.member-new')}
            </Button>
          )}
        </>
      }
    >
      <DayPicker
        key={values.on ?? ''}
        label={text('team.roster-on')}
        day={values.on ?? ''}
        onPick={(on) => set({ on })}
      />
      <DataTable
        label={text('team.title')}
        columns={columns}
        rows={data?.items ?? []}
        rowKey={(row) => row.id}
        rowTo={(row) => `/team/members/${row.id}`}
        isLoading={!data}
        empty={
          <EmptyState
            icon={IconUsers}
            title={text('team.roster-empty')}
            text={text('team.roster-empty-text')}
          />
        }
      />
    </Page>
  );
};
