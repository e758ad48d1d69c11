import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { IconPlus, IconUsers } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useText } from '../../../ui/use-text.ts';
import { useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { useLiveRefresh, usePages } from '../../agencies/web/public/use-call.ts';
import { listMembersRoute, type MemberItem, memberChanged } from '../contract.ts';

const useColumns = (): Column<MemberItem>[] => {
  const text = useText();
  return [
    { key: 'name', label: text('team.full-name'), width: '22%', render: (row) => row.fullName },
    {
      key: 'role',
      label: text('team.role-today'),
      width: '14%',
      onPhone: 'mark',
      render: (row) => text(row.roleInTeam ? `team.role.${row.roleInTeam}` : 'team.not-in-team'),
    },
    { key: 'agency', label: text('team.agency'), render: (row) => row.agency.name },
    { key: 'post', label: text('team.post'), width: '18%', render: (row) => row.post },
    { key: 'phone', label: text('team.phone'), width: '12%', isOneLine: true, render: (row) => row.phone },
  ];
};

/** Everybody who is or was in the team. */
export const MembersPage = () => {
  const text = useText();
  const columns = useColumns();
  const { values } = useAddressFilters();
  const list = usePages(listMembersRoute, { q: values.q, agencyId: values.agencyId });
  const agencies = useAgencies('all').filter(({ id }) => id === values.agencyId);
  useLiveRefresh([memberChanged], '/api/v1/members');
  return (
    <Page
      title={text('team.members')}
      lead={text('team.members-lead')}
      actions={
        list.first?.can.update && (
          <Button component={AppLink} to="/team/members/new" leftSection={<IconPlus size="1rem" />}>
            {text('team.member-new')}
          </Button>
        )
      }
    >
      <FilterChips
        searchKey="q"
        filters={
          values.agencyId
            ? [
                {
                  key: 'agencyId',
                  label: text('team.agency'),
                  options: agencies.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []
        }
      />
      <DataTable
        {...list}
        label={text('team.members')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/team/members/${row.id}`}
        empty={<EmptyState icon={IconUsers} title={text('team.members-empty')} />}
      />
    </Page>
  );
};
