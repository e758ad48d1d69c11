import '../tables.ts';
import { sql } from 'kysely';
import type { Settings } from '../../../platform/config/settings.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { getIncidentRefs } from '../../incidents/public.ts';
import { type CallUpRow, getCallUpRow, type RecipientRow } from '../call-up-rows.ts';
import type { CallUp, CallUpItem, Recipient } from '../contract/call-up.ts';
import { scoreOf } from '../score.ts';
import { noticeSubjectKind } from '../send-notices.ts';

const STEPS_MAX = 300;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** By which ways people can be reached here. */
export const channelsOf = (settings: Settings) => ({
  mail: settings.KHIEN_SMTP_URL !== undefined,
  sms: settings.KHIEN_SMS_URL !== undefined,
  push: settings.KHIEN_PUSH_CONTACT !== undefined,
});

type Deliveries = ReadonlyMap<string, Recipient['deliveries']>;

/** The newest notice of each channel to each recipient and how far it came. */
const listDeliveries = async (tx: Tx, recipientIds: readonly string[]): Promise<Deliveries> => {
  const { rows } = await sql<{
    subject_id: string;
    channel: 'mail' | 'sms' | 'push';
    state: string;
    at: Date;
  }>`
    select distinct on (subject_id, channel) subject_id, channel, coalesce(accepted_at, created_at) as at,
      case when state in ('sending', 'handing-over') then 'waiting' else state end as state
    from outbox_messages where subject_kind = ${noticeSubjectKind} and subject_id = any (${recipientIds}::uuid[])
    order by subject_id, channel, id desc`.execute(tx);
  const byRecipient = Map.groupBy(rows, (row) => row.subject_id);
  return new Map(
    [...byRecipient].map(([id, list]) => [
      id,
      list.map((row) => ({
        channel: row.channel,
        state: row.state as Recipient['deliveries'][number]['state'],
        at: row.at.toISOString(),
      })),
    ]),
  );
};

const toRecipient = (
  row: RecipientRow,
  agencies: Awaited<ReturnType<typeof getAgencyRefs>>,
  names: ReadonlyMap<string, string>,
  deliveries: Deliveries,
): Recipient => ({
  id: row.id,
  kind: row.kind,
  memberId: row.member_id,
  fullName: row.full_name,
  agency: agencies.get(row.agency_id) ?? { id: row.agency_id, name: '', shortName: '' },
  phone: row.phone,
  email: row.email,
  task: row.task,
  state: row.state,
  backupFor: (row.backup_for_id && names.get(row.backup_for_id)) || null,
  calledAt: iso(row.called_at),
  answeredAt: iso(row.answered_at),
  answerChannel: row.answer_channel,
  comingAt: iso(row.coming_at),
  reason: row.reason,
  arrivedAt: iso(row.arrived_at),
  leftAt: iso(row.left_at),
  releasedAt: iso(row.released_at),
  hasAccess: row.access_from !== null,
  nextStep: row.ladder_step,
  nextStepAt: iso(row.ladder_at),
  deliveries: deliveries.get(row.id) ?? [],
});

type Counted = Pick<RecipientRow, 'kind' | 'state' | 'called_at' | 'answered_at' | 'arrived_at'>;

/** The figures of a list line, from the rows themselves. */
export const countRecipients = (rows: readonly Counted[]): CallUpItem['counts'] => {
  const members = rows.filter((row) => row.kind === 'member' && row.called_at !== null);
  const heads = rows.filter((row) => row.kind === 'head');
  const count = (list: readonly Counted[], ...states: readonly string[]) =>
    list.filter((row) => states.includes(row.state)).length;
  return {
    members: members.length,
    coming: count(members, 'coming', 'arrived', 'released'),
    declined: count(members, 'declined'),
    silent: members.filter((row) => row.answered_at === null).length,
    arrived: members.filter((row) => row.arrived_at !== null).length,
    heads: heads.length,
    consented: count(heads, 'consented'),
    refused: count(heads, 'refused'),
  };
};

/** What a list line says of a call-up. */
export const toItem = (
  row: CallUpRow,
  recipients: readonly Counted[],
  incidents: Awaited<ReturnType<typeof getIncidentRefs>>,
): CallUpItem => ({
  id: row.id,
  number: row.number,
  isExercise: row.is_exercise,
  state: row.state,
  urgency: row.urgency,
  incident: (row.incident_id && incidents.get(row.incident_id)) || null,
  place: row.place,
  presentAt: iso(row.present_at),
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by_label,
  endedAt: iso(row.ended_at),
  counts: countRecipients(recipients),
});

const listSteps = async (
  tx: Tx,
  callUpId: string,
  names: ReadonlyMap<string, string>,
): Promise<CallUp['steps']> => {
  const rows = await tx
    .selectFrom('call_up_steps')
    .selectAll()
    .where('call_up_id', '=', callUpId)
    .orderBy('id', 'desc')
    .limit(STEPS_MAX)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    by: row.by_label,
    recipient: (row.recipient_id && names.get(row.recipient_id)) || null,
    note: row.note,
  }));
};

/** The whole board of a call-up. The caller has checked that the actor may read it. */
export const describeCallUp = async (ctx: Ctx, tx: Tx, id: string): Promise<CallUp> => {
  const row = await getCallUpRow(tx, id);
  const recipients = await tx
    .selectFrom('call_up_recipients')
    .selectAll()
    .where('call_up_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const names = new Map(recipients.map((one) => [one.id, one.full_name]));
  const agencies = await getAgencyRefs(
    tx,
    recipients.map((one) => one.agency_id),
  );
  const deliveries = await listDeliveries(tx, [...names.keys()]);
  const incidents = await getIncidentRefs(tx, ctx.actor, row.incident_id ? [row.incident_id] : []);
  const mayChange = ctx.can('call-up.create');
  return {
    ...toItem(row, recipients, incidents),
    standingAgency: row.standing_agency_name,
    text: row.text,
    bring: row.bring,
    contact: row.contact,
    legalBasis: row.legal_basis,
    minutes: row.minutes,
    linksExpireAt: row.links_expire_at.toISOString(),
    endReason: row.end_reason,
    documentId: row.document_id,
    channels: channelsOf(ctx.services.settings),
    recipients: recipients.map((one) => toRecipient(one, agencies, names, deliveries)),
    steps: await listSteps(tx, id, names),
    score: scoreOf(
      recipients
        .filter((one) => one.kind === 'member')
        .map((one) => ({ calledAt: one.called_at, firstAnswerAt: one.first_answer_at })),
    ),
    version: row.version,
    can: {
      change: mayChange && row.state === 'running',
      attend: mayChange,
      draft: mayChange && row.document_id === null,
    },
  };
};

/** @throws AppError platform.notFound */
export const getCallUp = (ctx: Ctx, id: string): Promise<CallUp> =>
  ctx.tx((tx) => describeCallUp(ctx, tx, id));
