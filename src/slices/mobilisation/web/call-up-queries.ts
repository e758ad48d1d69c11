import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { listMyCallUpsRoute } from '../contract/answers.ts';
import { type CallUp, getCallUpRoute, listCallUpsRoute, listCandidatesRoute } from '../contract/call-up.ts';
import { mobilisationEvents } from '../contract/errors.ts';
import { listHoursRoute } from '../contract/hours.ts';
import { getOrderRoute, listOrdersRoute, type Order } from '../contract/orders.ts';

/** Everything cached of call-ups stands below this key. */
export const callUpsKey = ['call-ups'] as const;
const ordersKey = ['orders'] as const;
const oneKey = (id: string) => [...callUpsKey, 'one', id] as const;
const orderKey = (id: string) => [...ordersKey, 'one', id] as const;

export const callUpAddress = (id: string): string => `/call-ups/${id}`;
export const orderAddress = (id: string): string => `/orders/${id}`;

type Filters = Readonly<Record<string, string | undefined>>;

export const useCallUpList = (filters: Filters) =>
  useInfiniteQuery({
    queryKey: [...callUpsKey, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call(listCallUpsRoute, {
        signal,
        query: { ...filters, ...(pageParam ? { cursor: pageParam } : {}) } as never,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

/** A few call-ups for a panel; a failed read must not take the page away. */
export const useCallUpPanel = (filters: Filters, isOn: boolean) =>
  useQuery({
    queryKey: [...callUpsKey, 'panel', filters],
    queryFn: ({ signal }) => call(listCallUpsRoute, { signal, query: { ...filters, limit: 10 } as never }),
    throwOnError: false,
    enabled: isOn,
  });

const isWaiting = (callUp: CallUp | undefined): boolean =>
  callUp?.recipients.some((one) => one.deliveries.some(({ state }) => state === 'waiting')) ?? false;

/** The live board. Messages that leave tell no event, so it looks again while some still wait. */
export const useCallUp = (id: string) =>
  useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => call(getCallUpRoute, { params: { id }, signal }),
    refetchInterval: (query) => (isWaiting(query.state.data) ? 1_500 : false),
  });

export const useCandidates = (filters: { skillIds?: string; agencyId?: string }) =>
  useQuery({
    queryKey: [...callUpsKey, 'candidates', filters],
    queryFn: ({ signal }) => call(listCandidatesRoute, { signal, query: filters }),
    placeholderData: (before) => before,
  });

export const useMyCallUps = () =>
  useQuery({
    queryKey: [...callUpsKey, 'mine'],
    queryFn: ({ signal }) => call(listMyCallUpsRoute, { signal }),
  });

export const useHours = (month: string) =>
  useQuery({
    queryKey: [...callUpsKey, 'hours', month],
    queryFn: ({ signal }) => call(listHoursRoute, { signal, query: { month } }),
    placeholderData: (before) => before,
  });

/** Reads call-ups again when one changes, and after a broken connection. */
export const useFreshCallUps = (): void => {
  const client = useQueryClient();
  useLiveEvents([mobilisationEvents.callUpChanged], () => {
    void client.invalidateQueries({ queryKey: callUpsKey });
  });
};

/** Puts an answered call-up in place of the shown one and lets lists read again. */
export const useTakeInCallUp = (): ((callUp: CallUp) => void) => {
  const client = useQueryClient();
  return (callUp) => {
    client.setQueryData(oneKey(callUp.id), callUp);
    void client.invalidateQueries({ queryKey: [...callUpsKey, 'list'] });
    void client.invalidateQueries({ queryKey: [...callUpsKey, 'panel'] });
  };
};

export const useOrderList = (filters: Filters) =>
  useInfiniteQuery({
    queryKey: [...ordersKey, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call(listOrdersRoute, {
        signal,
        query: { ...filters, ...(pageParam ? { cursor: pageParam } : {}) } as never,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

export const useOrder = (id: string) =>
  useQuery({
    queryKey: orderKey(id),
    queryFn: ({ signal }) => call(getOrderRoute, { params: { id }, signal }),
  });

export const useFreshOrders = (): void => {
  const client = useQueryClient();
  useLiveEvents([mobilisationEvents.orderChanged], () => {
    void client.invalidateQueries({ queryKey: ordersKey });
  });
};

export const useTakeInOrder = (): ((order: Order) => void) => {
  const client = useQueryClient();
  return (order) => {
    client.setQueryData(orderKey(order.id), order);
    void client.invalidateQueries({ queryKey: [...ordersKey, 'list'] });
  };
};
