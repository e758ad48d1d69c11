import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { IconClock, IconFile, IconList } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

const FormsPanel = lazy(() => import('./forms-panel.tsx').then((file) => ({ default: file.FormsPanel })));
const ClocksPanel = lazy(() =>
  import('./incident-clocks-panel.tsx').then((file) => ({ default: file.IncidentClocksPanel })),
);
const DeskClocks = lazy(() => import('./desk-clocks.tsx').then((file) => ({ default: file.DeskClocks })));
const SevereClocks = lazy(() => import('./desk-clocks.tsx').then((file) => ({ default: file.SevereClocks })));
/** Lazy, as it brings the contract and its schemas: the frame must not wait for them. */
const LateBadge = lazy(() => import('./late-badge.tsx').then((file) => ({ default: file.LateBadge })));

const YearlyFormsLink = lazy(() =>
  import('./yearly-forms-link.tsx').then((file) => ({ default: file.YearlyFormsLink })),
);

/** Clocks of an incident and of the calendar, the rules behind them, and the forms of an incident. */
export const dutiesWeb: SliceWeb = {
  rail: [
    {
      key: 'duties',
      path: '/duties',
      icon: IconClock,
      labelKey: 'duties.rail',
      permission: 'clock.read',
      badge: LateBadge,
    },
  ],
  routes: [
    {
      path: '/incidents/$incidentId/documents/$documentId',
      component: lazyRouteComponent(() => import('./form-page.tsx'), 'FormPage'),
      permission: 'document.read',
    },
    {
      path: '/forms',
      component: lazyRouteComponent(() => import('./yearly-forms-page.tsx'), 'YearlyFormsPage'),
      permission: 'yearly-form.read',
    },
    {
      path: '/forms/$formId',
      component: lazyRouteComponent(() => import('./form-page.tsx'), 'YearlyFormPage'),
      permission: 'yearly-form.read',
    },
    {
      path: '/duties',
      component: lazyRouteComponent(() => import('./clock-board-page.tsx'), 'ClockBoardPage'),
      permission: 'clock.read',
    },
    {
      path: '/duties/rules',
      component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
      permission: 'clock.read',
    },
    {
      path: '/duties/rule-sets/$ruleSetId',
      component: lazyRouteComponent(() => import('./rule-set-page.tsx'), 'RuleSetPage'),
      permission: 'duty-rule.read',
    },
    {
      path: '/duties/$clockId',
      component: lazyRouteComponent(() => import('./clock-page.tsx'), 'ClockPage'),
      permission: 'clock.read',
    },
  ],
  commands: [
    { labelKey: 'duties.yearly', to: '/forms', permission: 'yearly-form.read', icon: IconFile },
    { labelKey: 'duties.command.board', to: '/duties', permission: 'clock.read', icon: IconClock },
    { labelKey: 'duties.command.rules', to: '/duties/rules', permission: 'clock.read', icon: IconList },
  ],
  panels: [
    { slot: 'incident.main', component: ClocksPanel },
    { slot: 'incident.facts', component: FormsPanel },
    { slot: 'documents.actions', component: YearlyFormsLink },
    { slot: 'desk.top', component: SevereClocks },
    { slot: 'desk.side', component: DeskClocks },
  ],
};
