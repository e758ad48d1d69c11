import '../../../platform/outbox/tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { AnswerInputOf } from '../../../platform/http/route.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { visibleReports } from '../access.ts';
import type { getDeskRoute } from '../contract/desk.ts';
import { toReportRowAnswer } from './get-report.ts';

const SHOWN_MAX = 50;
const AHEAD = sql`interval '12 hours'`;

const listWaiting = (ctx: Ctx, tx: Tx) =>
  tx
    .selectFrom('reports')
    .selectAll()
    .where(visibleReports(ctx.actor))
    .where('state', 'in', ['received', 'verifying'])
    .orderBy('received_at')
    .orderBy('id')
    .limit(SHOWN_MAX)
    .execute();

const countWaiting = (ctx: Ctx, tx: Tx) =>
  tx
    .selectFrom('reports')
    .where(visibleReports(ctx.actor))
    .where('state', 'in', ['received', 'verifying'])
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();

/** Call-backs that are due within twelve hours or late, the most urgent first. */
const listCallBacks = (ctx: Ctx, tx: Tx) =>
  tx
    .selectFrom('reports')
    .selectAll()
    .where(visibleReports(ctx.actor))
    .where('call_back_at', 'is not', null)
    .where('call_back_done_at', 'is', null)
    .where('call_back_at', '<', sql<Date>`${ctx.now()}::timestamptz + ${AHEAD}`)
    .orderBy('call_back_at')
    .limit(SHOWN_MAX)
    .execute();

const describeMail = async (ctx: Ctx, tx: Tx) => {
  const row = await tx
    .selectFrom('outbox_messages')
    .where('state', '!=', 'sent')
    .select(({ fn, eb }) => [
      fn.count<number>('id').filterWhere('state', '!=', 'failed').as('waiting'),
      fn
        .count<number>('id')
        .filterWhere(eb('state', '=', 'failed'))
        .as('failed'),
      fn.min('created_at').filterWhere('state', '!=', 'failed').as('oldest'),
    ])
    .executeTakeFirstOrThrow();
  return {
    isConfigured: ctx.services.settings.KHIEN_SMTP_URL !== undefined,
    waiting: row.waiting,
    failed: row.failed,
    oldestWaitingAt: row.oldest ? new Date(row.oldest).toISOString() : null,
  };
};

/** Everything that the duty screen asks of the intake, in one answer. */
export const getDesk = (ctx: Ctx): Promise<AnswerInputOf<typeof getDeskRoute>> =>
  ctx.tx(async (tx) => {
    const waiting = await listWaiting(ctx, tx);
    const callBacks = await listCallBacks(ctx, tx);
    const agencies = await getAgencyRefs(
      tx,
      [...waiting, ...callBacks].flatMap((report) => report.agency_id ?? []),
    );
    return {
      waiting: waiting.map((report) => toReportRowAnswer(report, agencies)),
      waitingTotal: (await countWaiting(ctx, tx)).total,
      callBacks: callBacks.map((report) => toReportRowAnswer(report, agencies)),
      mail: await describeMail(ctx, tx),
      at: ctx.now().toISOString(),
    };
  });
