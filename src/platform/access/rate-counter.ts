/** Counts events per key in a sliding window, in memory of this process. Old keys go by themselves; never more than `keysMax`. */
export const createRateCounter = (options: { limit: number; windowMs: number; keysMax?: number }) => {
  const times = new Map<string, number[]>();
  const keysMax = options.keysMax ?? 50_000;

  const recent = (key: string, nowMs: number): number[] =>
    (times.get(key) ?? []).filter((at) => at > nowMs - options.windowMs);

  return {
    /** Notes one event. @returns false when the limit is reached; then nothing is noted */
    take: (key: string, nowMs: number): boolean => {
      const list = recent(key, nowMs);
      if (list.length >= options.limit) return false;
      times.delete(key);
      times.set(key, [...list, nowMs]);
      if (times.size > keysMax) times.delete(times.keys().next().value as string);
      return true;
    },
  };
};
