import { lazyRouteComponent } from '@tanstack/react-router';
import type { SliceWeb } from '../../../ui/slice-web.ts';
import { FormsPanel } from './forms-panel.tsx';

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
