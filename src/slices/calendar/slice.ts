import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { calendarGrants } from './access.ts';
import { createCalendar } from './migrations/0001-create-calendar.ts';
import { calendarRoutes } from './routes.ts';

/** The working calendar of Viet Nam. */
export const calendarSlice: ServerSlice = {
  name: 'calendar',
  migrations: [createCalendar],
  routes: calendarRoutes,
  grants: calendarGrants,
};
