import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../../../platform/http/route.ts';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { Page } from '../../../ui/page.tsx';
import { useText } from '../../../ui/use-text.ts';
import { listSettingsRoute } from '../contract/organisation.ts';
import { SettingsNav } from './settings-nav.tsx';
import { useSend } from './use-send.ts';

type Setting = AnswerOf<typeof listSettingsRoute>['items'][number];

/** The settings that the program was started with; they are changed on the machine, not here. */
export const ProgramPage = () => {
  const text = useText();
  const send = useSend();
  const { data } = useQuery({
    queryKey: [listSettingsRoute.path],
    queryFn: () => send(listSettingsRoute),
  });
  const columns: Column<Setting>[] = [
    {
      key: 'name',
      label: text('accounts.setting'),
      width: '20rem',
      render: (row) => <code>{row.name}</code>,
    },
    {
      key: 'value',
      label: text('accounts.setting-value'),
      width: '16rem',
      render: (row) => (row.value === null ? text('ui.not-set') : <code>{row.value}</code>),
    },
    {
      key: 'origin',
      label: text('accounts.setting-origin'),
      width: '9rem',
      render: (row) => text(row.isDefault ? 'accounts.setting-default' : 'accounts.setting-set'),
    },
    {
      key: 'about',
      label: text('accounts.setting-about'),
      onPhone: 'text',
      render: (row) => <span lang="en">{row.about}</span>,
    },
  ];
  return (
    <Page title={text('accounts.settings')} lead={text('accounts.program-lead')}>
      <SettingsNav current="/settings/program" />
      <DataTable
        label={text('accounts.program')}
        columns={columns}
        rows={data?.items ?? []}
        isLoading={!data}
        rowKey={(row) => row.name}
      />
    </Page>
  );
};
