import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { IconBell, IconSend, IconUsers } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

const panels = () => import('./call-up-panels.tsx');

/** Call-ups with their live boards, the own ones of a member, hours, coordination orders. */
export const mobilisationWeb: SliceWeb = {
  rail: [
    {
      key: 'call-ups',
      path: '/call-ups',
      icon: IconUsers,
      labelKey: 'mobilisation.rail.callUps',
      permission: 'call-up.read',
    },
    { key: 'my-call-ups', path: '/my-call-ups', icon: IconBell, labelKey: 'mobilisation.rail.mine' },
    {
      key: 'orders',
      path: '/orders',
      icon: IconSend,
      labelKey: 'mobilisation.rail.orders',
      permission: 'order.read',
    },
  ],
  routes: [
    {
      path: '/call-ups',
      component: lazyRouteComponent(() => import('./call-ups-page.tsx'), 'CallUpsPage'),
      permission: 'call-up.read',
    },
    {
      path: '/call-ups/new',
      component: lazyRouteComponent(() => import('./compose-page.tsx'), 'ComposePage'),
      permission: 'call-up.create',
    },
    {
      path: '/call-ups/$callUpId',
      component: lazyRouteComponent(() => import('./board-page.tsx'), 'BoardPage'),
      permission: 'call-up.read',
    },
    {
      path: '/call-up-hours',
      component: lazyRouteComponent(() => import('./hours-page.tsx'), 'HoursPage'),
      permission: 'call-up.read',
    },
    {
      path: '/my-call-ups',
      component: lazyRouteComponent(() => import('./my-call-ups-page.tsx'), 'MyCallUpsPage'),
    },
    {
      path: '/orders',
      component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
      permission: 'order.read',
    },
    {
      path: '/orders/new',
      component: lazyRouteComponent(() => import('./order-form-page.tsx'), 'OrderFormPage'),
      permission: 'order.update',
    },
    {
      path: '/orders/$orderId',
      component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
      permission: 'order.read',
    },
  ],
  commands: [
    {
      labelKey: 'mobilisation.command.check',
      to: '/call-ups/new?check=1',
      permission: 'call-up.create',
      icon: IconUsers,
    },
    { labelKey: 'mobilisation.rail.callUps', to: '/call-ups', permission: 'call-up.read', icon: IconUsers },
    { labelKey: 'mobilisation.rail.mine', to: '/my-call-ups', icon: IconBell },
    { labelKey: 'mobilisation.rail.orders', to: '/orders', permission: 'order.read', icon: IconSend },
  ],
  panels: [
    {
      slot: 'incident.facts',
      component: lazy(() => panels().then((part) => ({ default: part.IncidentCallUpsPanel }))),
    },
    {
      slot: 'agency.facts',
      component: lazy(() =>
        import('./agency-distance-panel.tsx').then((part) => ({ default: part.AgencyDistancePanel })),
      ),
    },
    {
      slot: 'desk.main',
      component: lazy(() => panels().then((part) => ({ default: part.DeskCallUpsPanel }))),
    },
  ],
};
