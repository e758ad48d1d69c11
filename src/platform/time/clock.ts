/** The only source of "now" for use cases, so that tests can set it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock for tests; `advance` moves it. */
export const createFixedClock = (start: string | Date) => {
  let current = new Date(start);
  return {
    now: () => new Date(current),
    set: (value: string | Date) => {
      current = new Date(value);
    },
    advance: (byMs: number) => {
      current = new Date(current.getTime() + byMs);
    },
  };
};
