import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../../platform/http/client.ts';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { useLanguage } from '../../../ui/use-text.ts';
import { calendarChanged, listCalendarRoute } from '../contract.ts';

/** The entered days of one year, kept fresh. */
export const useCalendarYear = (year: number) => {
  const language = useLanguage();
  const client = useQueryClient();
  const refresh = useCallback(
    () => void client.invalidateQueries({ queryKey: [listCalendarRoute.path] }),
    [client],
  );
  useLiveEvents([calendarChanged, 'live.reconnected'], refresh);
  const found = useQuery({
    queryKey: [listCalendarRoute.path, year],
    queryFn: ({ signal }) =>
      call(listCalendarRoute, {
        query: { from: `${year}-01-01`, to: `${year}-12-31` },
        language,
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  return { ...found, refresh };
};
