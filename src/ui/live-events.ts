import { createContext, useContext, useEffect, useRef } from 'react';

/** A hint that something changed; `data` is the parsed JSON of the event. */
export type LiveEvent = { type: string; data: unknown };
export type LiveHandler = (event: LiveEvent) => void;

/** One source per tab. `subscribe` returns the way out. */
export type LiveSource = { subscribe: (types: readonly string[], handler: LiveHandler) => () => void };

export const LiveContext = createContext<LiveSource>({ subscribe: () => () => undefined });

/**
 * Calls `handler` for each live event of these types while the component is shown. After a broken connection
 * it is called once with type `live.reconnected`, because events may have been missed: read again then.
 */
export const useLiveEvents = (types: readonly string[], handler: LiveHandler): void => {
  const source = useContext(LiveContext);
  const latest = useRef(handler);
  latest.current = handler;
  const key = types.join(' ');
  useEffect(() => source.subscribe(key.split(' '), (event) => latest.current(event)), [source, key]);
};
