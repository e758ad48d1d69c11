import { useSyncExternalStore } from 'react';

const stepMs = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/**
 * The moment that clocks show, in milliseconds. React asks twice in a row and takes a difference for a fault: while no
 * timer runs, it is renewed only when it is old.
 */
export const shownMoment = (): number => {
  const at = Date.now();
  if (!timer && Math.abs(at - now) >= stepMs) now = at;
  return now;
};

/** The present moment in milliseconds; one timer renews all clocks of the page every 15 s. */
export const useNow = (): number => useSyncExternalStore(subscribe, shownMoment);
