import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { IconPlus, IconServer } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

const AgencySystems = lazy(async () => ({ default: (await import('./agency-systems.tsx')).AgencySystems }));

export const systemsWeb: SliceWeb = {
  rail: [
    {
      key: 'systems',
      path: '/systems',
      icon: IconServer,
      labelKey: 'systems.title',
      permission: 'system.read',
    },
  ],
  routes: [
    {
      path: '/systems',
      permission: 'system.read',
      component: lazyRouteComponent(() => import('./systems-page.tsx'), 'SystemsPage'),
    },
    {
      path: '/systems/new',
      permission: 'system.create',
      component: lazyRouteComponent(() => import('./system-form.tsx'), 'NewSystemPage'),
    },
    {
      path: '/systems/$systemId',
      permission: 'system.read',
      component: lazyRouteComponent(() => import('./system-page.tsx'), 'SystemPage'),
    },
    {
      path: '/systems/$systemId/edit',
      permission: 'system.update',
      component: lazyRouteComponent(() => import('./system-form.tsx'), 'EditSystemPage'),
    },
  ],
  commands: [{ labelKey: 'systems.new', to: '/systems/new', permission: 'system.create', icon: IconPlus }],
  panels: [{ slot: 'agency.facts', component: AgencySystems }],
};
