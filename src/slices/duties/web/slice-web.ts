import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { IconFile } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

const FormsPanel = lazy(() => import('./forms-panel.tsx').then((file) => ({ default: file.FormsPanel })));

const YearlyFormsLink = lazy(() =>
  import('./yearly-forms-link.tsx').then((file) => ({ default: file.YearlyFormsLink })),
);

/** Forms of an incident: a card on its page, and the editor. */
export const dutiesWeb: SliceWeb = {
  rail: [],
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
  ],
  commands: [{ labelKey: 'duties.yearly', to: '/forms', permission: 'yearly-form.read', icon: IconFile }],
  panels: [
    { slot: 'incident.facts', component: FormsPanel },
    { slot: 'documents.actions', component: YearlyFormsLink },
  ],
};
