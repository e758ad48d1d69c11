import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { Proof } from '../tables.ts';
import { addClockEvents } from './clock-rows.ts';
import { settleClock } from './settle-clock.ts';

const batch = 50;

type Answered = {
  id: string;
  clock_id: string;
  recipient_name: string;
  state: 'sent' | 'failed';
  accepted_at: Date | null;
  response: string | null;
  last_error: string | null;
  message_id: string;
};

/** Mails of dispatches that the mail server has answered since, oldest first. */
const listAnswered = async (tx: Tx): Promise<Answered[]> => {
  const { rows } = await sql<Answered>`
    select d.id, d.clock_id, d.recipient_name, m.state, m.accepted_at, m.response, m.last_error, m.message_id
    from duty_dispatches d join outbox_messages m on m.id = d.outbox_id
    where d.state = 'waiting' and m.state in ('sent', 'failed')
    order by d.id limit ${batch}`.execute(tx);
  return rows;
};

/** Takes the clock first and the dispatch after it, in the order of everybody else. Undefined: done by another process. */
const lock = async (tx: Tx, answered: Answered) => {
  const clock = await tx
    .selectFrom('duty_clocks')
    .selectAll()
    .where('id', '=', answered.clock_id)
    .forUpdate()
    .executeTakeFirst();
  const dispatch = await tx
    .selectFrom('duty_dispatches')
    .select('state')
    .where('id', '=', answered.id)
    .forUpdate()
    .executeTakeFirst();
  return dispatch?.state === 'waiting' ? clock : undefined;
};

const settleOne = (ctx: Ctx, answered: Answered): Promise<void> =>
  ctx.tx(async (tx) => {
    const clock = await lock(tx, answered);
    if (!clock) return;
    const isSent = answered.state === 'sent';
    const at = answered.accepted_at ?? ctx.now();
    const proof: Proof = {
      kind: 'smtp',
      at: at.toISOString(),
      reference: answered.response ?? '',
      messageId: answered.message_id,
    };
    await tx
      .updateTable('duty_dispatches')
      .set(isSent ? { state: 'proven', sent_at: at, proof: JSON.stringify(proof) } : { state: 'failed' })
      .where('id', '=', answered.id)
      .execute();
    await addClockEvents(ctx, tx, [
      {
        clockId: clock.id,
        kind: isSent ? 'proven' : 'failed',
        data: {
          recipient: answered.recipient_name,
          channel: 'email',
          dispatchId: answered.id,
          reference: (isSent ? answered.response : answered.last_error) ?? '',
        },
      },
    ]);
    await settleClock(ctx, tx, clock);
  });

/** Turns the answers of the mail server into proofs. @returns how many were found */
export const settleMails = async (ctx: Ctx): Promise<number> => {
  const answered = await ctx.tx(listAnswered);
  for (const one of answered) await settleOne(ctx, one);
  return answered.length;
};
