import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatRelative } from '../../../ui/format-date.ts';
import { IconPlus, IconUsers } from '../../../ui/icons.tsx';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { Page } from '../../../ui/page.tsx';
import { useMay } from '../../../ui/session.ts';
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { listPeopleRoute, type Person } from '../contract/people.ts';
import { personEvents } from '../contract.ts';
import { roles } from '../roles.ts';
import { RecoveryRequests } from './recovery-requests.tsx';
import { useRoleWords } from './role-words.ts';
import { usePages } from './use-pages.ts';

export const stateTones: Record<Person['state'], StatusTone> = {
  invited: 'wait',
  active: 'good',
  disabled: 'quiet',
};
const states = ['active', 'invited', 'disabled'] as const;

const useColumns = (): Column<Person>[] => {
  const text = useText();
  const language = useLanguage();
  const sayRoles = useRoleWords();
  return [
    { key: 'name', label: text('accounts.full-name'), width: '16rem', render: (row) => row.fullName },
    {
      key: 'state',
      label: text('accounts.state'),
      width: '9rem',
      onPhone: 'mark',
      render: (row) => (
        <StatusBadge tone={stateTones[row.state]} label={text(`accounts.state.${row.state}`)} />
      ),
    },
    { key: 'roles', label: text('accounts.roles'), onPhone: 'text', render: (row) => sayRoles(row.roles) },
    {
      key: 'email',
      label: text('accounts.email'),
      width: '16rem',
      isOneLine: true,
      render: (row) => row.email,
    },
    {
      key: 'seen',
      label: text('accounts.seen'),
      width: '9rem',
      render: (row) => (row.lastSeenAt ? formatRelative(row.lastSeenAt, language) : text('accounts.never')),
    },
  ];
};

/** People who sign in, with the requests that wait for a second officer on top. */
export const PeoplePage = () => {
  const text = useText();
  const client = useQueryClient();
  const { values } = useAddressFilters();
  const columns = useColumns();
  const mayInvite = useMay('person.invite');
  const mayApprove = useMay('person.approve-recovery');
  const list = usePages(listPeopleRoute, { q: values.q, state: values.state, role: values.role });
  useLiveEvents([personEvents.changed, 'live.reconnected'], () => {
    void client.invalidateQueries({ queryKey: [listPeopleRoute.path] });
  });
  const invite = (
    <Button component={AppLink} to="/people/new" leftSection={<IconPlus size="1rem" />}>
      {text('accounts.invite')}
    </Button>
  );
  return (
    <Page title={text('accounts.people')} lead={text('accounts.people-lead')} actions={mayInvite && invite}>
      {mayApprove && <RecoveryRequests />}
      <FilterChips
        searchKey="q"
        filters={[
          {
            key: 'state',
            label: text('accounts.state'),
            options: states.map((state) => ({ value: state, label: text(`accounts.state.${state}`) })),
          },
          {
            key: 'role',
            label: text('accounts.role'),
            options: roles.map((role) => ({ value: role, label: text(`accounts.role.${role}`) })),
          },
        ]}
      />
      <DataTable
        {...list}
        label={text('accounts.people')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/${row.id}`}
        empty={
          <EmptyState
            icon={IconUsers}
            title={text('accounts.people-empty')}
            text={text('accounts.people-empty-text')}
          />
        }
      />
    </Page>
  );
};
