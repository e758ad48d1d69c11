import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { IconBuilding, IconEdit, IconList, IconPlus } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

/** Lazy: the frame must not wait for the contract. */
const AttentionCard = lazy(async () => ({ default: (await import('./attention-card.tsx')).AttentionCard }));

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
      path: '/agencies/changes',
      permission: 'agency.read',
      component: lazyRouteComponent(() => import('./changes-page.tsx'), 'ChangesPage'),
    },
    {
      path: '/agencies/figures',
      permission: 'agency.read',
      component: lazyRouteComponent(() => import('./figures-page.tsx'), 'FiguresPage'),
    },
    {
      path: '/confirm-agency',
      access: 'anybody',
      component: lazyRouteComponent(() => import('./confirm-page.tsx'), 'ConfirmPage'),
    },
    {
      path: '/agencies/$agencyId/propose',
      permission: 'agency.propose',
      component: lazyRouteComponent(() => import('./propose-page.tsx'), 'ProposePage'),
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
    { labelKey: 'agencies.changes', to: '/agencies/changes', permission: 'agency.read', icon: IconEdit },
    { labelKey: 'agencies.figures', to: '/agencies/figures', permission: 'agency.read', icon: IconList },
    { labelKey: 'agencies.new', to: '/agencies/new', permission: 'agency.create', icon: IconPlus },
  ],
  panels: [{ slot: 'desk.side', component: AttentionCard }],
};
