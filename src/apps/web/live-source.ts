import type { LiveEvent, LiveHandler, LiveSource } from '../../ui/live-events.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The one live connection of this tab. It opens with the first subscriber and closes with the last; the browser
 * mends short breaks, a refused connection is tried again after 1 to 30 seconds.
 */
export const createLiveSource = (address: string, onState: (isConnected: boolean) => void): LiveSource => {
  const handlers = new Map<string, Set<LiveHandler>>();
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waitMs = firstWaitMs;
  let wasBroken = false;

  const tell = (event: LiveEvent) => {
    for (const handler of handlers.get(event.type) ?? []) handler(event);
  };
  const tellReconnected = () => {
    const everybody = new Set([...handlers.values()].flatMap((set) => [...set]));
    for (const handler of everybody) handler({ type: 'live.reconnected', data: undefined });
  };
  const listen = (type: string) =>
    source?.addEventListener(type, (event) =>
      tell({ type, data: parse((event as MessageEvent<string>).data) }),
    );

  const open = () => {
    source = new EventSource(address);
    for (const type of handlers.keys()) listen(type);
    source.onopen = () => {
      waitMs = firstWaitMs;
      onState(true);
      if (wasBroken) tellReconnected();
      wasBroken = false;
    };
    source.onerror = () => {
      wasBroken = true;
      onState(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(open, waitMs);
      waitMs = Math.min(longestWaitMs, waitMs * 2);
    };
  };
  const close = () => {
    clearTimeout(retry);
    source?.close();
    source = undefined;
    onState(true);
  };

  return {
    subscribe: (types, handler) => {
      const isFirst = handlers.size === 0;
      for (const type of types) {
        const known = handlers.get(type);
        if (known) known.add(handler);
        else {
          handlers.set(type, new Set([handler]));
          if (!isFirst) listen(type);
        }
      }
      if (isFirst) open();
      return () => {
        for (const type of types) handlers.get(type)?.delete(handler);
        if ([...handlers.values()].some((set) => set.size > 0)) return;
        handlers.clear();
        close();
      };
    },
  };
};
