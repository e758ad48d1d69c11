import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { BreakableText } from '../../../ui/breakable-text.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { IconPlus, IconServer } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useText } from '../../../ui/use-text.ts';
import { useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { useLiveRefresh, usePages } from '../../agencies/web/public/use-call.ts';
import { listSystemsRoute, type SystemItem, systemChanged } from '../contract.ts';

const levels = ['1', '2', '3', '4', '5'] as const;

const useColumns = (): Column<SystemItem>[] => {
  const text = useText();
  return [
    { key: 'name', label: text('systems.name'), render: (row) => row.name },
    { key: 'code', label: text('systems.code'), width: '7rem', isOneLine: true, render: (row) => row.code },
    { key: 'agency', label: text('systems.agency'), width: '22%', render: (row) => row.agency.name },
    {
      key: 'level',
      label: text('systems.level'),
      width: '8rem',
      onPhone: 'mark',
      render: (row) =>
        row.level ? text('systems.level-n', { level: row.level }) : text('systems.level-none'),
    },
    {
      key: 'domains',
      label: text('systems.domains'),
      width: '30%',
      render: (row) => <BreakableText text={row.domains.join(', ')} />,
    },
  ];
};

/** The register of information systems. */
export const SystemsPage = () => {
  const text = useText();
  const columns = useColumns();
  const { values } = useAddressFilters();
  const list = usePages(listSystemsRoute, {
    q: values.q,
    agencyId: values.agencyId,
    level: values.level,
    state: values.state,
  });
  const agencies = useAgencies('all').filter(({ id }) => id === values.agencyId);
  useLiveRefresh([systemChanged], '/api/v1/systems');
  return (
    <Page
      title={text('systems.title')}
      actions={
        list.first?.can.create && (
          <Button
            component={AppLink}
            to={values.agencyId ? `/systems/new?agencyId=${values.agencyId}` : '/systems/new'}
            leftSection={<IconPlus size="1rem" />}
          >
            {text('systems.new')}
          </Button>
        )
      }
    >
      <FilterChips
        searchKey="q"
        filters={[
          {
            key: 'level',
            label: text('systems.level'),
            options: levels.map((level) => ({ value: level, label: text('systems.level-n', { level }) })),
          },
          {
            key: 'state',
            label: text('systems.state'),
            options: [
              { value: 'retired', label: text('systems.state-retired') },
              { value: 'all', label: text('systems.state-all') },
            ],
          },
          ...(values.agencyId
            ? [
                {
                  key: 'agencyId',
                  label: text('systems.agency'),
                  options: agencies.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
      />
      <DataTable
        {...list}
        label={text('systems.title')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/systems/${row.id}`}
        empty={
          <EmptyState icon={IconServer} title={text('systems.empty')} text={text('systems.empty-text')} />
        }
      />
    </Page>
  );
};
