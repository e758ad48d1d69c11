/**
 * Counts requests per key in windows of a fixed length, in memory of this process. One number per key: a sliding window
 * would keep a time for each of a hundred thousand requests.
 */
export const createRequestQuota = (options: { limit: number; windowMs: number; keysMax?: number }) => {
  const keysMax = options.keysMax ?? 10_000;
  let window = -1;
  let counts = new Map<string, number>();
  return {
    /** Notes one request, or another amount such as bytes. @returns false when the key has used its window up */
    take: (key: string, nowMs: number, amount = 1): boolean => {
      const current = Math.floor(nowMs / options.windowMs);
      if (current !== window || counts.size > keysMax) {
        window = current;
        counts = new Map();
      }
      const count = (counts.get(key) ?? 0) + amount;
      counts.set(key, count);
      return count <= options.limit;
    },
  };
};
