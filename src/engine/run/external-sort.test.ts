import { expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { ExternalSort } from './external-sort.ts';

it('sorts on disk as in memory: by key, equal keys in the order they came, lines without a key last', async () => {
  const random = seededRandom(3);
  const items = Array.from({ length: 5000 }, (_, i) => ({
    key: i % 97 === 0 ? Number.NaN : random(500),
    text: i % 7 === 0 ? `line ${i}\n\u2028\r\tnext` : `line ${i} \u2028 đ`,
  }));
  const expected = items
    .map((item) => ({ ...item, rank: Number.isNaN(item.key) ? Number.POSITIVE_INFINITY : item.key }))
    .sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))
    .map(({ text }) => text);
  // 2,000 characters in memory make over a hundred runs, more than are merged at once.
  for (const lengthMax of [1 << 30, 2000]) {
    const sort = new ExternalSort(lengthMax);
    for (const { key, text } of items) sort.add(key, text);
    const sorted: string[] = [];
    for await (const line of sort.sorted()) sorted.push(line);
    sort.dispose();
    expect(sorted).toEqual(expected);
  }
});
