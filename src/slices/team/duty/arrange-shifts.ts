import type { WorkingCalendar } from '../../calendar/public.ts';
import type { ShiftKind } from '../contract/codes.ts';
import { addLoad, type DutyLoad, emptyLoad, loadOf, type Span } from './duty-load.ts';
import type { PatternSlot } from './tables.ts';

export type Turn = { kind: ShiftKind; startsAt: Date; endsAt: Date };
export type ArrangedTurn = Turn & { memberId: string | null };

export type Arrangement = {
  slots: readonly PatternSlot[];
  restHours: number;
  pools: Readonly<Record<ShiftKind, readonly string[]>>;
  /** First day and number of days, of Viet Nam time. */
  from: string;
  days: number;
  calendar: Pick<WorkingCalendar, 'kindOf'>;
  /** Load so far, so that fairness goes on from the last plan. */
  earlier: ReadonlyMap<string, DutyLoad>;
  /** Shifts that stand around the span and bind rest and overlap. */
  standing: readonly Span[];
  /** Whether the member may be given the turn at all: in the team, not absent. */
  isFree: (memberId: string, turn: Turn) => boolean;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The turns of a pattern over some days, by their beginning, primaries first. */
export const turnsOf = (slots: readonly PatternSlot[], from: string, days: number): Turn[] => {
  const firstMs = Date.parse(`${from}T00:00:00+07:00`);
  const turns = Array.from({ length: days }, (_, day) =>
    slots.map((slot) => {
      const startMs = firstMs + day * DAY_MS + slot.startMinute * 60_000;
      return {
        kind: slot.kind,
        startsAt: new Date(startMs),
        endsAt: new Date(startMs + slot.hours * HOUR_MS),
      };
    }),
  ).flat();
  return turns.sort(
    (one, other) =>
      one.startsAt.getTime() - other.startsAt.getTime() ||
      (one.kind === other.kind ? 0 : one.kind === 'primary' ? -1 : 1),
  );
};

/**
 * How many people a rhythm needs at least when each rests between two turns: a turn of 8 hours with 12 of rest takes
 * 20 hours of somebody's time, so three a day need 60 / 24, that is three people.
 */
export const peopleNeeded = (slots: readonly PatternSlot[], kind: ShiftKind, restHours: number): number => {
  const own = slots.filter((slot) => slot.kind === kind);
  const rest = kind === 'primary' ? restHours : 0;
  return Math.ceil(own.reduce((sum, slot) => sum + slot.hours + rest, 0) / 24);
};

/**
 * How much a member has carried of what this turn weighs. Weekend and holiday hours count more than once on such turns, or a
 * rhythm of seven people and seven days would give everybody the same weekday for ever.
 */
const NIGHT_WEIGHT = 0.5;
const WEEKEND_WEIGHT = 1.5;
const HOLIDAY_WEIGHT = 3;
const carried = (turn: Turn, load: DutyLoad, turnLoad: DutyLoad): number =>
  (turn.kind === 'backup' ? load.backupHours : load.hours) +
  (turnLoad.nights > 0 ? NIGHT_WEIGHT * load.nightHours : 0) +
  (turnLoad.weekendHours > 0 ? WEEKEND_WEIGHT * load.weekendHours : 0) +
  (turnLoad.holidayHours > 0 ? HOLIDAY_WEIGHT * load.holidayHours : 0);

/**
 * Gives every turn to the free member of its pool who has carried least of what the turn weighs (hours,
 * and night, weekend or holiday), then to whoever has been off longest. The same input gives the same list. A turn nobody can take stays empty.
 */
export const arrangeShifts = (plan: Arrangement): ArrangedTurn[] => {
  const loads = new Map(plan.earlier);
  const taken = new Map<string, { kind: ShiftKind; startMs: number; endMs: number }[]>();
  const note = (memberId: string, turn: Turn) => {
    const spans = taken.get(memberId) ?? [];
    spans.push({ kind: turn.kind, startMs: turn.startsAt.getTime(), endMs: turn.endsAt.getTime() });
    taken.set(memberId, spans);
  };
  for (const span of plan.standing) note(span.memberId, span);
  const isRested = (memberId: string, turn: Turn): boolean =>
    (taken.get(memberId) ?? []).every((span) => {
      const isDesk = span.kind === 'primary' && turn.kind === 'primary';
      const restMs = isDesk ? plan.restHours * HOUR_MS : 0;
      return turn.startsAt.getTime() >= span.endMs + restMs || turn.endsAt.getTime() + restMs <= span.startMs;
    });
  const lastEnd = (memberId: string): number =>
    Math.max(0, ...(taken.get(memberId) ?? []).map((span) => span.endMs));
  return turnsOf(plan.slots, plan.from, plan.days).map((turn) => {
    const turnLoad = loadOf(turn, plan.calendar);
    const loadFor = (memberId: string) => loads.get(memberId) ?? emptyLoad();
    const best = plan.pools[turn.kind]
      .filter((memberId) => plan.isFree(memberId, turn) && isRested(memberId, turn))
      .map((memberId) => ({
        memberId,
        carried: carried(turn, loadFor(memberId), turnLoad),
        lastEnd: lastEnd(memberId),
      }))
      .sort((one, other) => one.carried - other.carried || one.lastEnd - other.lastEnd)[0];
    if (!best) return { ...turn, memberId: null };
    note(best.memberId, turn);
    loads.set(best.memberId, addLoad(loadFor(best.memberId), turnLoad));
    return { ...turn, memberId: best.memberId };
  });
};
