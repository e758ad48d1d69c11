import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { SliceWeb } from '../../../ui/slice-web.ts';

const FormsPanel = lazy(() => import('./forms-panel.tsx').then((file) => ({ default: file.FormsPanel })));

/** Forms of an incident: a card on its page, and the editor. */
export const dutiesWeb: SliceWeb = {
  rail: [],
  routes: [
    {
      path: '/incidents/$incidentId/documents/$documentId',
      component: lazyRouteComponent(() => import('./form-page.tsx'), 'FormPage'),
      permission: 'document.read',
    },
  ],
  commands: [],
  panels: [{ slot: 'incident.facts', component: FormsPanel }],
};
