import { Button, Menu } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconBuilding, IconChevronDown, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { agencyKinds } from '../contract/codes.ts';
import { type AgencyItem, agencyChanged, listAgenciesRoute } from '../contract.ts';
import { DayPicker } from './public/day-picker.tsx';
import { useLiveRefresh, usePages } from './public/use-call.ts';

const useColumns = (): Column<AgencyItem>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    {
      key: 'name',
      label: text('agencies.name'),
      isSortable: true,
      render: (row) =>
        row.nowAs.length === 0
          ? row.name
          : `${row.name} (${text('agencies.now-as', { names: row.nowAs.map((agency) => agency.name).join(', ') })})`,
    },
    { key: 'code', label: text('agencies.code'), width: '11%', render: (row) => row.code },
    {
      key: 'kind',
      label: text('agencies.kind'),
      width: '18%',
      render: (row) => text(`agencies.kind.${row.kind}`),
    },
    {
      key: 'phone',
      label: text('agencies.phone'),
      width: '13%',
      render: (row) => row.phone,
    },
    {
      key: 'valid',
      label: text('agencies.valid'),
      width: '17%',
      onPhone: 'mark',
      render: (row) =>
        row.validTo ? (
          <StatusBadge
            tone="quiet"
            label={text('agencies.ended-on', { date: formatDate(row.validTo, language) })}
          />
        ) : (
          <StatusBadge tone="good" label={text('agencies.in-force')} />
        ),
    },
  ];
};

/** The register of agencies, today or with what has ended. */
export const AgenciesPage = () => {
  const text = useText();
  const columns = useColumns();
  const { values, set } = useAddressFilters();
  const isDescending = values.sort === '-name';
  const list = usePages(listAgenciesRoute, {
    q: values.q,
    kind: values.kind,
    on: values.on,
    sort: isDescending ? '-name' : 'name',
  });
  useLiveRefresh([agencyChanged], listAgenciesRoute.path);
  const can = list.first?.can ?? {};
  return (
    <Page
      title={text('agencies.title')}
      actions={
        <>
          <Button component={AppLink} to="/agencies/directory" variant="default">
            {text('agencies.directory')}
          </Button>
          <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size="1rem" />}>
                {text('agencies.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component={AppLink} to="/agencies/roles">
                {text('agencies.roles')}
              </Menu.Item>
              <Menu.Item component={AppLink} to="/agencies/figures">
                {text('agencies.figures')}
              </Menu.Item>
              <Menu.Item component={AppLink} to="/agencies/changes">
                {text('agencies.changes')}
              </Menu.Item>
              {can.update && (
                <Menu.Item component={AppLink} to="/agencies/change">
                  {text('agencies.change')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
          {can.create && (
            <Button component={AppLink} to="/agencies/new" leftSection={<IconPlus size="1rem" />}>
              {text('agencies.new')}
            </Button>
          )}
        </>
      }
    >
      <FilterChips
        searchKey="q"
        filters={[
          {
            key: 'kind',
            label: text('agencies.kind'),
            options: agencyKinds.map((kind) => ({ value: kind, label: text(`agencies.kind.${kind}`) })),
          },
          {
            key: 'on',
            label: text('agencies.valid'),
            options: [{ value: 'all', label: text('agencies.on-all') }],
          },
        ]}
      >
        <DayPicker
          key={values.on ?? ''}
          label={text('agencies.on-day')}
          day={values.on === 'all' ? '' : (values.on ?? '')}
          onPick={(on) => set({ on })}
        />
      </FilterChips>
      <DataTable
        {...list}
        label={text('agencies.title')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/agencies/${row.id}`}
        sort={{ key: 'name', isDescending }}
        onSort={(sort) => set({ sort: sort.isDescending ? '-name' : '' })}
        empty={
          <EmptyState icon={IconBuilding} title={text('agencies.empty')} text={text('agencies.empty-text')} />
        }
      />
    </Page>
  );
};
