import { useSyncExternalStore } from 'react';

/** How long a new report keeps its mark on the desk. */
const markMs = 5 * 60_000;

const arrivals = new Map<string, number>();
const listeners = new Set<() => void>();
let marked: ReadonlySet<string> = new Set();

const renew = () => {
  marked = new Set(arrivals.keys());
  for (const listener of listeners) listener();
};

/** Marks a report as just arrived. @returns false when it was known already, so that nothing sounds twice */
export const markArrival = (id: string): boolean => {
  if (arrivals.has(id)) return false;
  arrivals.set(id, Date.now());
  renew();
  setTimeout(() => {
    arrivals.delete(id);
    renew();
  }, markMs);
  return true;
};

/** Takes the mark off: somebody looked at the report. */
export const clearArrival = (id: string): void => {
  if (arrivals.delete(id)) renew();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Ids of the reports that arrived in the last minutes while this page was open. */
export const useArrivals = (): ReadonlySet<string> => useSyncExternalStore(subscribe, () => marked);
