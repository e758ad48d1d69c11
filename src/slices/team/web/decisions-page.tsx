import { ActionIcon, Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconEdit, IconFile, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage } from '../../../ui/state-pages.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { type Decision, listDecisionsRoute, memberChanged } from '../contract.ts';
import { DecisionFile } from './decision-file.tsx';
import { DecisionForm } from './decision-form.tsx';

const useColumns = (onEdit: ((decision: Decision) => void) | undefined): Column<Decision>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    { key: 'number', label: text('team.decision-number'), width: '13%', render: (row) => row.number },
    {
      key: 'issued',
      label: text('team.issued-on'),
      width: '10%',
      render: (row) => formatDate(row.issuedOn, language),
    },
    {
      key: 'kind',
      label: text('team.decision-kind'),
      width: '10%',
      onPhone: 'mark',
      render: (row) => text(`team.decision-kind.${row.kind}`),
    },
    { key: 'title', label: text('team.decision-title'), onPhone: 'text', render: (row) => row.title },
    {
      key: 'signer',
      label: text('team.signer'),
      width: '14%',
      render: (row) => `${row.signerTitle} ${row.signer}`,
    },
    {
      key: 'file',
      label: text('team.decision-file'),
      width: '14%',
      render: (row) => <DecisionFile decision={row} mayAttach={onEdit !== undefined} />,
    },
    {
      key: 'roster',
      label: text('team.roster'),
      width: '11%',
      render: (row) => (
        <AppLink to={`/team?on=${row.effectiveOn}`}>{formatDate(row.effectiveOn, language)}</AppLink>
      ),
    },
    ...(onEdit
      ? [
          {
            key: 'edit',
            label: text('ui.edit'),
            width: '6%',
            render: (row: Decision) => (
              <ActionIcon
                variant="subtle"
                aria-label={text('ui.edit-field', { label: row.number })}
                onClick={() => onEdit(row)}
              >
                <IconEdit size="1rem" />
              </ActionIcon>
            ),
          },
        ]
      : []),
  ];
};

/** The decisions that founded and changed the team. */
export const DecisionsPage = () => {
  const text = useText();
  const [edited, setEdited] = useState<Decision | 'new'>();
  const { data, error } = useAnswer(listDecisionsRoute);
  const columns = useColumns(data?.can.update ? setEdited : undefined);
  useLiveRefresh([memberChanged], '/api/v1/team');
  if (error) return <ErrorPage error={error} />;
  return (
    <Page
      title={text('team.decisions')}
      actions={
        data?.can.update && (
          <Button leftSection={<IconPlus size="1rem" />} onClick={() => setEdited('new')}>
            {text('team.decision-new')}
          </Button>
        )
      }
    >
      <DataTable
        label={text('team.decisions')}
        columns={columns}
        rows={data?.items ?? []}
        rowKey={(row) => row.id}
        isLoading={!data}
        empty={
          <EmptyState
            icon={IconFile}
            title={text('team.decisions-empty')}
            text={text('team.decisions-empty-text')}
          />
        }
      />
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size="lg"
        title={<strong>{text(edited === 'new' ? 'team.decision-new' : 'team.decision-edit')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {edited && (
          <DecisionForm
            decision={edited === 'new' ? undefined : edited}
            isFirst={data?.items.length === 0}
            onDone={() => setEdited(undefined)}
          />
        )}
      </Modal>
    </Page>
  );
};
