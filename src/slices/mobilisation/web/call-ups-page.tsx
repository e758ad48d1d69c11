import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconClock, IconUsers } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useMay } from '../../../ui/session.ts';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { CallUpItem } from '../contract/call-up.ts';
import { callUpAddress, useCallUpList, useFreshCallUps } from './call-up-queries.ts';
import styles from './mobilisation.module.css';
import { CallUpSign, CountLine, ExerciseMark } from './recipient-signs.tsx';

const useColumns = (): readonly Column<CallUpItem>[] => {
  const text = useText();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        key: 'number',
        label: text('mobilisation.number'),
        width: '9rem',
        onPhone: 'title',
        isOneLine: true,
        render: ({ number }) => number,
      },
      {
        key: 'incident',
        label: text('mobilisation.incident'),
        onPhone: 'text',
        render: ({ incident, isExercise, place }) =>
          isExercise ? (
            <ExerciseMark />
          ) : (
            <>
              {incident ? `${incident.number} ${incident.title}` : '–'}
              {place && <span className={styles.sub}>{place}</span>}
            </>
          ),
      },
      {
        key: 'answers',
        label: text('mobilisation.answers'),
        width: '17rem',
        render: ({ counts }) => <CountLine counts={counts} />,
      },
      {
        key: 'state',
        label: text('mobilisation.state'),
        width: '10rem',
        onPhone: 'mark',
        render: ({ state }) => <CallUpSign state={state} />,
      },
      {
        key: 'created',
        label: text('mobilisation.created'),
        width: '11rem',
        render: ({ createdAt, createdBy }) => (
          <>
            <time dateTime={createdAt}>{formatDateTime(createdAt, language)}</time>
            <span className={styles.sub}>{createdBy}</span>
          </>
        ),
      },
    ],
    [text, language],
  );
};

/** Call-ups and communications checks, newest first. */
export const CallUpsPage = () => {
  const text = useText();
  const go = useGo();
  const mayCreate = useMay('call-up.create');
  const { values } = useAddressFilters();
  const list = useCallUpList({ state: values.state, isExercise: values.isExercise });
  useFreshCallUps();
  const columns = useColumns();
  return (
    <Page
      title={text('mobilisation.list.title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconClock size="1rem" />}
            onClick={() => go('/call-up-hours')}
          >
            {text('mobilisation.list.hours')}
          </Button>
          {mayCreate && (
            <Button leftSection={<IconUsers size="1rem" />} onClick={() => go('/call-ups/new?check=1')}>
              {text('mobilisation.list.check')}
            </Button>
          )}
        </>
      }
    >
      <FilterChips
        filters={[
          {
            key: 'state',
            label: text('mobilisation.state'),
            options: (['running', 'ended'] as const).map((value) => ({
              value,
              label: text(`mobilisation.state.${value}`),
            })),
          },
          {
            key: 'isExercise',
            label: text('mobilisation.kind'),
            options: [
              { value: 'false', label: text('mobilisation.callUp') },
              { value: 'true', label: text('mobilisation.exercise') },
            ],
          },
        ]}
      />
      <DataTable
        label={text('mobilisation.list.title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ id }) => id}
        rowTo={({ id }) => callUpAddress(id)}
        isLoading={list.isPending}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
        empty={
          <EmptyState
            icon={IconUsers}
            title={text('mobilisation.list.empty')}
            text={text('mobilisation.list.emptyHint')}
          />
        }
      />
    </Page>
  );
};
