import { lazyRouteComponent } from '@tanstack/react-router';
import { IconHistory, IconLogOut, IconSettings, IconUser, IconUsers } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

/** Screens of accounts: sign-in and set-up for everybody, people, audit log, settings, the own account. */
export const accountsWeb: SliceWeb = {
  rail: [
    {
      key: 'people',
      path: '/people',
      icon: IconUsers,
      labelKey: 'accounts.people',
      permission: 'person.read',
    },
    { key: 'audit', path: '/audit', icon: IconHistory, labelKey: 'accounts.audit', permission: 'audit.read' },
    {
      key: 'settings',
      path: '/settings',
      icon: IconSettings,
      labelKey: 'accounts.settings',
      permission: 'organisation.update',
    },
  ],
  routes: [
    {
      path: '/setup',
      access: 'anybody',
      component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
    },
    {
      path: '/sign-in',
      access: 'anybody',
      component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
    },
    {
      path: '/account-link',
      access: 'anybody',
      component: lazyRouteComponent(() => import('./account-link-page.tsx'), 'AccountLinkPage'),
    },
    { path: '/sign-out', component: lazyRouteComponent(() => import('./sign-out-page.tsx'), 'SignOutPage') },
    { path: '/account', component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage') },
    {
      path: '/people',
      permission: 'person.read',
      component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
    },
    {
      path: '/people/new',
      permission: 'person.invite',
      component: lazyRouteComponent(() => import('./invite-page.tsx'), 'InvitePage'),
    },
    {
      path: '/people/$personId',
      permission: 'person.read',
      component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
    },
    {
      path: '/audit',
      permission: 'audit.read',
      component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
    },
    {
      path: '/settings',
      permission: 'organisation.update',
      component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OrganisationPage'),
    },
    {
      path: '/settings/api-keys',
      permission: 'api-key.read',
      component: lazyRouteComponent(() => import('./api-keys-page.tsx'), 'ApiKeysPage'),
    },
    {
      path: '/settings/program',
      permission: 'settings.read',
      component: lazyRouteComponent(() => import('./program-page.tsx'), 'ProgramPage'),
    },
  ],
  commands: [
    { labelKey: 'accounts.invite', to: '/people/new', permission: 'person.invite', icon: IconUser },
    { labelKey: 'accounts.api-keys', to: '/settings/api-keys', permission: 'api-key.read' },
    { labelKey: 'accounts.account', to: '/account', icon: IconUser },
  ],
  personMenu: [
    { labelKey: 'accounts.account', to: '/account', icon: IconUser },
    { labelKey: 'accounts.sign-out', to: '/sign-out', icon: IconLogOut },
  ],
};
