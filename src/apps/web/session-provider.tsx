import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { SessionContext } from '../../ui/session.ts';
import { ErrorPage, PageLoading } from '../../ui/state-pages.tsx';
import { getSession } from './api.ts';

export const sessionKey = ['session'];

/** Reads the session once for all pages; until it is there nothing else is shown. */
export const SessionProvider = ({ children }: { children: ReactNode }) => {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: sessionKey,
    queryFn: getSession,
    staleTime: 60_000,
    throwOnError: false,
  });
  const value = useMemo(
    () =>
      data && {
        ...data,
        refresh: async () => {
          await client.invalidateQueries({ queryKey: sessionKey });
        },
      },
    [data, client],
  );
  if (value) return <SessionContext value={value}>{children}</SessionContext>;
  return error ? <ErrorPage error={error} /> : <PageLoading />;
};
