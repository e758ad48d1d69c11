import { frequency } from './keyword-anchors.ts';
import type { TableSpace } from './table-space.ts';

const windowUnits = 4;
const groupCount = 8;
/** More literals make too many places look as if one stood there. */
export const fewLiteralsMax = 48;

/**
 * What the kernel looks for sixteen units at a time, where there are few literals: their windows of four letters, in
 * eight groups.
 *
 * ```
 * few   the two letters that are the rarest together (first + second * 256), three words unused, then for each letter of
 *       a window two tables of sixteen bytes: groups by the low and the high half of the letter
 * ```
 *
 * @param windows of ASCII, the first letter highest, as the scanner has them
 */
export function writeFewLiterals(windows: readonly number[], space: TableSpace): number {
  const sorted = [...new Set(windows)].sort((a, b) => a - b);
  const at = space.allocate(16 + windowUnits * 32);
  space.words[at >>> 2] = rarestPair(sorted);
  for (const [i, window] of sorted.entries()) {
    // Windows that begin alike share a group.
    const bit = 1 << Math.floor((i * groupCount) / sorted.length);
    for (let k = 0; k < windowUnits; k++) {
      const letter = letterOf(window, k);
      const table = at + 16 + k * 32;
      space.bytes[table + (letter & 15)]! |= bit;
      space.bytes[table + 16 + (letter >>> 4)]! |= bit;
    }
  }
  return at;
}

const letterOf = (window: number, k: number): number => (window >>> (8 * (windowUnits - 1 - k))) & 0xff;

/** The places of two letters that the fewest texts have by chance. */
function rarestPair(windows: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let first = 0; first < windowUnits; first++)
    for (let second = first + 1; second < windowUnits; second++) {
      let chance = 0;
      for (const window of windows)
        chance += frequency[letterOf(window, first)]! * frequency[letterOf(window, second)]!;
      if (chance >= least) continue;
      least = chance;
      best = first + second * 256;
    }
  return best;
}
