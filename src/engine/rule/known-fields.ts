import { readFileSync } from 'node:fs';

let known: Record<string, readonly string[]> | undefined;

/**
 * The fields that rules of a category may ask for, as the taxonomy of Sigma and the logs of Windows name them;
 * undefined for categories whose fields nobody has written down.
 */
export function knownFields(category: string): readonly string[] | undefined {
  known ??= JSON.parse(readFileSync(new URL('data/known-fields.json', import.meta.url), 'utf8')) as Record<
    string,
    readonly string[]
  >;
  return known[category];
}

/** The known name that looks most like another; undefined where none is near. */
export function nearestField(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Letters to add, drop or change; `limit` where it is as many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++)
      next[k] = Math.min(row[k]! + 1, next[k - 1]! + 1, row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1));
    row = next;
  }
  return Math.min(limit, row[b.length]!);
}
