import { Button, Menu } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconChevronDown, IconPlus, IconUsers } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PanelSlot } from '../../../ui/panel-slot.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { useMay } from '../../../ui/session.ts';
import { ErrorPage } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { DayPicker } from '../../agencies/web/public/day-picker.tsx';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { getRosterRoute, memberChanged } from '../contract.ts';
import { DeclarationNotice } from './declaration-card.tsx';
import styles from './replacement.module.css';
import { VacanciesCard } from './vacancies-card.tsx';

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
    {
      key: 'agency',
      label: text('team.agency'),
      render: (row) => (
        <>
          {row.membership.agency.name}
          {row.agencyNow.length > 0 && (
            <span className={styles.quiet}>
              {' '}
              ({text('team.agency-now', { names: row.agencyNow.map((agency) => agency.name).join(', ') })})
            </span>
          )}
        </>
      ),
    },
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

/** What is needed less often: members, files, the directory on paper. */
const MoreMenu = ({ on, mayImport }: { on: string | undefined; mayImport: boolean }) => {
  const text = useText();
  const day = on ? `&on=${on}` : '';
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size="1rem" />}>
          {text('team.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={`/api/v1/team/roster/file?format=xlsx${day}`} download>
          {text('team.export-xlsx')}
        </Menu.Item>
        <Menu.Item component="a" href={`/api/v1/team/roster/file?format=csv${day}`} download>
          {text('team.export-csv')}
        </Menu.Item>
        <Menu.Item component="a" href={`/api/v1/team/directory/file${on ? `?on=${on}` : ''}`} download>
          {text('team.print-directory')}
        </Menu.Item>
        <Menu.Item component={AppLink} to="/team/members">
          {text('team.members')}
        </Menu.Item>
        {mayImport && (
          <Menu.Item component={AppLink} to="/team/import">
            {text('team.import')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
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
  const basis = data?.decisions.slice(0, 3).map((decision) => decision.number) ?? [];
  const lead =
    data &&
    [
      text('team.roster-lead', { date: formatDate(data.on, language) }),
      basis.length > 0 && text('team.roster-basis', { numbers: basis.join(', ') }),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Page
      title={text('team.title')}
      count={data?.items.length}
      lead={lead}
      printNote={lead}
      actions={
        <>
          <PrintButton />
          <Button component={AppLink} to="/team/replacements" variant="default">
            {text('team.replacements')}
          </Button>
          {maySkills && (
            <Button component={AppLink} to="/team/skills" variant="default">
              {text('team.skills')}
            </Button>
          )}
          <Button component={AppLink} to="/team/decisions" variant="default">
            {text('team.decisions')}
          </Button>
          <MoreMenu on={values.on} mayImport={data?.can.update === true} />
          {data?.can.update && (
            <Button component={AppLink} to="/team/members/new" leftSection={<IconPlus size="1rem" />}>
              {text('team.member-new')}
            </Button>
          )}
        </>
      }
    >
      <DeclarationNotice />
      <div className={`ui-screen-only ${styles.strip}`}>
        <VacanciesCard id="" />
        <PanelSlot slot="team.page" id="" />
      </div>
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
