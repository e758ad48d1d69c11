import type { ComponentType, FunctionComponent } from 'react';
import type { Icon } from './icons.tsx';
import type { Panel } from './panel-slot.tsx';
import type { TextKey } from './text-key.ts';

/** One entry of the left rail. */
export type RailItem = {
  key: string;
  path: string;
  icon: Icon;
  labelKey: TextKey;
  /** Shown only to those who have it. */
  permission?: string;
  /** A small count or mark at the end of the line; it may read live data. */
  badge?: ComponentType;
};

/** One page. `path` in the router's form: `/things/$thingId`; read it with `useRouteParam('thingId')`. */
export type WebRoute = {
  path: string;
  /** Lazy: `lazyRouteComponent(() => import('./thing-page.tsx'), 'ThingPage')`. */
  component: FunctionComponent & { preload?: (() => Promise<void> | undefined) | undefined };
  /** Without it the page answers as a missing page. */
  permission?: string;
  /** `person` (default): in the frame, signed in. `anybody`: on its own sheet, for sign-in and public pages. */
  access?: 'person' | 'anybody';
};

/** One line of the command palette. */
export type WebCommand = { labelKey: TextKey; to: string; permission?: string; icon?: Icon };

/** Everything that a slice shows in the web application. */
export type SliceWeb = {
  rail: readonly RailItem[];
  routes: readonly WebRoute[];
  commands: readonly WebCommand[];
  /** A small standing part of the top bar. */
  topBar?: ComponentType;
  /** Parts of this slice in pages of earlier ones, such as `incident.main` and `incident.facts`. */
  panels?: readonly Panel[];
  /** Entries of the person menu. */
  personMenu?: readonly WebCommand[];
};
