import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLiveSource } from './live-source.ts';

/** Stands for the browser's EventSource. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 1;
  isClosed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    super();
    FakeSource.all.push(this);
  }
  close() {
    this.isClosed = true;
  }
  tell(type: string, data: unknown) {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data) }));
  }
}

describe('live connection', () => {
  beforeEach(() => {
    FakeSource.all = [];
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('one connection serves all subscribers and ends with the last', () => {
    const source = createLiveSource('/events', () => undefined);
    const [first, second] = [vi.fn(), vi.fn()];
    const leaveFirst = source.subscribe(['a'], first);
    const leaveSecond = source.subscribe(['a', 'b'], second);
    expect(FakeSource.all).toHaveLength(1);
    FakeSource.all[0]?.tell('a', { id: 1 });
    FakeSource.all[0]?.tell('b', { id: 2 });
    expect(first.mock.calls).toEqual([[{ type: 'a', data: { id: 1 } }]]);
    expect(second).toHaveBeenCalledTimes(2);
    leaveFirst();
    expect(FakeSource.all[0]?.isClosed).toBe(false);
    leaveSecond();
    expect(FakeSource.all[0]?.isClosed).toBe(true);
  });

  test('a refused connection is tried again, and subscribers learn that they may have missed something', () => {
    const states: boolean[] = [];
    const source = createLiveSource('/events', (isConnected) => states.push(isConnected));
    const handler = vi.fn();
    source.subscribe(['a'], handler);
    const broken = FakeSource.all[0] as FakeSource;
    broken.readyState = FakeSource.CLOSED;
    broken.onerror?.();
    vi.advanceTimersByTime(1_000);
    expect(FakeSource.all).toHaveLength(2);
    FakeSource.all[1]?.onopen?.();
    FakeSource.all[1]?.tell('a', 1);
    expect(handler.mock.calls.map(([event]) => event.type)).toEqual(['live.reconnected', 'a']);
    expect(states).toEqual([false, true]);
  });
});
