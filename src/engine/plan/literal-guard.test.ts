import { expect, test } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { literalGuard } from './literal-guard.ts';

const guardOf = (source: string): readonly string[] | undefined =>
  literalGuard({ type: 'regex', source, flags: '' });

test.each<[string, readonly string[] | undefined]>([
  ['\\s-\\s*<', ['<']],
  ['[Rr][Uu][Nn][Dd][Ll][Ll]32 x', ['rundll32 x']],
  ['\\.[a-z]{1,6}\\.[ "\']{1}', ['. ', '."', ".'"]],
  ['\\s(-u|--user)\\s', ['-u', '--user']],
  ['foo|ba?r{2,3}', ['foo', 'b', 'r']],
  ['evil+corp', ['evil', 'lcorp']],
  ['(?!never)then', ['then']],
  ['(optional)?[0-9]', undefined],
  ['.{150}', undefined],
  ['[^a]', undefined],
  ['một\\u0041z', ['m']],
])('%s must hold one of %j', (source, expected) => {
  const guard = guardOf(source);
  if (expected === undefined) expect(guard).toBeUndefined();
  else for (const text of guard!) expect(expected).toContain(text);
});

test('of the texts of a glob the rarest is asked', () => {
  expect(literalGuard({ type: 'glob', parts: [1, '>', 0, 'C:\\Windows\\Temp\\', 1], cased: false })).toEqual([
    '>',
  ]);
  expect(literalGuard({ type: 'glob', parts: [1, ' ', 0, ':\\Windows\\', 1], cased: false })).toEqual([
    ':\\Windows\\',
  ]);
});

test('whatever a regular expression matches holds one of its texts', () => {
  const random = seededRandom(5);
  const pick = (list: readonly string[]): string => list[random(list.length)]!;
  const letter = (): string => pick(['a', 'B', 'c', '\\.', '<', '-']);
  const atom = (depth: number): string => {
    const kind = random(depth > 2 ? 4 : 6);
    if (kind === 0) return pick(['[ab]', '[Cc]', '[^a]', '[a-c]', '[.<]', '\\s', '.']);
    if (kind === 4) return `(${pick(['', '?:'])}${sequence(depth + 1)}|${sequence(depth + 1)})`;
    if (kind === 5) return `(?!${letter()})`;
    return letter();
  };
  const sequence = (depth: number): string => {
    let source = '';
    for (let i = 0; i <= random(4); i++) {
      const one = atom(depth);
      source +=
        one +
        (one.startsWith('(?!') ? '' : pick(['', '', '', '?', '*', '+', '{1}', '{2}', '{0,2}', '{1,}', '+?']));
    }
    return source;
  };
  let matched = 0;
  for (let round = 0; round < 30_000; round++) {
    const source = random(3) === 0 ? `${sequence(0)}|${sequence(0)}` : sequence(0);
    const text = Array.from({ length: random(12) }, () =>
      pick(['a', 'b', 'B', 'c', 'C', '.', '<', '-', ' ']),
    ).join('');
    const guard = guardOf(source);
    if (guard === undefined || !new RegExp(source).test(text)) continue;
    matched++;
    if (!guard.some((one) => text.toLowerCase().includes(one))) expect({ source, text, guard }).toBe('held');
  }
  expect(matched).toBeGreaterThan(2000);
});
