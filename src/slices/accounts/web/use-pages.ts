import { useInfiniteQuery } from '@tanstack/react-query';
import type { AnswerOf, Route } from '../../../platform/http/route.ts';
import { useSend } from './use-send.ts';

type ItemOf<R extends Route> = AnswerOf<R> extends { items: readonly (infer Item)[] } ? Item : never;
type Page<R extends Route> = { items: ItemOf<R>[]; nextCursor: string | null };

/** A list that grows by pages; the result fits the props of `DataTable`. */
export const usePages = <R extends Route>(route: R, query: Record<string, string | undefined>) => {
  const send = useSend();
  const found = useInfiniteQuery({
    queryKey: [route.path, query],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) =>
      (await send(route, {
        query: { ...query, cursor: pageParam || undefined },
        signal,
      } as never)) as Page<R>,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return {
    rows: found.data?.pages.flatMap((page) => page.items) ?? [],
    isLoading: found.isPending,
    hasMore: found.hasNextPage,
    isLoadingMore: found.isFetchingNextPage,
    onMore: () => void found.fetchNextPage(),
  };
};
