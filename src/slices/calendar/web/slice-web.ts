import { lazyRouteComponent } from '@tanstack/react-router';
import { IconCalendar } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

/** The working calendar: one page, reached from the duties and by its name. */
export const calendarWeb: SliceWeb = {
  rail: [],
  routes: [
    {
      path: '/calendar',
      permission: 'calendar.read',
      component: lazyRouteComponent(() => import('./calendar-page.tsx'), 'CalendarPage'),
    },
  ],
  commands: [
    { labelKey: 'calendar.title', to: '/calendar', permission: 'calendar.read', icon: IconCalendar },
  ],
};
