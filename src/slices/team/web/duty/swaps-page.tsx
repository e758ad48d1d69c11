import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { ConfirmAction } from '../../../../ui/confirm-action.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { formatDateTime } from '../../../../ui/format-date.ts';
import { IconCalendar } from '../../../../ui/icons.tsx';
import { Page } from '../../../../ui/page.tsx';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { StatusBadge, type StatusTone } from '../../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import { dutyChanged } from '../../contract/duty.ts';
import type { SwapState } from '../../contract/duty-codes.ts';
import {
  answerSwapRoute,
  decideSwapRoute,
  listSwapsRoute,
  type Swap,
  swapChanged,
  withdrawSwapRoute,
} from '../../contract/duty-swaps.ts';
import { shiftWords } from './shift-words.ts';
import styles from './swaps-page.module.css';

const tones: Readonly<Record<SwapState, StatusTone>> = {
  requested: 'wait',
  accepted: 'active',
  approved: 'good',
  declined: 'quiet',
  refused: 'quiet',
  withdrawn: 'quiet',
};

/** The words of a swap: who gives which shift for what. */
const useSwapWords = (swap: Swap) => {
  const text = useText();
  const language = useLanguage();
  const params = {
    from: swap.from.fullName,
    to: swap.to?.fullName ?? '',
    name: swap.from.fullName,
    shift: shiftWords(swap.shift, language),
    given: swap.returnShift ? shiftWords(swap.returnShift, language) : '',
  };
  const line = swap.returnShift ? 'exchange' : swap.to ? 'hand-on' : 'open';
  return { params, line: text(`team.swap-line-${line}`, params) };
};

const Answer = ({ swap }: { swap: Swap }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const { params } = useSwapWords(swap);
  const answer = async (accept: boolean, note: string) => {
    await send(answerSwapRoute, { params: { id: swap.id }, body: { accept, note, version: swap.version } });
    await forget(client, '/api/v1/duty');
  };
  const accept = text(swap.isOpenOffer ? 'team.swap-take' : 'team.swap-accept');
  return (
    <>
      <ConfirmAction
        title={accept}
        consequence={text(
          swap.returnShift ? 'team.swap-accept-return-text' : 'team.swap-accept-text',
          params,
        )}
        confirmLabel={accept}
        onConfirm={() => answer(true, '')}
        trigger={(open) => <Button onClick={open}>{accept}</Button>}
      />
      {!swap.isOpenOffer && (
        <ConfirmAction
          title={text('team.swap-decline')}
          consequence={text('team.swap-decline-text', params)}
          confirmLabel={text('team.swap-decline')}
          needsReason
          onConfirm={(reason) => answer(false, reason)}
          trigger={(open) => (
            <Button variant="default" onClick={open}>
              {text('team.swap-decline')}
            </Button>
          )}
        />
      )}
    </>
  );
};

const Decide = ({ swap }: { swap: Swap }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const { params } = useSwapWords(swap);
  const decide = async (approve: boolean, note: string) => {
    await send(decideSwapRoute, { params: { id: swap.id }, body: { approve, note, version: swap.version } });
    await forget(client, '/api/v1/duty');
  };
  return (
    <>
      <ConfirmAction
        title={text('team.swap-approve')}
        consequence={text(
          swap.returnShift ? 'team.swap-approve-return-text' : 'team.swap-approve-text',
          params,
        )}
        confirmLabel={text('team.swap-approve')}
        onConfirm={() => decide(true, '')}
        trigger={(open) => <Button onClick={open}>{text('team.swap-approve')}</Button>}
      />
      <ConfirmAction
        title={text('team.swap-refuse')}
        consequence={text('team.swap-refuse-text')}
        confirmLabel={text('team.swap-refuse')}
        needsReason
        onConfirm={(reason) => decide(false, reason)}
        trigger={(open) => (
          <Button variant="default" onClick={open}>
            {text('team.swap-refuse')}
          </Button>
        )}
      />
    </>
  );
};

const Withdraw = ({ swap }: { swap: Swap }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  return (
    <ConfirmAction
      title={text('team.swap-withdraw')}
      consequence={text('team.swap-withdraw-text')}
      confirmLabel={text('team.swap-withdraw')}
      onConfirm={async () => {
        await send(withdrawSwapRoute, { params: { id: swap.id }, body: { version: swap.version } });
        await forget(client, '/api/v1/duty');
      }}
      trigger={(open) => (
        <Button variant="default" onClick={open}>
          {text('team.swap-withdraw')}
        </Button>
      )}
    />
  );
};

const SwapItem = ({ swap }: { swap: Swap }) => {
  const text = useText();
  const language = useLanguage();
  const { line } = useSwapWords(swap);
  const note = swap.decisionNote ?? swap.answerNote;
  return (
    <li className={styles.swap}>
      <div className={styles.words}>
        <p className={styles.line}>{line}</p>
        <p className={styles.quiet}>{swap.reason}</p>
        <p className={styles.quiet}>
          <StatusBadge tone={tones[swap.state]} label={text(`team.swap-state.${swap.state}`)} />{' '}
          {swap.decidedAt
            ? text('team.swap-decided', {
                name: swap.decidedBy ?? '',
                time: formatDateTime(swap.decidedAt, language),
              })
            : swap.answeredAt
              ? text('team.swap-answered', { time: formatDateTime(swap.answeredAt, language) })
              : formatDateTime(swap.requestedAt, language)}
        </p>
        {note && <p>{note}</p>}
      </div>
      <div className={styles.actions}>
        {swap.can.answer && <Answer swap={swap} />}
        {swap.can.decide && <Decide swap={swap} />}
        {swap.can.withdraw && <Withdraw swap={swap} />}
      </div>
    </li>
  );
};

const Section = ({ title, swaps }: { title: string; swaps: readonly Swap[] }) =>
  swaps.length === 0 ? null : (
    <Card title={title} count={swaps.length} padding="flush">
      <ul className={styles.list}>
        {swaps.map((swap) => (
          <SwapItem key={swap.id} swap={swap} />
        ))}
      </ul>
    </Card>
  );

/** Requests to swap a shift: what waits for the reader first, then what waits for others, then what is closed. */
export const SwapsPage = () => {
  const text = useText();
  const waiting = useAnswer(listSwapsRoute, { query: { state: 'waiting', limit: 100 } });
  const closed = useAnswer(listSwapsRoute, { query: { state: 'closed', limit: 20 } });
  useLiveRefresh([dutyChanged, swapChanged], '/api/v1/duty');
  if (waiting.error) return <ErrorPage error={waiting.error} />;
  if (!waiting.data || !closed.data) return <PageLoading />;
  const { items } = waiting.data;
  const mine = items.filter((swap) => swap.can.answer);
  const toDecide = items.filter((swap) => swap.can.decide);
  const others = items.filter((swap) => !swap.can.answer && !swap.can.decide);
  return (
    <Page
      title={text('team.swaps')}
      lead={text('team.swaps-lead')}
      width="reading"
      actions={
        <Button component={AppLink} to="/duty" variant="default">
          {text('team.to-calendar')}
        </Button>
      }
    >
      {items.length + closed.data.items.length === 0 && (
        <EmptyState icon={IconCalendar} title={text('team.swap-empty')} text={text('team.swap-empty-text')} />
      )}
      <div className={styles.sections}>
        <Section title={text('team.swap-section.answer')} swaps={mine} />
        <Section title={text('team.swap-section.decide')} swaps={toDecide} />
        <Section title={text('team.swap-section.other')} swaps={others} />
        <Section title={text('team.swap-section.closed')} swaps={closed.data.items} />
      </div>
    </Page>
  );
};
