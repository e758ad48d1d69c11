import { handle } from '../../platform/http/handle.ts';
import { readCalendar, removeCalendarDay, setCalendarDay } from './change-calendar.ts';
import * as contract from './contract.ts';

export const calendarRoutes = [
  handle(contract.listCalendarRoute, (ctx, { query }) => readCalendar(ctx, query)),
  handle(contract.setCalendarDayRoute, (ctx, { params, body }) => setCalendarDay(ctx, params.day, body)),
  handle(contract.removeCalendarDayRoute, (ctx, { params }) => removeCalendarDay(ctx, params.day)),
];
