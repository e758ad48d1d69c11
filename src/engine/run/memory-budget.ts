/** What a worker holds besides dictionaries: the program, the rules, their plans, one part of a log. */
const fixedBytes = 260 << 20;
const dictionaryBytesMin = 4 << 20;
const dictionaryBytesMax = 512 << 20;

/**
 * Address space of the memory that a worker shares with its kernels; only touched pages are really used.
 *
 * @param ruleBytes what may be remembered of values
 */
export const workMemoryBytes = (ruleBytes = 96 << 20): number => ruleBytes + (768 << 20);

/** The least that can be asked for: below it only speed is lost, no memory saved. */
export const workerBytesMin = 128 << 20;

/** How a worker's memory is shared out. */
export type MemoryBudget = { readonly ruleBytes: number; readonly indicatorBytes: number };

/**
 * How much a worker may remember of values, given how much memory it may use in all. The dictionaries forget
 * everything when they are full, so a small budget costs time, never findings.
 */
export function shareMemory(workerBytes: number): MemoryBudget {
  const free = Math.max(0, workerBytes - fixedBytes);
  const share = (part: number): number =>
    Math.min(dictionaryBytesMax, Math.max(dictionaryBytesMin, Math.floor(free * part)));
  return { ruleBytes: share(0.4), indicatorBytes: share(0.1) };
}
