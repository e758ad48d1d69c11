import { Button, Checkbox, FileButton } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { FileList } from '../../../ui/file-list.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconFile, IconUpload } from '../../../ui/icons.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { RecordPage } from '../../../ui/record-page.tsx';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { OrderState } from '../contract/codes.ts';
import { draftOrderLetterRoute, moveOrderRoute, type Order, setActionRoute } from '../contract/orders.ts';
import { useFreshOrders, useOrder, useTakeInOrder } from './call-up-queries.ts';
import styles from './mobilisation.module.css';
import { OrderSign } from './orders-page.tsx';

const MoveButton = ({ order, to, isFirst }: { order: Order; to: OrderState; isFirst: boolean }) => {
  const text = useText();
  const takeIn = useTakeInOrder();
  const move = async (note: string) =>
    takeIn(
      await call(moveOrderRoute, {
        params: { id: order.id },
        body: { version: order.version, to, note: note || null },
      }),
    );
  return (
    <ConfirmAction
      title={`${text(`mobilisation.order.move.${to}`)}: ${order.number}`}
      consequence={order.subject}
      confirmLabel={text(`mobilisation.order.move.${to}`)}
      needsReason={to === 'refused'}
      isHarmful={to === 'refused'}
      onConfirm={move}
      trigger={(open) => (
        <Button
          variant={isFirst ? 'filled' : 'default'}
          color={to === 'refused' ? 'red' : undefined}
          onClick={open}
        >
          {text(`mobilisation.order.move.${to}`)}
        </Button>
      )}
    />
  );
};

const Actions = ({ order }: { order: Order }) => {
  const text = useText();
  const go = useGo();
  const takeIn = useTakeInOrder();
  const draft = async () => {
    const drafted = await call(draftOrderLetterRoute, { params: { id: order.id } });
    takeIn(drafted);
    if (drafted.documentId) go(`/documents/${drafted.documentId}`);
  };
  return (
    <>
      <PrintButton />
      {order.documentId ? (
        <Button
          variant="default"
          leftSection={<IconFile size="1rem" />}
          onClick={() => go(`/documents/${order.documentId}`)}
        >
          {text('mobilisation.order.openLetter')}
        </Button>
      ) : (
        order.can.draft && (
          <Button variant="default" leftSection={<IconFile size="1rem" />} onClick={() => void draft()}>
            {text('mobilisation.order.letter')}
          </Button>
        )
      )}
      {order.nextStates.map((to, index) => (
        <MoveButton key={to} order={order} to={to} isFirst={index === 0} />
      ))}
    </>
  );
};

const ActionsCard = ({ order }: { order: Order }) => {
  const text = useText();
  const language = useLanguage();
  const takeIn = useTakeInOrder();
  if (order.actions.length === 0) return null;
  return (
    <Card title={text('mobilisation.order.actions')} count={order.actions.length}>
      <ul className={styles.list}>
        {order.actions.map((action) => (
          <li key={action.id} style={{ padding: '0.375rem 0' }}>
            <Checkbox
              label={action.action}
              aria-label={text('mobilisation.order.markDone', { action: action.action })}
              checked={action.doneAt !== null}
              disabled={!order.can.update}
              description={
                <span className={action.isLate ? styles.fault : undefined}>
                  {action.responsible}
                  {action.dueAt && ` · ${formatDateTime(action.dueAt, language)}`}
                  {action.isLate && ` · ${text('mobilisation.order.late')}`}
                  {action.note && ` · ${action.note}`}
                </span>
              }
              onChange={(event) =>
                void call(setActionRoute, {
                  params: { id: order.id, actionId: action.id },
                  body: { isDone: event.currentTarget.checked, note: action.note },
                }).then(takeIn)
              }
            />
          </li>
        ))}
      </ul>
    </Card>
  );
};

const FilesCard = ({ order }: { order: Order }) => {
  const text = useText();
  const takeIn = useTakeInOrder();
  const [fault, setFault] = useState<string>();
  const send = async (files: File[]) => {
    if (files.length === 0) return;
    const body = new FormData();
    for (const file of files) body.append('file', file);
    const answer = await fetch(`/api/v1/coordination-orders/${order.id}/files`, { method: 'POST', body });
    const read: unknown = await answer.json().catch(() => undefined);
    if (answer.ok) takeIn(read as Order);
    else setFault(problemOf(read)?.title ?? text('ui.problem-network'));
  };
  return (
    <Card
      title={text('mobilisation.order.files')}
      action={
        order.can.update && (
          <FileButton multiple onChange={(files) => void send(files)}>
            {(props) => (
              <Button {...props} size="xs" variant="default" leftSection={<IconUpload size="1rem" />}>
                {text('mobilisation.order.addFile')}
              </Button>
            )}
          </FileButton>
        )
      }
    >
      {order.files.length > 0 ? (
        <FileList
          files={order.files.map(({ id, name, sizeBytes, uploadedBy }) => ({
            id,
            name,
            sizeBytes,
            detail: uploadedBy,
            href: `/api/v1/coordination-orders/${order.id}/files/${id}`,
          }))}
        />
      ) : (
        <p className={styles.why}>–</p>
      )}
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </Card>
  );
};

const Facts = ({ order }: { order: Order }) => {
  const text = useText();
  const language = useLanguage();
  const moment = (at: string | null) => at && formatDateTime(at, language);
  return (
    <FactList
      facts={[
        {
          key: 'direction',
          label: text('mobilisation.order.direction'),
          value: text(`mobilisation.order.direction.${order.direction}`),
        },
        {
          key: 'kind',
          label: text('mobilisation.order.kind'),
          value: text(`mobilisation.order.kind.${order.kind}`),
        },
        { key: 'document', label: text('mobilisation.order.number'), value: order.documentNumber },
        { key: 'issued', label: text('mobilisation.order.issuedAt'), value: moment(order.issuedAt) },
        { key: 'issuer', label: text('mobilisation.order.issuer'), value: order.issuerName },
        { key: 'signer', label: text('mobilisation.order.signer'), value: order.signer },
        {
          key: 'to',
          label: text('mobilisation.order.addressees'),
          value: order.addressees.map(({ name }) => name).join('; '),
        },
        { key: 'basis', label: text('mobilisation.order.basis'), value: order.legalBasis },
        {
          key: 'incident',
          label: text('mobilisation.incident'),
          value: order.incident && (
            <AppLink to={`/incidents/${order.incident.id}`}>
              {order.incident.number} {order.incident.title}
            </AppLink>
          ),
        },
        {
          key: 'severity',
          label: text('mobilisation.order.severity'),
          value: order.severity && text(`incidents.severity.${order.severity}` as never),
        },
        {
          key: 'urgency',
          label: text('mobilisation.compose.urgency'),
          value: text(`mobilisation.urgency.${order.urgency}`),
        },
        {
          key: 'circulation',
          label: text('mobilisation.order.circulation'),
          value: text(`mobilisation.order.circulation.${order.circulation}`),
        },
        { key: 'reply', label: text('mobilisation.order.replyBy'), value: moment(order.replyBy) },
        { key: 'contact', label: text('mobilisation.order.contact'), value: order.contact },
      ]}
    />
  );
};

const HistoryCard = ({ order }: { order: Order }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <Card title={text('mobilisation.order.history')}>
      <ol className={styles.list}>
        {order.moves.map((move) => (
          <li key={move.id} style={{ padding: '0.375rem 0' }}>
            <OrderSign state={move.to} />
            <span className={styles.sub}>
              {formatDateTime(move.at, language)}, {move.by}
              {move.note && `: ${move.note}`}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
};

/** One order with its actions, course and files. */
export const OrderPage = () => {
  const text = useText();
  const id = useRouteParam('orderId');
  const { data: order } = useOrder(id);
  useFreshOrders();
  if (!order) return <PageLoading />;
  return (
    <RecordPage
      number={order.number}
      title={order.subject}
      badges={<OrderSign state={order.state} />}
      actions={<Actions order={order} />}
      conversationLabel={text('mobilisation.order.content')}
      conversation={
        <div className={styles.stack}>
          {order.refusedReason && <p className={styles.banner}>{order.refusedReason}</p>}
          {order.content && (
            <Card title={text('mobilisation.order.content')}>
              <p className={styles.lines}>{order.content}</p>
            </Card>
          )}
          <ActionsCard order={order} />
          <HistoryCard order={order} />
        </div>
      }
      facts={
        <>
          <Facts order={order} />
          <FilesCard order={order} />
        </>
      }
    />
  );
};
