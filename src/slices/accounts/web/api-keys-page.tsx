import { Alert, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDate, formatRelative } from '../../../ui/format-date.ts';
import { IconKey, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useMay } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type ApiKey, listApiKeysRoute, revokeApiKeyRoute } from '../contract/api-keys.ts';
import { useAgencyOptions } from './agency-names.ts';
import { ApiKeyForm } from './api-key-form.tsx';
import { useSecondFactorGuard } from './second-factor-guard.tsx';
import { SettingsNav } from './settings-nav.tsx';
import { usePages } from './use-pages.ts';
import type { Send } from './use-send.ts';

const stateOf = (key: ApiKey): 'revoked' | 'expired' | 'active' => {
  if (key.revokedAt) return 'revoked';
  return key.expiresAt && new Date(key.expiresAt) <= new Date() ? 'expired' : 'active';
};

const RevokeButton = ({
  apiKey,
  send,
  onDone,
}: {
  apiKey: ApiKey;
  send: Send;
  onDone: () => Promise<void>;
}) => {
  const text = useText();
  return (
    <ConfirmAction
      title={text('accounts.key-revoke-title', { name: apiKey.name })}
      consequence={text('accounts.key-revoke-text')}
      confirmLabel={text('accounts.key-revoke')}
      isHarmful
      onConfirm={async () => {
        await send(revokeApiKeyRoute, { params: { id: apiKey.id }, body: {} });
        await onDone();
      }}
      trigger={(open) => (
        <Button size="compact-sm" variant="subtle" color="red" onClick={open}>
          {text('accounts.key-revoke')}
        </Button>
      )}
    />
  );
};

const useColumns = (send: Send, onDone: () => Promise<void>): Column<ApiKey>[] => {
  const text = useText();
  const language = useLanguage();
  const agencies = useAgencyOptions();
  return [
    { key: 'name', label: text('accounts.key-name'), render: (row) => row.name },
    {
      key: 'state',
      label: text('accounts.state'),
      width: '9rem',
      onPhone: 'mark',
      render: (row) => (
        <StatusBadge
          tone={stateOf(row) === 'active' ? 'good' : 'quiet'}
          label={text(`accounts.key-${stateOf(row)}`)}
        />
      ),
    },
    {
      key: 'scopes',
      label: text('accounts.key-scopes'),
      width: '16rem',
      render: (row) =>
        [
          ...row.scopes.map((scope) => text(`accounts.scope.${scope}`)),
          ...(row.agencyId ? [agencies.find(({ value }) => value === row.agencyId)?.label ?? ''] : []),
        ].join(', '),
    },
    {
      key: 'prefix',
      label: text('accounts.key-prefix'),
      width: '9rem',
      render: (row) => <code>{row.prefix}</code>,
    },
    {
      key: 'created',
      label: text('accounts.key-created'),
      width: '12rem',
      render: (row) => `${formatDate(row.createdAt, language)}, ${row.createdBy.fullName}`,
    },
    {
      key: 'used',
      label: text('accounts.key-used'),
      width: '9rem',
      render: (row) => (row.lastUsedAt ? formatRelative(row.lastUsedAt, language) : text('accounts.never')),
    },
    {
      key: 'revoke',
      label: text('accounts.actions'),
      width: '8rem',
      render: (row) => row.can.revoke && <RevokeButton apiKey={row} send={send} onDone={onDone} />,
    },
  ];
};

/** Keys for programs: made, shown once, revoked. */
export const ApiKeysPage = () => {
  const text = useText();
  const client = useQueryClient();
  const { send, dialog } = useSecondFactorGuard();
  const mayCreate = useMay('api-key.create');
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState('');
  const reload = () => client.invalidateQueries({ queryKey: [listApiKeysRoute.path] });
  const columns = useColumns(send, reload);
  const list = usePages(listApiKeysRoute, {});
  const addButton = (
    <Button leftSection={<IconPlus size="1rem" />} onClick={() => setAdding(true)}>
      {text('accounts.key-new')}
    </Button>
  );
  return (
    <Page
      title={text('accounts.settings')}
      lead={text('accounts.api-keys-lead')}
      actions={mayCreate && !isAdding && addButton}
    >
      {dialog}
      <SettingsNav current="/settings/api-keys" />
      {secret && (
        <Alert
          color="blue"
          variant="light"
          mb="md"
          title={text('accounts.key-secret')}
          withCloseButton
          closeButtonLabel={text('ui.close')}
          onClose={() => setSecret('')}
        >
          <p>{text('accounts.key-secret-text')}</p>
          <CopyText value={secret} />
        </Alert>
      )}
      {isAdding && (
        <Card title={text('accounts.key-new')}>
          <ApiKeyForm
            send={send}
            onClose={() => setAdding(false)}
            onDone={async (made) => {
              setSecret(made);
              setAdding(false);
              await reload();
            }}
          />
        </Card>
      )}
      <DataTable
        {...list}
        label={text('accounts.api-keys')}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            icon={IconKey}
            title={text('accounts.keys-empty')}
            text={text('accounts.keys-empty-text')}
          />
        }
      />
    </Page>
  );
};
