import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { type CalendarDayAnswer, calendarChanged, type SetCalendarDay } from './contract.ts';
import { listDays, toDayAnswer } from './queries.ts';

/** Widest span of one question. */
const yearsMax = 30;

/** The entered days of a span, with the years that have none. */
export const readCalendar = (ctx: Ctx, span: { from: string; to: string }) =>
  ctx.tx(async (tx) => {
    const [first, last] = [Number(span.from.slice(0, 4)), Number(span.to.slice(0, 4))];
    if (span.to < span.from || last - first > yearsMax) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'to', reason: 'invalid' }] });
    }
    const whole = await listDays(tx, `${first}-01-01`, `${last}-12-31`);
    const known = new Set(whole.map(({ day }) => Number(day.slice(0, 4))));
    const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return {
      items: whole.filter(({ day }) => day >= span.from && day <= span.to).map(toDayAnswer),
      yearsNotCovered: years.filter((year) => !known.has(year)),
      can: { update: ctx.can('calendar.update') },
    };
  });

const record = async (ctx: Ctx, tx: Tx, action: string, day: string, data: object): Promise<void> => {
  await ctx.audit(tx, action, { kind: 'calendar-day', id: null, label: day }, { ...data });
  await ctx.publish(tx, { type: calendarChanged, data: { day }, permission: 'calendar.read' });
};

/** A swap day off is a weekday, a worked swap day a weekend: anything else is a slip of the finger. */
const checkKind = (day: string, kind: SetCalendarDay['kind']): void => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const isWrong = (kind === 'swap-day-off' && isWeekend) || (kind === 'swap-workday' && !isWeekend);
  if (isWrong) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'kind', reason: 'calendar.kindOfWeekday' }],
    });
  }
};

/** Enters or changes a day. @throws AppError platform.stale with the day as it stands */
export const setCalendarDay = (ctx: Ctx, day: string, input: SetCalendarDay): Promise<CalendarDayAnswer> =>
  ctx.tx(async (tx) => {
    ctx.require('calendar.update');
    checkKind(day, input.kind);
    const before = await tx
      .selectFrom('calendar_days')
      .selectAll()
      .where('day', '=', day)
      .forUpdate()
      .executeTakeFirst();
    if ((before?.version ?? null) !== input.version) {
      throw platformErrors.stale(undefined, { details: { current: before ? toDayAnswer(before) : null } });
    }
    const values = {
      kind: input.kind,
      name_vi: input.nameVi,
      name_en: input.nameEn,
      basis: input.basis,
      is_verified: input.isVerified,
      updated_at: ctx.now(),
      updated_by_label: ctx.actor.label,
      version: (before?.version ?? 0) + 1,
    };
    const row = await tx
      .insertInto('calendar_days')
      .values({ day, ...values })
      .onConflict((conflict) => conflict.column('day').doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow();
    const { version: _version, ...told } = input;
    await record(ctx, tx, 'calendar.day-set', day, { from: before ? toDayAnswer(before) : null, to: told });
    return toDayAnswer(row);
  });

/** Makes a day plain again. @throws AppError platform.notFound */
export const removeCalendarDay = (ctx: Ctx, day: string): Promise<{ day: string }> =>
  ctx.tx(async (tx) => {
    ctx.require('calendar.update');
    const removed = await tx
      .deleteFrom('calendar_days')
      .where('day', '=', day)
      .returningAll()
      .executeTakeFirst();
    if (!removed) throw platformErrors.notFound();
    await record(ctx, tx, 'calendar.day-removed', day, { from: toDayAnswer(removed) });
    return { day };
  });
