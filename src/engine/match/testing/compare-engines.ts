import { builtInLogSources, LogSources } from '../../rule/log-sources.ts';
import type { DetectionRule, Expression } from '../../rule/rule-model.ts';
import { FieldNames } from '../../source/field-names.ts';
import { Place, RecordView, ValueType } from '../../source/record-view.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { ClassFinder } from '../class-finder.ts';
import { RecordMatcher } from '../record-matcher.ts';
import { naiveMatch, type PlainRecord } from './naive-match.ts';
import { randomExpression, randomRecord } from './random-pairs.ts';

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

/** Puts plain data into a view, as UTF-8 or UTF-16 by turns. */
export function fillView(view: RecordView, record: PlainRecord, names: FieldNames): void {
  view.reset();
  const chunks: Buffer[] = [];
  let at = 0;
  for (const [field, values] of Object.entries(record))
    for (const value of values) {
      const isWide = at % 2 === 0;
      const bytes = Buffer.from(value ?? '', isWide ? 'utf16le' : 'utf8');
      chunks.push(bytes);
      const type = value === null ? ValueType.null : isWide ? ValueType.utf16 : ValueType.utf8;
      view.add(names.id(field), Place.record, at, bytes.length, type);
      at += bytes.length;
    }
  view.bytes = Buffer.concat(chunks);
}

/** Asks random rules about random records, planned and naively; gives the first difference, if any. */
export function comparePairs(pairs: number, seed: number): string | undefined {
  const random = seededRandom(seed);
  const rulesPerRound = 50;
  const recordsPerRound = 40;
  for (let round = 0; round * rulesPerRound * recordsPerRound < pairs; round++) {
    const rules = Array.from({ length: rulesPerRound }, (_, i) => ruleOf(randomExpression(random), i));
    const names = new FieldNames();
    const sources = new LogSources(builtInLogSources());
    const matcher = new RecordMatcher(rules, { sources, names, dictionaryBytes: 4096 });
    const finder = new ClassFinder(matcher, names);
    const view = new RecordView();
    for (let i = 0; i < recordsPerRound; i++) {
      const record = randomRecord(random);
      fillView(view, record, names);
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
