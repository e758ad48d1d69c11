import { describe, expect, it } from 'vitest';
import { compileItem } from '../../rule/compile-item.ts';
import { builtInLogSources, LogSources } from '../../rule/log-sources.ts';
import type { Expression } from '../../rule/rule-model.ts';
import { FieldNames } from '../../source/field-names.ts';
import { Place, RecordView, ValueType } from '../../source/record-view.ts';
import { WorkMemory } from '../../source/work-memory.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { ClassFinder } from '../class-finder.ts';
import { RecordMatcher } from '../record-matcher.ts';
import { ruleOf } from '../testing/compare-engines.ts';

const item = (key: string, ...values: string[]): Expression => compileItem(key, values, new Map());

/** Two matchers for the same rules, one of them with a kernel, and a way to ask both about the same bytes. */
function bothWays(expressions: readonly Expression[]) {
  const rules = expressions.map(ruleOf);
  const names = new FieldNames();
  const sources = new LogSources(builtInLogSources());
  const memory = WorkMemory.make(256 << 20)!;
  const inMemory = new RecordView(memory);
  const plain = new RecordView();
  const at = memory.reserve(1 << 20);
  const sides = [inMemory, plain].map((view) => {
    const matcher = new RecordMatcher(rules, { sources, names, memory: view.memory });
    return {
      view,
      matcher,
      finder: new ClassFinder(matcher, names),
      base: view.memory === undefined ? 0 : at,
    };
  });
  expect(sides[0]!.matcher.kernel).toBeDefined();
  type Value = { field: string; type: number; bytes: Uint8Array };
  return (values: readonly Value[], unitBytes: 1 | 2): number[][] =>
    sides.map(({ view, matcher, finder, base }) => {
      view.reset();
      const all = Buffer.concat(values.map(({ bytes }) => bytes));
      if (view.memory === undefined) view.bytes = all;
      else view.memory.bytes.set(all, base);
      view.start = base;
      view.byteLength = all.length;
      view.unitBytes = unitBytes;
      let offset = base;
      for (const { field, type, bytes } of values) {
        view.add(names.id(field), Place.record, offset, bytes.length, type);
        offset += bytes.length;
      }
      const fired: number[] = [];
      const plan = finder.find(view, { product: 'windows' });
      if (view.memory !== undefined) expect(plan.kernelAt).toBeGreaterThan(0);
      matcher.match(view, plan, fired);
      return fired;
    });
}

describe('the kernel', () => {
  it('reads numbers, identifiers and times as JavaScript does', () => {
    const parts = [
      ...'0123456789',
      '0x',
      'ff',
      'S-1-5',
      '-21-',
      '{',
      '}-',
      'T',
      'Z',
      'true',
      '10',
      '99',
      '.',
    ];
    const ask = bothWays(parts.flatMap((part) => [item('F|contains', part), item('F|endswith', part)]));
    const random = seededRandom(21);
    const types = Object.values(ValueType).filter(
      (type) => type < ValueType.utf8 && type !== ValueType.utf16,
    );
    let fired = 0;
    for (let i = 0; i < 20_000; i++) {
      const type = types[random(types.length)]!;
      const length = [1, 2, 4, 8, 12, 16, 20, 28, random(40)][random(9)]!;
      const bytes = Uint8Array.from({ length }, () => (random(3) === 0 ? 0 : random(256)));
      // Identifiers mostly say themselves how many parts they have.
      if (type === ValueType.sid && length >= 8 && random(4) > 0) bytes.set([1, (length - 8) >>> 2, 0, 0]);
      const [kernel, plain] = ask([{ field: 'F', type, bytes }], 2);
      expect(kernel, `${type}: ${Buffer.from(bytes).toString('hex')}`).toEqual(plain);
      fired += kernel!.length;
    }
    expect(fired).toBeGreaterThan(10_000);
  });

  it('finds keywords in the bytes of records as JavaScript does, however they are written', () => {
    const words = [
      'eo.oe.kiwi',
      '::golden',
      '\\mimilib.dll',
      '${jndi:',
      '=@(',
      'select ',
      '/a/b/',
      'đội',
      "';",
    ];
    for (const set of [words, words.slice(0, 3), words.slice(3, 7)]) {
      const ask = bothWays(set.map((word) => ({ op: 'test', field: null, test: containsOf(word) })));
      const random = seededRandom(22);
      let fired = 0;
      for (let i = 0; i < 4000; i++) {
        const noise = (): string =>
          Array.from({ length: random(24) }, () => 'abc:/\\${=(; EOeo.kKıK\u212a'[random(25)] ?? 'x').join(
            '',
          );
        const value = (): string =>
          noise() + (random(3) === 0 ? vary(set[random(set.length)]!, random) : '') + noise();
        const unitBytes = random(2) === 0 ? 2 : 1;
        const values = Array.from({ length: 1 + random(3) }, (_, k) =>
          spell(`F${k}`, value(), unitBytes, random),
        );
        const [kernel, plain] = ask(values, unitBytes);
        expect(kernel, JSON.stringify(values.map(({ bytes }) => Buffer.from(bytes).toString()))).toEqual(
          plain,
        );
        fired += kernel!.length;
      }
      expect(fired).toBeGreaterThan(500);
    }
  });

  it('finds few and many literals, short and long ones, wherever they stand in a value', () => {
    const random = seededRandom(24);
    const letters = 'abcdefgh0 -.\\đ\u212a';
    const text = (least: number, most: number): string =>
      Array.from({ length: least + random(most - least + 1) }, () => letters[random(letters.length)]).join(
        '',
      );
    const sets = [
      Array.from({ length: 1 }, () => text(4, 9)),
      Array.from({ length: 40 }, () => text(4, 12)),
      Array.from({ length: 300 }, () => text(4, 9)),
      Array.from({ length: 300 }, () => text(1, 9)),
      Array.from({ length: 5 }, () => text(1, 4)),
    ];
    for (const set of sets) {
      const ask = bothWays(set.map((word) => ({ op: 'test', field: 'F', test: containsOf(word) })));
      let fired = 0;
      for (let i = 0; i < 1500; i++) {
        // Values are looked through in blocks of 1,024 units.
        const length = [random(12), random(60), 1000 + random(48), 2040 + random(20)][random(4)]!;
        const noise = text(length, length);
        const at = random(3) === 0 ? length : random(length + 1);
        const value =
          noise.slice(0, at) + set[random(set.length)]! + (random(3) === 0 ? '' : noise.slice(at));
        const unitBytes = random(2) === 0 ? 2 : 1;
        const [kernel, plain] = ask([spell('F', value, unitBytes, random)], unitBytes);
        expect(kernel, JSON.stringify([set.length, value])).toEqual(plain);
        fired += kernel!.length;
      }
      expect(fired).toBeGreaterThan(1000);
    }
  });

  it('does the work for classes whose rules have no trigger, too', () => {
    const ask = bothWays([{ op: 'not', of: item('F', 'a') }]);
    const value = (text: string) => [{ field: 'F', type: ValueType.utf8, bytes: Buffer.from(text) }];
    expect(ask(value('a'), 1)).toEqual([[], []]);
    expect(ask(value('b'), 1)).toEqual([[0], [0]]);
  });

  it('says no to a record only where JavaScript does, when more is remembered than fits', () => {
    const ask = bothWays(Array.from({ length: 24 }, (_, i) => item('F|contains', `w${i}`, `v${i}`)));
    const random = seededRandom(23);
    for (let i = 0; i < 30_000; i++) {
      const text = Array.from({ length: 1 + random(9) }, () => `${'wv'[random(2)]}${random(24)}`).join(' ');
      const [kernel, plain] = ask([{ field: 'F', type: ValueType.utf8, bytes: Buffer.from(text) }], 1);
      expect(kernel).toEqual(plain);
    }
  });
});

const containsOf = (value: string) => ({ type: 'text', op: 'contains', value, cased: false }) as const;

/** Letters in either case. */
const vary = (word: string, random: (below: number) => number): string =>
  [...word].map((letter) => (random(2) === 0 ? letter.toUpperCase() : letter)).join('');

function spell(field: string, text: string, unitBytes: 1 | 2, random: (below: number) => number) {
  if (unitBytes === 2) return { field, type: ValueType.utf16, bytes: Buffer.from(text, 'utf16le') };
  if (random(2) === 0) return { field, type: ValueType.utf8, bytes: Buffer.from(text) };
  const json = JSON.stringify(text).slice(1, -1);
  const numbered = json.replace(/[a-z]/g, (letter) =>
    random(8) === 0 ? `\\u00${letter.charCodeAt(0).toString(16)}` : letter,
  );
  const slashed = (random(2) === 0 ? numbered : json).replaceAll('/', random(2) === 0 ? '\\/' : '/');
  return { field, type: ValueType.jsonString, bytes: Buffer.from(slashed) };
}
