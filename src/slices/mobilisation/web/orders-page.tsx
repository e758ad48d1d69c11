import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconPlus, IconSend } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useMay } from '../../../ui/session.ts';
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type OrderState, orderDirections, orderStates } from '../contract/codes.ts';
import type { OrderItem } from '../contract/orders.ts';
import { orderAddress, useFreshOrders, useOrderList } from './call-up-queries.ts';
import styles from './mobilisation.module.css';

const tones: Readonly<Record<OrderState, StatusTone>> = {
  draft: 'quiet',
  sent: 'wait',
  received: 'wait',
  accepted: 'active',
  refused: 'harm',
  'in-progress': 'active',
  done: 'good',
  verified: 'good',
};

export const OrderSign = ({ state }: { state: OrderState }) => {
  const text = useText();
  return <StatusBadge tone={tones[state]} label={text(`mobilisation.order.state.${state}`)} />;
};

const useColumns = (): readonly Column<OrderItem>[] => {
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
        key: 'subject',
        label: text('mobilisation.order.subject'),
        onPhone: 'text',
        render: ({ subject, documentNumber }) => (
          <>
            {subject}
            {documentNumber && <span className={styles.sub}>{documentNumber}</span>}
          </>
        ),
      },
      {
        key: 'parties',
        label: text('mobilisation.order.direction'),
        width: '15rem',
        render: ({ direction, issuerName, addressees }) => (
          <>
            {text(`mobilisation.order.direction.${direction}`)}
            <span className={styles.sub}>
              {direction === 'received' ? issuerName : addressees.map(({ name }) => name).join(', ')}
            </span>
          </>
        ),
      },
      {
        key: 'actions',
        label: text('mobilisation.order.actions'),
        width: '7rem',
        render: ({ actionsDone, actionsTotal }) =>
          actionsTotal === 0
            ? '–'
            : text('mobilisation.order.progress', { done: actionsDone, total: actionsTotal }),
      },
      {
        key: 'replyBy',
        label: text('mobilisation.order.replyBy'),
        width: '11rem',
        render: ({ replyBy, isLate }) =>
          replyBy ? (
            <span className={isLate ? styles.fault : undefined}>
              {formatDateTime(replyBy, language)} {isLate && text('mobilisation.order.late')}
            </span>
          ) : (
            '–'
          ),
      },
      {
        key: 'state',
        label: text('mobilisation.state'),
        width: '11rem',
        onPhone: 'mark',
        render: ({ state }) => <OrderSign state={state} />,
      },
    ],
    [text, language],
  );
};

/** Coordination orders and requests, received and sent. */
export const OrdersPage = () => {
  const text = useText();
  const go = useGo();
  const mayUpdate = useMay('order.update');
  const { values } = useAddressFilters();
  const list = useOrderList({ direction: values.direction, state: values.state, q: values.q });
  useFreshOrders();
  const columns = useColumns();
  return (
    <Page
      title={text('mobilisation.order.title')}
      actions={
        mayUpdate && (
          <>
            <Button
              variant="default"
              leftSection={<IconSend size="1rem" />}
              onClick={() => go('/orders/new?direction=sent')}
            >
              {text('mobilisation.order.newSent')}
            </Button>
            <Button leftSection={<IconPlus size="1rem" />} onClick={() => go('/orders/new')}>
              {text('mobilisation.order.new')}
            </Button>
          </>
        )
      }
    >
      <FilterChips
        searchKey="q"
        filters={[
          {
            key: 'direction',
            label: text('mobilisation.order.direction'),
            options: orderDirections.map((value) => ({
              value,
              label: text(`mobilisation.order.direction.${value}`),
            })),
          },
          {
            key: 'state',
            label: text('mobilisation.state'),
            options: orderStates.map((value) => ({
              value,
              label: text(`mobilisation.order.state.${value}`),
            })),
          },
        ]}
      />
      <DataTable
        label={text('mobilisation.order.title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ id }) => id}
        rowTo={({ id }) => orderAddress(id)}
        rowTone={({ isLate }) => (isLate ? 'late' : undefined)}
        isLoading={list.isPending}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
        empty={
          <EmptyState
            icon={IconSend}
            title={text('mobilisation.order.empty')}
            text={text('mobilisation.order.emptyHint')}
          />
        }
      />
    </Page>
  );
};
