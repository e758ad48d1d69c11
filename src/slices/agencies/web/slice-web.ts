import { lazyRouteComponent } from '@tanstack/react-router';
import { IconBuilding, IconList, IconPlus } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

export const agenciesWeb: SliceWeb = {
  rail: [
    {
      key: 'agencies',
      path: '/agencies',
      icon: IconBuilding,
      labelKey: 'agencies.title',
      permission: 'agency.read',
    },
  ],
  routes: [
    {
      path: '/agencies',
      permission: 'agency.read',
      component: lazyRouteComponent(() => import('./agencies-page.tsx'), 'AgenciesPage'),
    },
    {
      path: '/agencies/new',
      permission: 'agency.create',
      component: lazyRouteComponent(() => import('./agency-form.tsx'), 'NewAgencyPage'),
    },
    {
      path: '/agencies/change',
      permission: 'agency.update',
      component: lazyRouteComponent(() => import('./change-page.tsx'), 'ChangePage'),
    },
    {
      path: '/agencies/directory',
      permission: 'agency.read',
      component: lazyRouteComponent(() => import('./directory-page.tsx'), 'DirectoryPage'),
    },
    {
      path: '/agencies/roles',
      permission: 'agency.read',
      component: lazyRouteComponent(() => import('./roles-page.tsx'), 'RolesPage'),
    },
    {
      path: '/agencies/$agencyId',
      permission: 'agency.read',
      component: lazyRouteComponent(() => import('./agency-page.tsx'), 'AgencyPage'),
    },
    {
      path: '/agencies/$agencyId/edit',
      permission: 'agency.update',
      component: lazyRouteComponent(() => import('./agency-form.tsx'), 'EditAgencyPage'),
    },
  ],
  commands: [
    { labelKey: 'agencies.directory', to: '/agencies/directory', permission: 'agency.read', icon: IconList },
    { labelKey: 'agencies.new', to: '/agencies/new', permission: 'agency.create', icon: IconPlus },
  ],
};
