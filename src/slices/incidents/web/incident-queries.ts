import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import type { QueryInputOf } from '../../../platform/http/route.ts';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { incidentEvents } from '../contract/errors.ts';
import { listIncidentFilesRoute } from '../contract/files.ts';
import {
  getIncidentRoute,
  incidentHistoryRoute,
  listCandidatesRoute,
  listIncidentsRoute,
} from '../contract/incident-routes.ts';
import { listLogRoute } from '../contract/log.ts';
import { listObservablesRoute } from '../contract/observables.ts';
import type { Incident } from '../contract/schemas.ts';
import { listTasksRoute } from '../contract/tasks.ts';

/** Everything cached of incidents stands below this key. */
export const incidentsKey = ['incidents'] as const;
const oneKey = (id: string) => [...incidentsKey, 'one', id] as const;

export type IncidentFilters = Omit<NonNullable<QueryInputOf<typeof listIncidentsRoute>>, 'cursor'>;

const paging = {
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};
const cursorOf = (pageParam: string) => (pageParam ? { cursor: pageParam } : {});

export const useIncidentList = (filters: IncidentFilters) =>
  useInfiniteQuery({
    queryKey: [...incidentsKey, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call(listIncidentsRoute, { signal, query: { ...filters, ...cursorOf(pageParam) } }),
    ...paging,
    placeholderData: (before) => before,
  });

export const useIncident = (id: string) =>
  useQuery({
    queryKey: [...oneKey(id), 'page'],
    queryFn: ({ signal }) => call(getIncidentRoute, { params: { id }, signal }),
  });

/** Newest first, page by page backwards. */
export const useLog = (id: string) =>
  useInfiniteQuery({
    queryKey: [...oneKey(id), 'log'],
    queryFn: ({ pageParam, signal }) =>
      call(listLogRoute, { params: { id }, signal, query: cursorOf(pageParam) }),
    ...paging,
  });

export const useTasks = (id: string) =>
  useInfiniteQuery({
    queryKey: [...oneKey(id), 'tasks'],
    queryFn: ({ pageParam, signal }) =>
      call(listTasksRoute, { params: { id }, signal, query: cursorOf(pageParam) }),
    ...paging,
  });

export const useObservables = (id: string) =>
  useInfiniteQuery({
    queryKey: [...oneKey(id), 'observables'],
    queryFn: ({ pageParam, signal }) =>
      call(listObservablesRoute, { params: { id }, signal, query: { limit: 25, ...cursorOf(pageParam) } }),
    ...paging,
  });

export const useIncidentFiles = (id: string) =>
  useQuery({
    queryKey: [...oneKey(id), 'files'],
    queryFn: ({ signal }) => call(listIncidentFilesRoute, { params: { id }, signal }),
  });

/** Changes of one fact, newest first; read only when somebody asks. */
export const useFactHistory = (id: string, field: string) =>
  useQuery({
    queryKey: [...oneKey(id), 'history', field],
    queryFn: ({ signal }) =>
      call(incidentHistoryRoute, { params: { id }, signal, query: { field, limit: 20 } }),
    throwOnError: false,
  });

/** People who may be assigned; asked only by those who may assign. */
export const useCandidates = (isEnabled: boolean) =>
  useQuery({
    queryKey: [...incidentsKey, 'candidates'],
    queryFn: ({ signal }) => call(listCandidatesRoute, { signal }),
    enabled: isEnabled,
    staleTime: 60_000,
    throwOnError: false,
  });

const allEvents = Object.values(incidentEvents);

/** Reads an incident again when it changes elsewhere; without an id, the lists. */
export const useFreshIncidents = (id?: string): void => {
  const client = useQueryClient();
  useLiveEvents(allEvents, ({ type, data }) => {
    const changed = (data as { id?: string } | null)?.id;
    if (!id) return void client.invalidateQueries({ queryKey: [...incidentsKey, 'list'] });
    if (type === 'live.reconnected' || changed === id) {
      void client.invalidateQueries({ queryKey: oneKey(id) });
    }
  });
};

/** Takes the answer of a change in: it replaces the cached page at once, lists and parts are read again. */
export const useTakeIn = () => {
  const client = useQueryClient();
  return {
    takeIn: (incident: Incident): Incident => {
      client.setQueryData([...oneKey(incident.id), 'page'], incident);
      void client.invalidateQueries({ queryKey: [...oneKey(incident.id), 'log'] });
      void client.invalidateQueries({ queryKey: [...oneKey(incident.id), 'history'] });
      void client.invalidateQueries({ queryKey: [...incidentsKey, 'list'] });
      return incident;
    },
    /** After a change of a part: tasks, observables, files, log. */
    readAgain: (id: string) => client.invalidateQueries({ queryKey: oneKey(id) }),
  };
};
