import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { incidentEvents } from '../../incidents/contract/errors.ts';
import { clockChanged, clockSummaryRoute, getClockRoute, incidentClocksRoute } from '../contract/clocks.ts';

/** Everything that shows clocks; a change anywhere makes it read again. */
export const clockPaths = ['/api/v1/clock', '/api/v1/incidents/:id/clocks'] as const;

const changes = [clockChanged, incidentEvents.opened, incidentEvents.changed];

export const useFreshClocks = (): void => useLiveRefresh(changes, ...clockPaths);

export const useClockSummary = (isOff: boolean) =>
  useAnswer(clockSummaryRoute, {}, { isOff, refetchMs: 60_000 });

export const useIncidentClocks = (id: string, isOff: boolean) =>
  useAnswer(incidentClocksRoute, { params: { id } }, { isOff });

export const useClock = (id: string) => useAnswer(getClockRoute, { params: { id } });
