import { type ComponentType, Suspense, use } from 'react';
import type { SliceWeb, WebRoute } from '../../ui/slice-web.ts';
import { whenAllTexts } from './i18n.ts';

/** The part, shown once every text of the language is there. It waits under the nearest `Suspense`. */
const waiting = <Props extends object>(Part: ComponentType<Props>) => {
  const Waiting = (props: Props) => {
    use(whenAllTexts());
    return <Part {...props} />;
  };
  return Waiting;
};

const waitingRoute = (route: WebRoute): WebRoute =>
  route.access === 'anybody'
    ? route
    : { ...route, component: Object.assign(waiting(route.component), { preload: route.component.preload }) };

/** A slice whose words are not among those of the first pages: its pages and panels wait for them. */
export const withAllTexts = (slice: SliceWeb): SliceWeb => {
  const TopBar = slice.topBar && waiting(slice.topBar);
  const topBar =
    TopBar &&
    (() => (
      <Suspense fallback={null}>
        <TopBar />
      </Suspense>
    ));
  return {
    ...slice,
    routes: slice.routes.map(waitingRoute),
    ...(slice.panels
      ? { panels: slice.panels.map((panel) => ({ ...panel, component: waiting(panel.component) })) }
      : {}),
    ...(topBar ? { topBar } : {}),
  };
};
