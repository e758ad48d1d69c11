import { builtInLogSources, LogSources } from '../../rule/log-sources.ts';
import type { DetectionRule, Expression } from '../../rule/rule-model.ts';
import { FieldNames } from '../../source/field-names.ts';
import { Place, RecordView, ValueType } from '../../source/record-view.ts';
import { WorkMemory } from '../../source/work-memory.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { ClassFinder } from '../class-finder.ts';
import { RecordMatcher } from '../record-matcher.ts';
import { naiveMatch, type PlainRecord } from './naive-match.ts';
import { randomExpression, randomRecord } from './random-pairs.ts';

const recordBytesMax = 1 << 20;

/** A rule around an expression, for event logs of Windows in general. */
export const ruleOf = (expression: Expression, id: number): DetectionRule => ({
  id: String(id),
  name: undefined,
  title: `rule ${id}`,
  level: 'low',
  status: '',
  tags: [],
  description: '',
  file: 'test',
  line: 1,
  logSource: { product: 'windows' },
  expression,
  selections: {},
  fields: [],
});

/** Puts plain data into a view, as UTF-8, JSON or UTF-16 by turns. `into` is where bytes go in the memory of the view. */
export function fillView(view: RecordView, record: PlainRecord, names: FieldNames, into = 0): void {
  view.reset();
  const chunks: Buffer[] = [];
  let at = into;
  for (const [field, values] of Object.entries(record))
    for (const value of values) {
      const { type, bytes } = spell(value, (at + view.count) % 4);
      chunks.push(bytes);
      view.add(names.id(field), Place.record, at, bytes.length, type);
      at += bytes.length;
    }
  view.start = into;
  view.byteLength = at - into;
  view.unitBytes = at % 2 === 0 ? 1 : 2;
  if (view.memory === undefined) view.bytes = Buffer.concat(chunks);
  else {
    view.bytes = view.memory.bytes;
    view.bytes.set(Buffer.concat(chunks), into);
  }
}

function spell(value: string | null, way: number): { type: number; bytes: Buffer } {
  if (value === null) return { type: ValueType.null, bytes: Buffer.alloc(0) };
  if (way === 0) return { type: ValueType.utf16, bytes: Buffer.from(value, 'utf16le') };
  if (way === 1) return { type: ValueType.utf8, bytes: Buffer.from(value) };
  const json = JSON.stringify(value).slice(1, -1);
  const escaped = json.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { type: ValueType.jsonString, bytes: Buffer.from(way === 2 ? json : escaped) };
}

/**
 * Asks random rules about random records, planned and naively; gives the first difference, if any.
 *
 * @param usesKernel whether the kernel does the matching
 */
export function comparePairs(pairs: number, seed: number, usesKernel: boolean): string | undefined {
  const random = seededRandom(seed);
  const rulesPerRound = 50;
  const recordsPerRound = 40;
  for (let round = 0; round * rulesPerRound * recordsPerRound < pairs; round++) {
    const rules = Array.from({ length: rulesPerRound }, (_, i) => ruleOf(randomExpression(random), i));
    const names = new FieldNames();
    const sources = new LogSources(builtInLogSources());
    const memory = usesKernel ? WorkMemory.make(256 << 20) : undefined;
    const view = new RecordView(memory);
    const into = memory?.reserve(recordBytesMax) ?? 0;
    const matcher = new RecordMatcher(rules, { sources, names, dictionaryBytes: 4096, memory });
    const finder = new ClassFinder(matcher, names);
    for (let i = 0; i < recordsPerRound; i++) {
      const record = randomRecord(random);
      fillView(view, record, names, into);
      const fired: number[] = [];
      matcher.match(view, finder.find(view, {}), fired);
      for (const [number, rule] of rules.entries()) {
        const expected = naiveMatch(rule.expression, record);
        if (expected !== fired.includes(number))
          return JSON.stringify({ seed, expected, expression: rule.expression, record });
      }
    }
  }
  return undefined;
}
