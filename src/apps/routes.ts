import type { Services } from '../platform/ctx/services.ts';
import type { EventHub } from '../platform/events/event-hub.ts';
import { createEventRoutes } from '../platform/events/routes.ts';
import type { BoundRoute } from '../platform/http/handle.ts';
import { createSystemRoutes, type MailState } from './server/system-routes.ts';
import { serverSlices } from './slices.ts';

/** Every route of the server: the system's own, then each slice's. OpenAPI and the rights tests read this list. */
export const createRoutes = (options: {
  services: Services;
  hub: () => EventHub;
  mailState: () => MailState;
  version: string;
}): readonly BoundRoute[] => {
  const routes: BoundRoute[] = [
    ...createSystemRoutes({ ...options, routes: () => routes }),
    ...createEventRoutes(options.hub),
    ...serverSlices.flatMap((slice) => slice.routes),
  ];
  return routes;
};
