import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useGo } from '../../ui/app-link.tsx';
import { useSession } from '../../ui/session.ts';
import type { SliceWeb } from '../../ui/slice-web.ts';
import { PageLoading } from '../../ui/state-pages.tsx';
import { slicesWeb } from './slices.ts';

const isPublic = (slices: readonly SliceWeb[], path: string): boolean =>
  slices
    .flatMap(({ routes }) => routes)
    .some(({ access, path: pattern }) => {
      if (access !== 'anybody') return false;
      const parts = pattern.split('/');
      const given = path.replace(/(.)\/$/, '$1').split('/');
      return (
        parts.length === given.length && parts.every((part, at) => part.startsWith('$') || part === given[at])
      );
    });

const wayOut = (isSetUp: boolean, isSignedIn: boolean, path: string, href: string): string | undefined => {
  if (!isSetUp) return path === '/setup' ? undefined : '/setup';
  if (isSignedIn || isPublic(slicesWeb, path)) return undefined;
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(href)}`;
};

/** Sends to the set-up or the sign-in page whoever cannot be shown anything else yet. */
export const Gate = () => {
  const { isSetUp, person } = useSession();
  const go = useGo();
  const { pathname, href } = useRouterState({ select: ({ location }) => location });
  const target = wayOut(isSetUp, person !== null, pathname, href);
  const isThere = target === undefined || pathname === target.split('?')[0];
  useEffect(() => {
    if (!isThere && target) go(target);
  }, [isThere, target, go]);
  if (!isThere) return <PageLoading />;
  return (
    <Suspense fallback={<PageLoading />}>
      <Outlet />
    </Suspense>
  );
};
