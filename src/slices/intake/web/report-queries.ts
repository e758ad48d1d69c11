import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import type { QueryInputOf } from '../../../platform/http/route.ts';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import { getDeskRoute } from '../contract/desk.ts';
import {
  getReportRoute,
  listIncidentReportsRoute,
  listReportsRoute,
  listSimilarRoute,
  type Report,
} from '../contract/report.ts';

/** Everything cached of reports stands below this key. */
export const reportsKey = ['reports'] as const;
const deskKey = [...reportsKey, 'desk'] as const;
const oneKey = (id: string) => [...reportsKey, 'one', id] as const;

type ListFilters = Omit<NonNullable<QueryInputOf<typeof listReportsRoute>>, 'cursor'>;

/** The duty desk; quiet in the rail, where a failed read must not take the page away. */
export const useDesk = ({ isQuiet = false }: { isQuiet?: boolean } = {}) =>
  useQuery({
    queryKey: deskKey,
    queryFn: ({ signal }) => call(getDeskRoute, { signal }),
    refetchInterval: 60_000,
    ...(isQuiet ? { throwOnError: false, meta: { isShown: true } } : {}),
  });

/** Pages of the list, by key. */
export const useReportList = (filters: ListFilters) =>
  useInfiniteQuery({
    queryKey: [...reportsKey, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call(listReportsRoute, { signal, query: { ...filters, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

export const useReport = (id: string) =>
  useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => call(getReportRoute, { params: { id }, signal }),
  });

export const useSimilar = (id: string) =>
  useQuery({
    queryKey: [...reportsKey, 'similar', id],
    queryFn: ({ signal }) => call(listSimilarRoute, { params: { id }, signal }),
    throwOnError: false,
  });

export const useIncidentReports = (incidentId: string) =>
  useQuery({
    queryKey: [...reportsKey, 'of-incident', incidentId],
    queryFn: ({ signal }) => call(listIncidentReportsRoute, { params: { id: incidentId }, signal }),
    throwOnError: false,
  });

/** Reads all shown reports again when one arrives or changes, and after a broken connection. */
export const useFreshReports = (): void => {
  const client = useQueryClient();
  useLiveEvents(['report.received', 'report.changed'], () => {
    void client.invalidateQueries({ queryKey: reportsKey });
  });
};

/**
 * Takes the answer of a change in: it replaces the cached report at once, the lists are read again. What went wrong is
 * thrown to the caller, since dialogs show it beside the field.
 */
export const useReportAction = (): ((answer: Promise<Report>) => Promise<Report>) => {
  const client = useQueryClient();
  return async (answer) => {
    const report = await answer;
    client.setQueryData(oneKey(report.id), report);
    void client.invalidateQueries({ queryKey: deskKey });
    void client.invalidateQueries({ queryKey: [...reportsKey, 'list'] });
    return report;
  };
};

/** The same for a plain button: busy while it runs, a refusal shows as a note and the report is read again. */
export const useQuickAction = () => {
  const text = useText();
  const client = useQueryClient();
  const act = useReportAction();
  const [isRunning, setRunning] = useState(false);
  const run = async (answer: () => Promise<Report>): Promise<Report | undefined> => {
    setRunning(true);
    try {
      return await act(answer());
    } catch (thrown) {
      const problem = problemOf(thrown);
      const message = problem?.status ? (problem.detail ?? problem.title) : text('ui.problem-network');
      notifications.show({ color: 'red', message, closeButtonProps: { 'aria-label': text('ui.close') } });
      void client.invalidateQueries({ queryKey: reportsKey });
      return undefined;
    } finally {
      setRunning(false);
    }
  };
  return { run, isRunning };
};
