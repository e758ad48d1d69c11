import '../tables.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Subscriber } from '../../../platform/ctx/services.ts';
import { getIncidentRefs } from '../../incidents/public.ts';
import { addHandOverSection } from '../../team/public.ts';

const LISTED_MAX = 15;
const WINDOW_MS = 24 * 3_600_000;

/** Whoever keeps the desk: sees every incident but those of TLP:RED. */
const deskReader: Actor = {
  kind: 'person',
  id: null,
  label: 'hand-over note',
  reach: 'all',
  organisationIds: [],
  permissions: new Map([['incident.read', 'any']]),
};

/**
 * Brings into a hand-over note the clocks that are late or due within a day. Those of TLP:RED incidents stay out: a note
 * is read by everybody who keeps the desk.
 */
export const tellHandOver: Subscriber = async (_ctx, tx, event) => {
  const { id, until } = event.data as { id: string; until: string };
  const rows = await tx
    .selectFrom('duty_clocks')
    .select(['id', 'rule_id', 'subject_kind', 'subject_id', 'subject_label', 'due_at'])
    .where('state', '=', 'running')
    .where('due_at', '<=', new Date(Date.parse(until) + WINDOW_MS))
    .orderBy('due_at')
    .orderBy('id')
    .limit(200)
    .execute();
  const incidents = rows.flatMap((row) => (row.subject_kind === 'incident' ? (row.subject_id ?? []) : []));
  const open = await getIncidentRefs(tx, deskReader, incidents);
  const clocks = rows.filter((row) => row.subject_kind !== 'incident' || open.has(row.subject_id ?? ''));
  await addHandOverSection(tx, id, {
    titleKey: 'duties.hand-over.due',
    items: clocks.slice(0, LISTED_MAX).map((clock) => ({
      labelKey: 'duties.hand-over.line',
      params: { rule: clock.rule_id, subject: clock.subject_label },
      noteKey: null,
      to: `/duties/${clock.id}`,
      at: clock.due_at.toISOString(),
    })),
    more: Math.max(0, clocks.length - LISTED_MAX),
  });
};
