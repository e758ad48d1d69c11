import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { IconHome, IconMail, IconPhone } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';
import { ArrivalBell } from './arrival-bell.tsx';

/** Lazy, as it brings the contract and its schemas: the frame must not wait for them. */
const WaitingBadge = lazy(() =>
  import('./waiting-badge.tsx').then((part) => ({ default: part.WaitingBadge })),
);

/** The duty desk, reports and the call sheet. */
export const intakeWeb: SliceWeb = {
  rail: [
    {
      key: 'duty',
      path: '/',
      icon: IconHome,
      labelKey: 'intake.rail.duty',
      permission: 'report.read',
      badge: WaitingBadge,
    },
    {
      key: 'reports',
      path: '/reports',
      icon: IconMail,
      labelKey: 'intake.rail.reports',
      permission: 'report.read',
    },
  ],
  routes: [
    {
      path: '/',
      component: lazyRouteComponent(() => import('./duty-page.tsx'), 'DutyPage'),
      permission: 'report.read',
    },
    {
      path: '/reports',
      component: lazyRouteComponent(() => import('./reports-page.tsx'), 'ReportsPage'),
      permission: 'report.read',
    },
    {
      path: '/reports/$reportId',
      component: lazyRouteComponent(() => import('./report-page.tsx'), 'ReportPage'),
      permission: 'report.read',
    },
    {
      path: '/calls/new',
      component: lazyRouteComponent(() => import('./call-page.tsx'), 'CallPage'),
      permission: 'report.triage',
    },
  ],
  commands: [
    { labelKey: 'intake.command.call', to: '/calls/new', permission: 'report.triage', icon: IconPhone },
    { labelKey: 'intake.command.duty', to: '/', permission: 'report.read', icon: IconHome },
    { labelKey: 'intake.command.reports', to: '/reports', permission: 'report.read', icon: IconMail },
  ],
  topBar: ArrivalBell,
  panels: [
    {
      slot: 'incident.facts',
      component: lazy(() =>
        import('./incident-reports-panel.tsx').then((part) => ({ default: part.IncidentReportsPanel })),
      ),
    },
  ],
};
