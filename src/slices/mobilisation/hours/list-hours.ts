import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import type { HourLine } from '../contract/hours.ts';
import { addHours, monthBounds, workHoursOf } from './work-hours.ts';

const LINES_MAX = 2_000;

const readSpells = (tx: Tx, from: Date, to: Date, agencyId: string | undefined) => {
  let select = tx
    .selectFrom('call_up_recipients as one')
    .innerJoin('call_ups', 'call_ups.id', 'one.call_up_id')
    .select(['one.id', 'one.call_up_id', 'call_ups.number', 'one.full_name', 'one.agency_id'])
    .select(['one.arrived_at', 'one.left_at'])
    .where('call_ups.is_exercise', '=', false)
    .where('one.arrived_at', '<', to)
    .where((eb) => eb.or([eb('one.left_at', 'is', null), eb('one.left_at', '>', from)]));
  if (agencyId) select = select.where('one.agency_id', '=', agencyId);
  return select.orderBy('one.arrived_at').orderBy('one.id').limit(LINES_MAX).execute();
};

/** Hours of a month, each spell cut at its borders; sums by agency, in the order of their names. */
export const listHours = (ctx: Ctx, query: { month: string; agencyId?: string | undefined }) =>
  ctx.tx(async (tx) => {
    const { from, to } = monthBounds(query.month);
    const calendar = await loadWorkingCalendar(tx);
    const rows = await readSpells(tx, from, to, query.agencyId);
    const refs = await getAgencyRefs(
      tx,
      rows.map((row) => row.agency_id),
    );
    const now = ctx.now();
    const items = rows.map((row): HourLine => {
      const arrived = row.arrived_at as Date;
      const end = row.left_at ?? now;
      const spell = { from: arrived < from ? from : arrived, to: end > to ? to : end };
      return {
        recipientId: row.id,
        callUpId: row.call_up_id,
        number: row.number,
        fullName: row.full_name,
        agency: refs.get(row.agency_id) ?? { id: row.agency_id, name: '', shortName: '' },
        arrivedAt: arrived.toISOString(),
        leftAt: row.left_at?.toISOString() ?? null,
        hours: workHoursOf(spell, calendar),
      };
    });
    const byAgency = [...Map.groupBy(items, (item) => item.agency.id).values()];
    const agencies = byAgency
      .flatMap((list) =>
        list[0]
          ? [
              {
                agency: list[0].agency,
                people: new Set(list.map((item) => item.fullName)).size,
                hours: addHours(list.map((item) => item.hours)),
              },
            ]
          : [],
      )
      .sort((first, second) => first.agency.name.localeCompare(second.agency.name, 'vi'));
    return {
      month: query.month,
      items,
      agencies,
      isCalendarComplete: calendar.covers(Number(query.month.slice(0, 4))),
    };
  });

export type MonthOfHours = Awaited<ReturnType<typeof listHours>>;
