/** What one run over the corpus did. */
export type Run = { readonly bytes: number; readonly records: number; readonly found: number };

export type Measured = {
  MB: number;
  /** Over all runs after warming up: what counts. */
  'MB/cpu-s': number;
  /** The best tenth of the runs: what remains where others disturb the caches of the processor. */
  best: number;
  'records/cpu-s': number;
  /** Milliseconds of processor time of the very first run, with planning and cold code. */
  'first ms': number;
  found: number;
};

const warmUpMs = 2500;
const timedMs = 40;

/** Repeats a run, first to warm up, then for the given time, by processor time of this process. */
export async function measure(seconds: number, run: () => Promise<Run>): Promise<Measured> {
  /** Several runs together where one is so short that asking for the time would count. */
  const timed = async (times: number): Promise<{ cpuMs: number; run: Run }> => {
    const cpu = process.cpuUsage();
    const done = await run();
    for (let i = 1; i < times; i++) await run();
    const { user, system } = process.cpuUsage(cpu);
    return { cpuMs: (user + system) / 1000 / times, run: done };
  };
  const first = await timed(1);
  const warm = { from: performance.now(), runs: 0 };
  for (; performance.now() < warm.from + warmUpMs; warm.runs++) await run();
  const together = Math.max(1, Math.round((warm.runs * timedMs) / (performance.now() - warm.from)));
  const times: number[] = [];
  for (const end = performance.now() + seconds * 1000; performance.now() < end || times.length < 3; )
    times.push((await timed(together)).cpuMs);
  times.sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  const { bytes, records, found } = first.run;
  return {
    MB: round(bytes / 1e6),
    'MB/cpu-s': round((bytes * times.length) / 1000 / total),
    best: round(bytes / 1000 / times[Math.floor(times.length / 10)]!),
    'records/cpu-s': Math.round((records * times.length * 1000) / total),
    'first ms': Math.round(first.cpuMs),
    found,
  };
}

export const round = (value: number): number => Math.round(value * 10) / 10;
