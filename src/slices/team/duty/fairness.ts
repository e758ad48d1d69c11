import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { addDays, startOfVietnamDate } from '../../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar, type WorkingCalendar } from '../../calendar/public.ts';
import type { DutyFigures } from '../contract/duty-plans.ts';
import { listShiftRows } from '../list-shift-rows.ts';
import { loadByMember, type Span } from './duty-load.ts';

const SPAN_DAYS_MAX = 400;
const vietnamese = new Intl.Collator('vi');

/** Figures by member, by name. */
export const toFigures = (
  spans: readonly Span[],
  calendar: Pick<WorkingCalendar, 'kindOf'>,
  nameOf: (memberId: string) => string,
): DutyFigures[] =>
  [...loadByMember(spans, calendar)]
    .map(([id, load]) => ({ member: { id, fullName: nameOf(id) }, ...load }))
    .sort((one, other) => vietnamese.compare(one.member.fullName, other.member.fullName));

/** How the load of a span of days is shared; a shift counts for the day on which it begins. */
export const getFairness = (ctx: Ctx, query: { from: string; to: string }) =>
  ctx.tx(async (tx) => {
    const { from, to } = query;
    if (to < from) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'to', reason: 'team.endBeforeStart' }] });
    }
    if (to > addDays(from, SPAN_DAYS_MAX)) {
      throw platformErrors.invalid(undefined, {
        fields: [{ field: 'to', reason: 'team.spanTooLong', params: { days: SPAN_DAYS_MAX } }],
      });
    }
    const start = startOfVietnamDate(from);
    const rows = (await listShiftRows(tx, start, startOfVietnamDate(addDays(to, 1)))).filter(
      (row) => row.starts_at >= start,
    );
    const names = new Map(rows.map((row) => [row.member_id, row.full_name]));
    const spans = rows.map((row) => ({
      memberId: row.member_id,
      kind: row.kind,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
    }));
    return { from, to, items: toFigures(spans, await loadWorkingCalendar(tx), (id) => names.get(id) ?? '') };
  });
