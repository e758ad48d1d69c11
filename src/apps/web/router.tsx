import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { useMay, useSession } from '../../ui/session.ts';
import type { SliceWeb, WebRoute } from '../../ui/slice-web.ts';
import { ErrorPage, NotFoundPage } from '../../ui/state-pages.tsx';
import { Gate } from './gate.tsx';
import { Shell } from './shell.tsx';

const rootRoute = createRootRoute({ component: Gate, notFoundComponent: NotFoundPage });

/** Pages for everybody: sign-in, set-up, public forms. They bring their own sheet. */
const publicRoute = createRoute({ getParentRoute: () => rootRoute, id: 'public', component: Outlet });

/** Pages in the frame. */
const personRoute = createRoute({ getParentRoute: () => rootRoute, id: 'person', component: Shell });

/** A page without the permission looks like a page that does not exist. */
const guarded = (route: WebRoute): WebRoute['component'] => {
  const PageComponent = route.component;
  const Guarded = () => (useMay(route.permission) ? <PageComponent /> : <NotFoundPage />);
  return Object.assign(Guarded, { preload: PageComponent.preload });
};

const routeOf = (route: WebRoute) =>
  route.access === 'anybody'
    ? createRoute({ getParentRoute: () => publicRoute, path: route.path, component: route.component })
    : createRoute({ getParentRoute: () => personRoute, path: route.path, component: guarded(route) });

/** The first page of somebody who may not see the duty desk: the first entry of their own rail. */
const firstFor = (route: WebRoute, slices: readonly SliceWeb[]): WebRoute['component'] => {
  const PageComponent = route.component;
  const First = () => (useMay(route.permission) ? <PageComponent /> : <FirstPage slices={slices} />);
  return Object.assign(First, { preload: PageComponent.preload });
};

/** The first entry of the rail is the first page. */
const FirstPage = ({ slices }: { slices: readonly SliceWeb[] }) => {
  const { permissions } = useSession();
  const first = slices
    .flatMap(({ rail }) => rail)
    .find((item) => item.path !== '/' && (!item.permission || permissions.includes(item.permission)));
  const route = slices.flatMap(({ routes }) => routes).find(({ path }) => path === first?.path);
  const PageComponent = route?.component;
  return PageComponent ? <PageComponent /> : <NotFoundPage />;
};

/** The route tree out of what the slices declare. */
export const buildRouter = (slices: readonly SliceWeb[]) => {
  const routes = slices.flatMap((slice) => slice.routes);
  const people = routes.filter(({ access, path }) => access !== 'anybody' && path !== '/').map(routeOf);
  const publics = routes.filter(({ access }) => access === 'anybody').map(routeOf);
  const home = routes.find(({ path }) => path === '/');
  const component = home ? firstFor(home, slices) : () => <FirstPage slices={slices} />;
  people.push(createRoute({ getParentRoute: () => personRoute, path: '/', component }));
  return createRouter({
    routeTree: rootRoute.addChildren([publicRoute.addChildren(publics), personRoute.addChildren(people)]),
    defaultPreload: 'intent',
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: ErrorPage,
    scrollRestoration: true,
    // Plain queries: the router's own JSON form would turn `q=123` into a number and add quotes.
    parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
    stringifySearch: (search) => {
      const query = new URLSearchParams(search as Record<string, string>).toString();
      return query ? `?${query}` : '';
    },
  });
};
