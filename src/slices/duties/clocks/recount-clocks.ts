import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import { dueTime } from '../rules/due-time.ts';
import { findRule, getRuleSets } from '../rules/rule-sets.ts';
import { addClockEvents, nextWarning, warnedShareAt } from './clock-rows.ts';
import { tellClocks } from './sync-incident-clocks.ts';

/**
 * The working calendar has changed: clocks in working days that still run are counted again. Harmless when repeated.
 * @returns how many moved
 */
export const recountClocks = (ctx: Ctx): Promise<number> =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('duty_clocks')
      .selectAll()
      .where('state', 'in', ['running', 'paused'])
      .orderBy('id')
      .forUpdate()
      .execute();
    const sets = await getRuleSets(
      tx,
      rows.map((row) => row.rule_set_id),
    );
    const calendar = await loadWorkingCalendar(tx);
    let moved = 0;
    for (const row of rows) {
      const set = sets.get(row.rule_set_id);
      const rule = findRule(set, row.rule_id);
      if (!set || rule?.limit.unit !== 'working-days') continue;
      const dueAt = dueTime(row.started_at, rule.limit, calendar, row.pauses);
      if (dueAt.getTime() === row.due_at.getTime()) continue;
      moved += 1;
      const times = { startedAt: row.started_at, dueAt, pauses: row.pauses };
      const warnedShare = warnedShareAt(
        set.content.ladder,
        { ...times, warnedShare: row.warned_share },
        ctx.now(),
      );
      await tx
        .updateTable('duty_clocks')
        .set({
          due_at: dueAt,
          warned_share: warnedShare,
          next_warning_at:
            row.state === 'running' ? nextWarning(set.content.ladder, { ...times, warnedShare }) : null,
          version: row.version + 1,
        })
        .where('id', '=', row.id)
        .execute();
      await addClockEvents(ctx, tx, [
        {
          clockId: row.id,
          kind: 'moved',
          data: { by: 'calendar', dueAt: dueAt.toISOString(), dueBefore: row.due_at.toISOString() },
        },
      ]);
    }
    if (moved > 0) await tellClocks(ctx, tx);
    return moved;
  });
