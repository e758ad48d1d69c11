import '../tables.ts';
import { sql } from 'kysely';
import { createSystemActor } from '../../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../../platform/ctx/ctx.ts';
import type { Services } from '../../../platform/ctx/services.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { type CallUpRow, getCallUpRow, type RecipientRow, recordSteps, tellCallUp } from '../call-up-rows.ts';
import type { LadderStep, Minutes } from '../contract/codes.ts';
import { noticeSubjectKind, queueNotices } from '../send-notices.ts';
import { callBackup } from './call-backup.ts';
import { tellHead, tellLeader } from './tell-others.ts';

const MINUTE_MS = 60_000;
const BATCH = 20;
/** Waiting states of the outbox and those in which a notice is known to have gone out. */
const mayArrive = sql`('waiting', 'sending', 'handing-over', 'sent')`;

type Next = { step: LadderStep; minutes: keyof Minutes } | null;
const memberLadder: Record<LadderStep, { at: keyof Minutes; next: Next }> = {
  chase: { at: 'chase', next: { step: 'backup', minutes: 'backup' } },
  backup: { at: 'backup', next: { step: 'head', minutes: 'head' } },
  head: { at: 'head', next: { step: 'leader', minutes: 'leader' } },
  leader: { at: 'leader', next: null },
};

const takeMemberStep = async (ctx: Ctx, tx: Tx, callUp: CallUpRow, recipient: RecipientRow) => {
  if (recipient.ladder_step === 'chase') {
    await queueNotices(ctx, tx, callUp, [recipient], 'chase');
    await recordSteps(ctx, tx, callUp.id, [{ kind: 'chased', recipientId: recipient.id }]);
  }
  if (recipient.ladder_step === 'backup') await callBackup(ctx, tx, callUp, recipient);
  if (recipient.ladder_step === 'head') await tellHead(ctx, tx, callUp, recipient);
  if (recipient.ladder_step === 'leader') await tellLeader(ctx, tx, callUp, recipient, 'memberSilent');
};

const takeHeadStep = async (ctx: Ctx, tx: Tx, callUp: CallUpRow, recipient: RecipientRow) => {
  if (recipient.ladder_step === 'chase') {
    await queueNotices(ctx, tx, callUp, [recipient], 'chase');
    await recordSteps(ctx, tx, callUp.id, [{ kind: 'chased', recipientId: recipient.id }]);
  } else await tellLeader(ctx, tx, callUp, recipient, 'headSilent');
};

const nextOf = (recipient: RecipientRow): { at: keyof Minutes; next: Next } =>
  recipient.kind === 'member'
    ? memberLadder[recipient.ladder_step as LadderStep]
    : recipient.ladder_step === 'chase'
      ? { at: 'consentChase', next: { step: 'leader', minutes: 'consentLeader' } }
      : { at: 'consentLeader', next: null };

/**
 * When the step after the present one is due: at its minute, but never sooner after the present step than the minutes say.
 * After an hour without a server nobody is chased and replaced in the same second.
 */
const scheduleNext = (ctx: Ctx, callUp: CallUpRow, recipient: RecipientRow) => {
  const { at, next } = nextOf(recipient);
  if (!next) return { ladder_step: null, ladder_at: null };
  const planned = (recipient.called_at ?? ctx.now()).getTime() + callUp.minutes[next.minutes] * MINUTE_MS;
  const gapMs = (callUp.minutes[next.minutes] - callUp.minutes[at]) * MINUTE_MS;
  return {
    ladder_step: next.step,
    ladder_at: new Date(Math.max(planned, ctx.now().getTime() + gapMs)),
  };
};

const takeDue = (ctx: Ctx, tx: Tx): Promise<RecipientRow[]> =>
  tx
    .selectFrom('call_up_recipients')
    .selectAll()
    .where('ladder_step', 'is not', null)
    .where('ladder_at', '<=', ctx.now())
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('call_ups')
          .select('call_ups.id')
          .whereRef('call_ups.id', '=', 'call_up_recipients.call_up_id')
          .where('call_ups.state', '=', 'running'),
      ),
    )
    .orderBy('ladder_at')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();

/**
 * A crash can leave open whether a notice went out, and a mail server can refuse it for good. Whoever may have got none at
 * all is not left waiting: in doubt they are chased at once, refused ones are replaced at once.
 */
const bringForward = async (ctx: Ctx, tx: Tx): Promise<void> => {
  const { rows } = await sql<{ id: string; call_up_id: string; is_doubt: boolean }>`
    select r.id, r.call_up_id, bool_or(m.state = 'unknown') as is_doubt
      from call_up_recipients r
      join call_ups c on c.id = r.call_up_id and c.state = 'running'
      join outbox_messages m on m.subject_id = r.id and m.subject_kind = ${noticeSubjectKind}
     where r.state = 'called' and r.ladder_step = 'chase' and r.ladder_at > ${ctx.now()}
     group by r.id, r.call_up_id
    having not bool_or(m.state in ${mayArrive}) limit ${BATCH}`.execute(tx);
  for (const row of rows) {
    await recordSteps(ctx, tx, row.call_up_id, [
      { kind: row.is_doubt ? 'in-doubt' : 'unreachable', recipientId: row.id },
    ]);
    await tx
      .updateTable('call_up_recipients')
      .set((eb) => ({
        ladder_at: ctx.now(),
        ladder_step: row.is_doubt
          ? 'chase'
          : (eb.case().when('kind', '=', 'head').then('leader').else('backup').end() as never),
      }))
      .where('id', '=', row.id)
      .execute();
    await tellCallUp(ctx, tx, row.call_up_id);
  }
};

/** Browsers that have withdrawn their subscription are not written to again. */
const dropGonePushes = async (tx: Tx): Promise<void> => {
  await sql`delete from push_subscriptions where endpoint in (
    select mail -> 'push' ->> 'endpoint' from outbox_messages where channel = 'push' and state = 'failed'
      and created_at > now() - interval '1 day')`.execute(tx);
};

/**
 * Takes every step that is due: chase, backup, head, leader. Several processes may run it; each step is taken once, in one
 * transaction with its messages and its record.
 * @returns how many steps were taken
 */
export const runLadder = async (services: Services): Promise<number> => {
  const ctx = createCtx(services, { actor: createSystemActor('call-up'), language: 'vi' });
  return ctx.tx(async (tx) => {
    await bringForward(ctx, tx);
    await dropGonePushes(tx);
    const due = await takeDue(ctx, tx);
    for (const recipient of due) {
      const callUp = await getCallUpRow(tx, recipient.call_up_id);
      const take = recipient.kind === 'member' ? takeMemberStep : takeHeadStep;
      await take(ctx, tx, callUp, recipient);
      await tx
        .updateTable('call_up_recipients')
        .set(scheduleNext(ctx, callUp, recipient))
        .where('id', '=', recipient.id)
        .execute();
    }
    for (const id of new Set(due.map((row) => row.call_up_id))) await tellCallUp(ctx, tx, id);
    return due.length;
  });
};
