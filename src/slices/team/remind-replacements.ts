import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { DAY_MS, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { REMINDER_EVERY_DAYS } from './contract/replacement-codes.ts';
import { mailAgency, mailTeam } from './replacement-mails.ts';
import { recordStep } from './replacement-rows.ts';

const REMINDED_PER_RUN = 200;

/**
 * Reminds whoever has the step under way once it is overdue, and every third day from then on: the agency to nominate, the
 * team to check, to propose and to see to the decision. @returns how many were reminded
 */
export const remindReplacements = (ctx: Ctx): Promise<number> =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('team_replacements')
      .selectAll()
      .where('state', 'in', ['reported', 'nominated', 'checked', 'proposed'])
      .where('is_demo', '=', false)
      .where('due_on', '<', vietnamDateOf(ctx.now()))
      .where((where) =>
        where.or([
          where('reminded_at', 'is', null),
          where('reminded_at', '<=', new Date(ctx.now().getTime() - REMINDER_EVERY_DAYS * DAY_MS)),
        ]),
      )
      .orderBy('id')
      .limit(REMINDED_PER_RUN)
      .forUpdate()
      .execute();
    for (const row of rows) {
      if (row.state === 'reported') await mailAgency(ctx, tx, row, 'nominate-again');
      else if (row.state === 'nominated') await mailTeam(ctx, tx, row, 'check');
      else await mailTeam(ctx, tx, row, row.state === 'checked' ? 'propose' : 'decide');
      await tx
        .updateTable('team_replacements')
        .set({ reminded_at: ctx.now() })
        .where('id', '=', row.id)
        .execute();
      await recordStep(ctx, tx, row, 'reminded');
    }
    return rows.length;
  });
