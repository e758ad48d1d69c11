import { notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { problemOf } from '../../ui/problem.ts';

const isWorthRetrying = (error: unknown): boolean => {
  const status = problemOf(error)?.status ?? 0;
  return status === 0 || status === 502 || status === 503 || status === 504;
};

/**
 * Reads are fresh for ten seconds and are read again when the tab comes back; live events mark them stale earlier.
 * A failed background read or write tells itself as a note, unless the caller shows it (`meta: { isShown: true }`).
 */
export const createQueryClient = (texts: i18n, onSignedOut: () => void): QueryClient => {
  const tell = (error: unknown, isShown: unknown) => {
    const problem = problemOf(error);
    if (problem?.status === 401) return onSignedOut();
    // A refused field (422) and a stale save (409) belong beside the form that sent them.
    if (isShown || problem?.status === 409 || problem?.errors?.length) return;
    const isUnreachable = !problem || problem.status === 0;
    notifications.show({
      id: isUnreachable ? 'unreachable' : undefined,
      color: 'red',
      message: isUnreachable ? texts.t('ui.problem-network') : (problem.detail ?? problem.title),
    });
  };
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => tell(error, query.meta?.isShown || query.state.data === undefined),
    }),
    mutationCache: new MutationCache({
      onError: (error, _values, _context, mutation) => tell(error, mutation.meta?.isShown),
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && isWorthRetrying(error),
        // A page without data shows its error page; a page with data keeps the data and tells.
        throwOnError: (_error, query) => query.state.data === undefined,
      },
      mutations: { retry: false },
    },
  });
};
