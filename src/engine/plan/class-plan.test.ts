import { expect, it } from 'vitest';
import { RecordMatcher } from '../match/record-matcher.ts';
import { fillView, ruleOf } from '../match/testing/compare-engines.ts';
import { naiveMatch } from '../match/testing/naive-match.ts';
import { randomExpression, randomRecord } from '../match/testing/random-pairs.ts';
import { type LogSourceFile, LogSources } from '../rule/log-sources.ts';
import type { DetectionRule, LogSource } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import { FieldNames } from '../source/field-names.ts';
import { RecordView } from '../source/record-view.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { specialise } from './specialise.ts';

/** Several names for a field, values spelled anew, conditions of the source, two ways for one class. */
const file: LogSourceFile = {
  product: 'windows',
  aliases: { User: 'CommandLine' },
  services: { one: ['One'], two: ['Two'] },
  categories: {
    renamed: [
      { channel: ['One'], eventId: [1], fields: { Image: ['Other', 'Image'], CommandLine: 'EventID' } },
      { channel: ['One'], eventId: [1, 2], fields: { Image: 'User' }, where: { Other: ['cmd', 'a'] } },
      { channel: ['Two'], values: { Image: { cmd: 'power', a: 'aa' } }, where: { EventID: ['2', '3'] } },
    ],
  },
  outside: {},
};
const logSources: LogSource[] = [
  { product: 'windows' },
  { product: 'windows', service: 'one' },
  { product: 'windows', service: 'two' },
  { product: 'windows', category: 'renamed' },
  { category: 'renamed' },
];
const classes: EventClass[] = ['One', 'Two', 'Three'].flatMap((channel) =>
  ['1', '2', '4688'].flatMap((eventId) => [
    { channel, eventId },
    { channel, eventId, provider: 'cmd' },
  ]),
);

it('classes planned one after another share nothing that one of them decides', () => {
  const random = seededRandom(5);
  for (let round = 0; round < 12; round++) {
    const rules = Array.from({ length: 60 }, (_, i): DetectionRule => {
      return { ...ruleOf(randomExpression(random), i), logSource: logSources[random(logSources.length)]! };
    });
    const sources = new LogSources([file]);
    const names = new FieldNames();
    const matcher = new RecordMatcher(rules, { sources, names });
    const view = new RecordView();
    // Twice, so that the second plan of a class is made of what the first left behind.
    for (const event of [...classes, ...classes]) {
      const plan = matcher.plan(event);
      const { channel, eventId, provider } = event;
      for (let i = 0; i < 8; i++) {
        const { Channel: _, EventID: __, ...rest } = randomRecord(random);
        const record = {
          ...rest,
          Channel: [channel!],
          EventID: [eventId!],
          ...(provider === undefined ? {} : { Provider_Name: [provider] }),
        };
        fillView(view, record, names);
        const fired: number[] = [];
        matcher.match(view, plan, fired);
        const expected = rules.flatMap((rule, number) =>
          sources
            .routes(rule.logSource, event)
            .some((route) => naiveMatch(specialise(rule.expression, route, {}), record))
            ? [number]
            : [],
        );
        expect({ event, record, fired }).toEqual({ event, record, fired: expected });
      }
    }
  }
});
