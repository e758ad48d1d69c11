import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { type CallInput, call } from '../../../../platform/http/client.ts';
import type { AnswerOf, Route } from '../../../../platform/http/route.ts';
import { useLiveEvents } from '../../../../ui/live-events.ts';
import { useLanguage } from '../../../../ui/use-text.ts';

/** Calls a route with the language on screen, so that refusals come in it. */
export const useCall = () => {
  const language = useLanguage();
  return useCallback(
    <R extends Route>(route: R, input?: CallInput<R>): Promise<AnswerOf<R>> =>
      call(route, { ...input, language } as CallInput<R>),
    [language],
  );
};

/** Reads one answer and keeps it fresh; the last one stays in sight while the next loads. */
export const useAnswer = <R extends Route>(
  route: R,
  input: Pick<CallInput<R>, 'params' | 'query'> = {},
  options: { isOff?: boolean; refetchMs?: number } = {},
) => {
  const send = useCall();
  return useQuery({
    queryKey: [route.path, input.params ?? null, input.query ?? null],
    queryFn: ({ signal }) => send(route, { ...input, signal } as CallInput<R>),
    placeholderData: keepPreviousData,
    enabled: !options.isOff,
    refetchInterval: options.refetchMs ?? false,
  });
};

type Page = { items: readonly unknown[]; nextCursor: string | null };

/** Reads a list page by page. `query` without cursor. */
export const usePages = <R extends Route>(
  route: R,
  query: Record<string, string | number | undefined>,
  params?: CallInput<R>['params'],
) => {
  const send = useCall();
  const result = useInfiniteQuery({
    queryKey: [route.path, 'pages', params ?? null, query],
    queryFn: ({ pageParam, signal }) =>
      send(route, {
        ...(params ? { params } : {}),
        query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      } as unknown as CallInput<R>) as Promise<AnswerOf<R> & Page>,
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const pages = result.data?.pages ?? [];
  return {
    rows: pages.flatMap((page) => page.items) as AnswerOf<R> extends { items: (infer Item)[] }
      ? Item[]
      : never,
    first: pages[0],
    isLoading: result.isPending,
    hasMore: result.hasNextPage,
    isLoadingMore: result.isFetchingNextPage,
    onMore: () => void result.fetchNextPage(),
  };
};

/** Marks everything read under these paths as old. */
export const forget = (client: QueryClient, ...paths: readonly string[]): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey }) => paths.some((path) => String(queryKey[0]).startsWith(path)),
  });

/** Reads again what stands under these paths when one of the live events comes. */
export const useLiveRefresh = (types: readonly string[], ...paths: readonly string[]): void => {
  const client = useQueryClient();
  useLiveEvents([...types, 'live.reconnected'], () => void forget(client, ...paths));
};
