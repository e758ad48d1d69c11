import { longestStretch } from '../keyword-filter.ts';
import { slotsFor, type TableSpace } from './table-space.ts';

const anchorBytes = 3;
const groupCount = 8;
const foldBit = 0x20;

type Anchored = { readonly bytes: Uint8Array; readonly offset: number; readonly anchor: number };

/**
 * How often a byte (with the bit of small letters set) stands in logs, roughly, in thousandths: letters and digits are
 * common, the signs of templates, tags and escapes rare.
 */
const frequency: Float64Array = makeFrequency();

/**
 * What the kernel searches lines with: three bytes of each keyword, the rarest that stand side by side, in eight groups
 * of such that are alike. 0 where a keyword has no stretch long enough to be searched for.
 *
 * ```
 * anchors   six tables of sixteen bytes: groups by the low and the high half of the first, second and third byte; then
 *           table of stretches by anchor, its mask
 * table     anchor, stretches (0: empty)
 * stretches count, then for each: address, length, offset of the anchor in it
 * ```
 */
export function writeAnchors(texts: readonly string[], space: TableSpace): number {
  const stretches = texts.map((text) =>
    Buffer.from(longestStretch(text), 'latin1').map((byte) => byte | foldBit),
  );
  if (stretches.some(({ length }) => length < anchorBytes)) return 0;
  const anchored = chooseAnchors(stretches);
  const at = space.allocate(104);
  const tables = space.bytes.subarray(at, at + 96);
  const groups = Array.from({ length: groupCount }, () => new Group());
  for (const anchor of new Set(anchored.map((one) => one.anchor))) {
    const bytes = [anchor & 0xff, (anchor >>> 8) & 0xff, anchor >>> 16];
    const costs = groups.map((group) => group.costWith(bytes));
    const best = costs.indexOf(Math.min(...costs));
    groups[best]!.add(bytes);
    for (const [i, byte] of bytes.entries()) {
      tables[i * 32 + (byte & 15)]! |= 1 << best;
      tables[i * 32 + 16 + (byte >>> 4)]! |= 1 << best;
    }
  }
  space.words.set(writeStretches(anchored, space), (at >>> 2) + 24);
  return at;
}

/** For each stretch its rarest anchor; one that another stretch has already costs nothing. */
function chooseAnchors(stretches: readonly Uint8Array[]): Anchored[] {
  const taken = new Set<number>();
  return stretches.map((bytes) => {
    let best: Anchored | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (let offset = 0; offset + anchorBytes <= bytes.length; offset++) {
      const [a, b, c] = [bytes[offset]!, bytes[offset + 1]!, bytes[offset + 2]!];
      const anchor = a | (b << 8) | (c << 16);
      const cost = frequency[a]! * frequency[b]! * frequency[c]! * (taken.has(anchor) ? 0.1 : 1);
      if (cost >= least) continue;
      least = cost;
      best = { bytes, offset, anchor };
    }
    taken.add(best!.anchor);
    return best!;
  });
}

/** Anchors of one group: which halves of bytes they have at each place. */
class Group {
  readonly #lows = [0, 0, 0];
  readonly #highs = [0, 0, 0];
  #cost = 0;

  /** How much more often the group would pass a place by chance with one more anchor. */
  costWith(bytes: readonly number[]): number {
    let cost = 1;
    for (const [i, byte] of bytes.entries())
      cost *= chanceOf(this.#lows[i]! | (1 << (byte & 15)), this.#highs[i]! | (1 << (byte >>> 4)));
    return cost - this.#cost;
  }

  add(bytes: readonly number[]): void {
    this.#cost += this.costWith(bytes);
    for (const [i, byte] of bytes.entries()) {
      this.#lows[i]! |= 1 << (byte & 15);
      this.#highs[i]! |= 1 << (byte >>> 4);
    }
  }
}

function chanceOf(lows: number, highs: number): number {
  let chance = 0;
  for (let byte = 0; byte < 256; byte++)
    if (((lows >>> (byte & 15)) & (highs >>> (byte >>> 4)) & 1) !== 0) chance += frequency[byte]!;
  return chance / 1000;
}

function writeStretches(anchored: readonly Anchored[], space: TableSpace): [number, number] {
  const byAnchor = Map.groupBy(anchored, ({ anchor }) => anchor);
  const slots = slotsFor(byAnchor.size);
  const table = space.allocate(slots * 8);
  for (const [anchor, list] of byAnchor) {
    let slot = (Math.imul(anchor, 0x9e3779b1) >>> 7) & (slots - 1);
    while (space.words[(table >>> 2) + slot * 2 + 1] !== 0) slot = (slot + 1) & (slots - 1);
    const places = list.flatMap(({ bytes, offset }) => [space.putBytes(bytes), bytes.length, offset]);
    space.words[(table >>> 2) + slot * 2] = anchor;
    space.words[(table >>> 2) + slot * 2 + 1] = space.put([list.length, ...places]);
  }
  return [table, slots - 1];
}

function makeFrequency(): Float64Array {
  const table = new Float64Array(256).fill(0.2);
  // By their spelling with the bit set: `p` and `P`, but also `{` and `[`.
  for (const letter of 'eaiontrsldcumhpgbfvwyxjqz') table[letter.charCodeAt(0)] = 25;
  for (const digit of '0123456789') table[digit.charCodeAt(0)] = 25;
  for (const sign of ' "/:.,-') table[sign.charCodeAt(0)] = 30;
  for (const sign of '|=_\x7f;&%?()+') table[sign.charCodeAt(0)] = 6;
  for (const sign of "{}[]<>'") table[sign.charCodeAt(0)! | foldBit] = 3;
  return table;
}
