import { slotsFor, type TableSpace } from './table-space.ts';

const anchorBytes = 4;
/** By so many letters the stretches of an anchor are found. */
const keyBytes = 3;
/** Stands for every letter, behind stretches of three. */
const anyLetter = -1;
const groupsInSet = 8;
const setBytes = 128;
/** More anchors than these are put into sixteen groups. */
const anchorsInSet = 32;
const foldBit = 0x20;

type Anchored = { readonly bytes: Uint8Array; readonly offset: number; readonly letters: readonly number[] };

/**
 * How often a byte (with the bit of small letters set) stands in logs, roughly, in thousandths: letters and digits are
 * common, the signs of templates, tags and escapes rare.
 */
export const frequency: Float64Array = makeFrequency();

/**
 * What the kernel searches records with: four letters of each keyword, the rarest that stand side by side, in
 * groups of such that are alike. 0 where a keyword has no stretch long enough to be searched for.
 *
 * ```
 * anchors   number of sets, table of stretches by the first three letters, its mask, the two letters that are the rarest
 *           together (first + second * 256); then for each set (eight groups) eight tables of sixteen bytes: groups by
 *           the low and the high half of each letter
 * table     three letters, stretches (0: empty)
 * stretches count, then for each: address, length, offset of the anchor in it
 * ```
 */
export function writeAnchors(texts: readonly string[], space: TableSpace): number {
  const stretches = texts.map((text) => Buffer.from(stretchOf(text), 'latin1').map((byte) => byte | foldBit));
  if (stretches.some(({ length }) => length < keyBytes)) return 0;
  const anchored = chooseAnchors(stretches);
  const anchors = [...new Map(anchored.map(({ letters }) => [letters.join(), letters])).values()];
  const sets = anchors.length > anchorsInSet ? 2 : 1;
  const at = space.allocate(16 + sets * setBytes);
  const groups = joinAlike(anchors, sets * groupsInSet);
  for (const [number, group] of groups.entries())
    writeGroup(space.bytes.subarray(at + 16 + (number >>> 3) * setBytes), group, 1 << (number & 7));
  space.words.set([sets, ...writeStretches(anchored, space), rarestPair(groups)], at >>> 2);
  return at;
}

function writeGroup(tables: Uint8Array, { lows, highs }: Group, bit: number): void {
  for (let i = 0; i < anchorBytes; i++)
    for (let half = 0; half < 16; half++) {
      if (((lows[i]! >>> half) & 1) === 1) tables[i * 32 + half]! |= bit;
      if (((highs[i]! >>> half) & 1) === 1) tables[i * 32 + 16 + half]! |= bit;
    }
}

/**
 * The part of a keyword that is searched for: the longest run of ASCII without a `k` (the Kelvin sign folds to it) and
 * without what JSON writes with a backslash.
 */
function stretchOf(keyword: string): string {
  const runs = keyword.split(/[^ !#-[\]-jl-~]/);
  return runs.reduce((best, run) => (run.length > best.length ? run : best), '');
}

/** Whether texts of JSON hold the stretches of all keywords as they are: a slash may have a backslash before it. */
export const areWrittenPlainly = (texts: readonly string[]): boolean =>
  !texts.some((text) => stretchOf(text).includes('/'));

/** For each stretch its rarest anchor; one that another stretch has already costs little. */
function chooseAnchors(stretches: readonly Uint8Array[]): Anchored[] {
  const taken = new Set<string>();
  return stretches.map((bytes) => {
    let best: Anchored | undefined;
    let least = Number.POSITIVE_INFINITY;
    const last = Math.max(0, bytes.length - anchorBytes);
    for (let offset = 0; offset <= last; offset++) {
      const letters = Array.from({ length: anchorBytes }, (_, i) => bytes[offset + i] ?? anyLetter);
      const cost = costOf(letters) * (taken.has(letters.join()) ? 0.1 : 1);
      if (cost >= least) continue;
      least = cost;
      best = { bytes, offset, letters };
    }
    taken.add(best!.letters.join());
    return best!;
  });
}

/** How often an anchor stands in logs, by its letters. The same sign twice is rarer than two signs. */
function costOf(letters: readonly number[]): number {
  let cost = 1;
  for (const [i, letter] of letters.entries()) {
    cost *= letter === anyLetter ? 1000 : frequency[letter]!;
    if (i > 0 && letter === letters[i - 1] && frequency[letter]! > 20) cost *= 0.05;
  }
  return cost;
}

/** Anchors of one group: which halves of bytes they have at each place, and how often one passes by chance. */
type Group = { readonly lows: readonly number[]; readonly highs: readonly number[]; readonly chance: number };

/** Puts anchors into groups, joining again and again the two that pass least more by chance when they are one. */
function joinAlike(anchors: readonly (readonly number[])[], groupCount: number): Group[] {
  const groups = anchors.map((letters) =>
    groupOf(
      letters.map((letter) => (letter === anyLetter ? 0xffff : 1 << (letter & 15))),
      letters.map((letter) => (letter === anyLetter ? 0xffff : 1 << (letter >>> 4))),
    ),
  );
  const nearest = groups.map((_, i) => nearestTo(groups, i));
  while (groups.length > groupCount) {
    let best = 0;
    for (const [i, { cost }] of nearest.entries()) if (cost < nearest[best]!.cost) best = i;
    const other = nearest[best]!.other;
    const [kept, gone] = [Math.min(best, other), Math.max(best, other)];
    groups[kept] = joined(groups[kept]!, groups[gone]!);
    groups.splice(gone, 1);
    nearest.splice(gone, 1);
    for (const [i, near] of nearest.entries()) {
      if (i === kept || near.other === kept || near.other === gone) nearest[i] = nearestTo(groups, i);
      else if (near.other > gone) nearest[i] = { ...near, other: near.other - 1 };
    }
  }
  return groups;
}

function nearestTo(groups: readonly Group[], i: number): { other: number; cost: number } {
  let near = { other: -1, cost: Number.POSITIVE_INFINITY };
  for (let other = 0; other < groups.length; other++) {
    if (other === i) continue;
    const cost = joined(groups[i]!, groups[other]!).chance - groups[i]!.chance - groups[other]!.chance;
    if (cost < near.cost) near = { other, cost };
  }
  return near;
}

const joined = (a: Group, b: Group): Group =>
  groupOf(
    a.lows.map((halves, i) => halves | b.lows[i]!),
    a.highs.map((halves, i) => halves | b.highs[i]!),
  );

function groupOf(lows: readonly number[], highs: readonly number[]): Group {
  let chance = 1;
  for (const [i, halves] of lows.entries()) chance *= chanceOf(halves, highs[i]!);
  return { lows, highs, chance };
}

const chances = new Map<number, number>();

/** How often a byte has one of the low halves and one of the high ones. */
function chanceOf(lows: number, highs: number): number {
  const key = lows * 65_536 + highs;
  let chance = chances.get(key);
  if (chance === undefined) {
    chance = 0;
    for (let byte = 0; byte < 256; byte++)
      if (((lows >>> (byte & 15)) & (highs >>> (byte >>> 4)) & 1) !== 0) chance += frequency[byte]! / 1000;
    chances.set(key, chance);
  }
  return chance;
}

/** The two of four letters that the fewest places have by chance: the number of the first and, times 256, of the second. */
function rarestPair(groups: readonly Group[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let first = 0; first < anchorBytes; first++)
    for (let second = first + 1; second < anchorBytes; second++) {
      const chance = groups.reduce((sum, group) => sum + chanceAt(group, first) * chanceAt(group, second), 0);
      if (chance >= least) continue;
      least = chance;
      best = first + second * 256;
    }
  return best;
}

const chanceAt = ({ lows, highs }: Group, letter: number): number => chanceOf(lows[letter]!, highs[letter]!);

function writeStretches(anchored: readonly Anchored[], space: TableSpace): [number, number] {
  const byAnchor = Map.groupBy(
    anchored,
    ({ letters }) => letters[0]! | (letters[1]! << 8) | (letters[2]! << 16),
  );
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
  const letters = {
    e: 45,
    s: 40,
    t: 35,
    a: 35,
    o: 35,
    i: 35,
    n: 35,
    r: 35,
    d: 25,
    c: 25,
    l: 20,
    u: 20,
    m: 20,
    p: 20,
  };
  for (const letter of 'abcdefghijlmnopqrstuvwxyz') table[letter.charCodeAt(0)] = 12;
  for (const letter of 'jqvxyz') table[letter.charCodeAt(0)] = 4;
  for (const [letter, share] of Object.entries(letters)) table[letter.charCodeAt(0)] = share;
  for (const digit of '0123456789') table[digit.charCodeAt(0)] = 25;
  for (const sign of ' "/:.,-') table[sign.charCodeAt(0)] = 30;
  // With the bit set: `|` is also the backslash.
  for (const sign of '|=_\x7f;&%?()+') table[sign.charCodeAt(0)] = 6;
  for (const sign of "{}[]<>'") table[sign.charCodeAt(0)! | foldBit] = 3;
  return table;
}
