import '../tables.ts';
import type { Insertable, Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import type { Ladder } from '../contract/rules.ts';
import { type Pause, shareTime } from '../rules/due-time.ts';
import type { HeldClock } from '../rules/plan-clocks.ts';
import type { ClockEventKind, DutyClocksTable } from '../tables.ts';

export type ClockRow = Selectable<DutyClocksTable>;
export type EventData = Record<string, string | number | null>;
export type NewClockEvent = { clockId: string; kind: ClockEventKind; data?: EventData; at?: Date };

/** Writes what happened to clocks. Rows are never changed afterwards. */
export const addClockEvents = async (ctx: Ctx, tx: Tx, events: readonly NewClockEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const now = ctx.now();
  await tx
    .insertInto('duty_clock_events')
    .values(
      events.map(({ clockId, kind, data, at }) => ({
        id: uuid7(now.getTime()),
        clock_id: clockId,
        at: at ?? now,
        kind,
        actor_label: ctx.actor.label,
        data: JSON.stringify(data ?? {}),
      })),
    )
    .execute();
};

/** The instant of the next warning that was not given yet, or null after the breach. */
export const nextWarning = (
  ladder: Ladder,
  clock: { startedAt: Date; dueAt: Date; pauses: readonly Pause[]; warnedShare: number },
): Date | null => {
  const share = [...ladder.map((step) => step.share), 100].find((one) => one > clock.warnedShare);
  return share === undefined ? null : shareTime(clock.startedAt, clock.dueAt, share, clock.pauses);
};

/** The ladder starts anew when the due time moves out, but never warns twice of what lies behind. */
export const warnedShareAt = (
  ladder: Ladder,
  clock: { startedAt: Date; dueAt: Date; pauses: readonly Pause[]; warnedShare: number },
  now: Date,
): number => {
  const passed = ladder.filter(
    ({ share }) => shareTime(clock.startedAt, clock.dueAt, share, clock.pauses) <= now,
  );
  return Math.min(clock.warnedShare, Math.max(0, ...passed.map(({ share }) => share)));
};

export const toHeldClock = (row: ClockRow): HeldClock => ({
  ruleId: row.rule_id,
  occurrence: row.occurrence,
  startedAt: row.started_at.toISOString(),
  startedBy: row.started_by,
  dueAt: row.due_at.toISOString(),
  state: row.state,
  pauses: row.pauses,
  fulfilledAt: row.fulfilled_at?.toISOString() ?? null,
  isStoppedByHand: row.is_stopped_by_hand,
});

export type NewClock = Pick<
  Insertable<DutyClocksTable>,
  'rule_set_id' | 'rule_id' | 'subject_kind' | 'subject_id' | 'subject_label' | 'occurrence' | 'started_by'
> & { startedAt: Date; dueAt: Date; note?: string };

/**
 * Starts clocks. One that is there already (same rule, subject and occurrence) stays as it is: two processes that start
 * the same one give one clock.
 * @returns ids of the clocks that were really started
 */
export const startClocks = async (
  ctx: Ctx,
  tx: Tx,
  ladder: Ladder,
  clocks: readonly NewClock[],
): Promise<string[]> => {
  if (clocks.length === 0) return [];
  const now = ctx.now();
  const started = await tx
    .insertInto('duty_clocks')
    .values(
      clocks.map(({ startedAt, dueAt, ...clock }) => ({
        ...clock,
        id: uuid7(now.getTime()),
        started_at: startedAt,
        due_at: dueAt,
        state: 'running' as const,
        pauses: '[]',
        fulfilled_at: null,
        late_reason: null,
        next_warning_at: nextWarning(ladder, { startedAt, dueAt, pauses: [], warnedShare: 0 }),
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'started_at', 'started_by', 'due_at'])
    .execute();
  await addClockEvents(
    ctx,
    tx,
    started.map((row) => ({
      clockId: row.id,
      kind: 'started',
      data: {
        startedAt: row.started_at.toISOString(),
        startedBy: row.started_by,
        dueAt: row.due_at.toISOString(),
      },
    })),
  );
  return started.map(({ id }) => id);
};
