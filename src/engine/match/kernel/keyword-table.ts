import type { KeywordFilter } from '../keyword-filter.ts';
import { slotsFor, type TableSpace } from './table-space.ts';

/**
 * A keyword filter in the memory of the worker; 0 for none.
 *
 * ```
 * filter      shifts, length of first parts, bytes of a block, jump where nothing is known, table of stretches, its mask
 * table       block, stretches (0: empty)
 * stretches   count, then for each: address, length
 * ```
 */
export function writeKeywordFilter(filter: KeywordFilter | undefined, space: TableSpace): number {
  if (filter === undefined) return 0;
  const { shifts, length, blockBytes, defaultShift, stretches } = filter.tables;
  const slots = slotsFor(stretches.size);
  const table = space.allocate(slots * 8);
  for (const [block, list] of stretches) {
    let slot = (Math.imul(block, 0x9e3779b1) >>> 7) & (slots - 1);
    while (space.words[(table >>> 2) + slot * 2 + 1] !== 0) slot = (slot + 1) & (slots - 1);
    const places = list.flatMap((bytes) => [space.putBytes(bytes), bytes.length]);
    space.words[(table >>> 2) + slot * 2] = block;
    space.words[(table >>> 2) + slot * 2 + 1] = space.put([list.length, ...places]);
  }
  return space.put([space.putBytes(shifts), length, blockBytes, defaultShift, table, slots - 1]);
}
