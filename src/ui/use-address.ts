import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { useMemo } from 'react';

/** One parameter of the page's path, `''` where the path has none of that name. */
export const useRouteParam = (name: string): string => {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? '';
};

export type AddressFilters = {
  values: Readonly<Record<string, string>>;
  /** Sets or (with an empty value) removes filters; the list starts from its first row again. */
  set: (changes: Record<string, string | undefined>) => void;
  /** Puts a whole query (`status=open&sort=-due`) in place of the present one. */
  replace: (query: string) => void;
};

/** The query of the address, so that a link shows the same list. */
export const useAddressFilters = (): AddressFilters => {
  const router = useRouter();
  const location = useRouterState({ select: (state) => state.location });
  return useMemo(() => {
    const params = new URLSearchParams(location.searchStr);
    const replace = (query: string) =>
      router.history.replace(query ? `${location.pathname}?${query}` : location.pathname);
    return {
      values: Object.fromEntries(params),
      replace,
      set: (changes) => {
        const next = new URLSearchParams(params);
        for (const [key, value] of Object.entries(changes)) {
          if (value) next.set(key, value);
          else next.delete(key);
        }
        replace(next.toString());
      },
    };
  }, [router, location]);
};
