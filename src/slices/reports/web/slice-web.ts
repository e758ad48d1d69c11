import { lazyRouteComponent } from '@tanstack/react-router';
import { IconFile, IconPlus } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

/** Periodic reports: the list, a new one, the builder with its figures, the records behind a figure. */
export const reportsWeb: SliceWeb = {
  rail: [
    {
      key: 'periodic-reports',
      path: '/periodic-reports',
      icon: IconFile,
      labelKey: 'reports.title',
      permission: 'periodic-report.read',
    },
  ],
  routes: [
    {
      path: '/periodic-reports',
      component: lazyRouteComponent(() => import('./reports-page.tsx'), 'ReportsPage'),
      permission: 'periodic-report.read',
    },
    {
      path: '/periodic-reports/new',
      component: lazyRouteComponent(() => import('./new-report-page.tsx'), 'NewReportPage'),
      permission: 'periodic-report.write',
    },
    {
      path: '/periodic-reports/$reportId',
      component: lazyRouteComponent(() => import('./report-page.tsx'), 'ReportPage'),
      permission: 'periodic-report.read',
    },
    {
      path: '/periodic-reports/$reportId/records',
      component: lazyRouteComponent(() => import('./records-page.tsx'), 'RecordsPage'),
      permission: 'periodic-report.read',
    },
  ],
  commands: [
    {
      labelKey: 'reports.new',
      to: '/periodic-reports/new',
      permission: 'periodic-report.write',
      icon: IconPlus,
    },
  ],
};
