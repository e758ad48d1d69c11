import './tables.ts';
import type { Subscriber } from '../../platform/ctx/services.ts';
import { addHandOverSection } from '../team/public.ts';

const LISTED_MAX = 15;
const COUNTED_MAX = 200;

/** Brings into a hand-over note the reports that nobody has settled and the calls that were promised back. */
export const tellHandOver: Subscriber = async (_ctx, tx, event) => {
  const { id } = event.data as { id: string };
  const waiting = await tx
    .selectFrom('reports')
    .select(['id', 'number', 'title', 'state', 'received_at'])
    .where('state', 'in', ['received', 'verifying'])
    .orderBy('received_at')
    .limit(COUNTED_MAX)
    .execute();
  await addHandOverSection(tx, id, {
    titleKey: 'intake.hand-over.waiting',
    items: waiting.slice(0, LISTED_MAX).map((row) => ({
      labelKey: 'intake.hand-over.line',
      params: { number: row.number, title: row.title },
      noteKey: `intake.state.${row.state}`,
      to: `/reports/${row.id}`,
      at: row.received_at.toISOString(),
    })),
    more: Math.max(0, waiting.length - LISTED_MAX),
  });
  const calls = await tx
    .selectFrom('reports')
    .select(['id', 'number', 'title', 'call_back_at'])
    .where('call_back_at', 'is not', null)
    .where('call_back_done_at', 'is', null)
    .orderBy('call_back_at')
    .limit(COUNTED_MAX)
    .execute();
  await addHandOverSection(tx, id, {
    titleKey: 'intake.hand-over.call-backs',
    items: calls.slice(0, LISTED_MAX).map((row) => ({
      labelKey: 'intake.hand-over.line',
      params: { number: row.number, title: row.title },
      noteKey: null,
      to: `/reports/${row.id}`,
      at: row.call_back_at?.toISOString() ?? null,
    })),
    more: Math.max(0, calls.length - LISTED_MAX),
  });
};
