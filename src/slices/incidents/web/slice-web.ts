import { lazyRouteComponent } from '@tanstack/react-router';
import { IconAlert, IconPlus } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

/** The list of incidents, one incident, opening one. Later slices add panels to `incident.main` and `incident.facts`. */
export const incidentsWeb: SliceWeb = {
  rail: [
    {
      key: 'incidents',
      path: '/incidents',
      icon: IconAlert,
      labelKey: 'incidents.title',
      permission: 'incident.read',
    },
  ],
  routes: [
    {
      path: '/incidents',
      component: lazyRouteComponent(() => import('./incidents-page.tsx'), 'IncidentsPage'),
      permission: 'incident.read',
    },
    {
      path: '/incidents/new',
      component: lazyRouteComponent(() => import('./open-incident-page.tsx'), 'OpenIncidentPage'),
      permission: 'incident.open',
    },
    {
      path: '/incidents/$incidentId',
      component: lazyRouteComponent(() => import('./incident-page.tsx'), 'IncidentPage'),
      permission: 'incident.read',
    },
  ],
  commands: [
    { labelKey: 'incidents.open', to: '/incidents/new', permission: 'incident.open', icon: IconPlus },
    { labelKey: 'incidents.view-open', to: '/incidents?state=open', permission: 'incident.read' },
    { labelKey: 'incidents.view-mine', to: '/incidents?lead=me&state=open', permission: 'incident.read' },
  ],
};
