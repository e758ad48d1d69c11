import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { addSystemLogEntry } from '../incidents/public.ts';
import { releaseInTx } from './attendance.ts';
import { auditSubjectOf, getRunningCallUp, recordSteps, tellCallUp } from './call-up-rows.ts';
import type { CallUp } from './contract/call-up.ts';
import type { Minutes } from './contract/codes.ts';
import { describeCallUp } from './queries/describe-call-up.ts';

/** Ends a call-up: accepted members are released, links stop working, nobody is chased any more. */
export const endCallUp = (ctx: Ctx, id: string, reason: string): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const callUp = await getRunningCallUp(tx, id);
    const recipients = await tx
      .selectFrom('call_up_recipients')
      .selectAll()
      .where('call_up_id', '=', id)
      .orderBy('id')
      .forUpdate()
      .execute();
    for (const one of recipients) {
      if (one.state === 'coming' || one.state === 'arrived') await releaseInTx(ctx, tx, callUp, one);
    }
    await tx
      .updateTable('call_up_recipients')
      .set({ ladder_step: null, ladder_at: null })
      .where('call_up_id', '=', id)
      .where('ladder_step', 'is not', null)
      .execute();
    await tx
      .updateTable('call_ups')
      .set({
        state: 'ended',
        ended_at: ctx.now(),
        ended_by_label: ctx.actor.label,
        end_reason: reason,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute();
    // What still waits to be sent would call people to a mission that is over.
    await sql`update outbox_messages set state = 'failed', last_error = 'the call-up has ended'
      where subject_kind in ('call-up', 'call-up-told') and state = 'waiting'
        and subject_id = any (${recipients.map((one) => one.id)}::uuid[])`.execute(tx);
    await recordSteps(ctx, tx, id, [{ kind: 'ended', note: reason }]);
    if (callUp.incident_id) {
      await addSystemLogEntry(ctx, tx, callUp.incident_id, 'mobilisation.log.ended', {
        number: callUp.number,
      });
    }
    await ctx.audit(tx, 'call-up.ended', auditSubjectOf(callUp), { reason });
    await tellCallUp(
      ctx,
      tx,
      id,
      recipients.map((one) => one.person_id),
    );
    return describeCallUp(ctx, tx, id);
  });

/** Changes the minutes of the steps still to come; steps that are due already stay due. */
export const setMinutes = (
  ctx: Ctx,
  id: string,
  input: { version: number; minutes: Minutes },
): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const callUp = await getRunningCallUp(tx, id);
    if (callUp.version !== input.version) {
      throw platformErrors.stale(undefined, { details: { current: await describeCallUp(ctx, tx, id) } });
    }
    const { minutes } = input;
    await tx
      .updateTable('call_ups')
      .set({ minutes: JSON.stringify(minutes), version: callUp.version + 1 })
      .where('id', '=', id)
      .execute();
    await sql`update call_up_recipients set ladder_at = called_at + make_interval(mins => (case
        when kind = 'head' then case ladder_step when 'chase' then ${minutes.consentChase}::int else ${minutes.consentLeader}::int end
        else case ladder_step when 'chase' then ${minutes.chase}::int when 'backup' then ${minutes.backup}::int
          when 'head' then ${minutes.head}::int else ${minutes.leader}::int end end))
      where call_up_id = ${id} and ladder_step is not null and ladder_at > ${ctx.now()}`.execute(tx);
    await recordSteps(ctx, tx, id, [
      {
        kind: 'minutes-changed',
        note: `${minutes.chase}/${minutes.backup}/${minutes.head}/${minutes.leader}`,
      },
    ]);
    await ctx.audit(tx, 'call-up.minutes-set', auditSubjectOf(callUp), { minutes });
    await tellCallUp(ctx, tx, id);
    return describeCallUp(ctx, tx, id);
  });
