import { describe, expect, it } from 'vitest';
import { loadRules } from '../rule/load-rules.ts';
import type { CorrelationRule } from '../rule/rule-model.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import type { CorrelationEvent } from './correlation-event.ts';
import { findBeats } from './find-beats.ts';

const { correlations, problems } = loadRules([
  {
    file: 'beat.yml',
    text: 'title: Beat\nid: beat\ncorrelation:\n    type: regular_beat\n    rules: [a]\n    group-by: [host]\n    timespan: 2h\n    condition:\n        gte: 12\n---\ntitle: A\nname: a\nlogsource: {product: windows}\ndetection:\n    s: {A: 1}\n    condition: s\n',
  },
]);
const rule = correlations[0] as CorrelationRule;
const at = (seconds: number): CorrelationEvent => ({
  timeMicros: seconds * 1e6,
  source: 0,
  values: {},
  finding: {} as CorrelationEvent['finding'],
});
const counts = (seconds: readonly number[]): number[] =>
  findBeats(rule, seconds.map(at)).map(({ measure }) => measure);
const every = (pace: number, count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, i) => from + i * pace);

describe('regular beats', () => {
  it('load as a type of correlation', () => {
    expect(problems).toEqual([]);
    expect(rule.type).toBe('regular_beat');
  });

  it('are found with and without jitter, in logs of whole seconds too', () => {
    expect(counts(every(60, 12))).toEqual([12]);
    const random = seededRandom(7);
    expect(counts(every(600, 40).map((time) => time + random(60)))).toEqual([40]);
    expect(counts(every(7.4, 30).map(Math.floor))).toEqual([30]);
  });

  it('count several connections within a second as one beat', () => {
    expect(counts(every(60, 12).flatMap((time) => [time, time + 0.2]))).toEqual([12]);
  });

  it('are not seen where people browse, where there are too few, too fast or too far between', () => {
    const random = seededRandom(9);
    let time = 0;
    const people = Array.from({ length: 2000 }, () => {
      time += -Math.log((1 + random(1000)) / 1001) * 60;
      return time;
    });
    expect(counts(people)).toEqual([]);
    expect(counts(every(60, 11))).toEqual([]);
    expect(counts(every(3, 100))).toEqual([]);
    expect(counts(every(3 * 3600, 100))).toEqual([]);
  });

  it('end with their pace and begin again', () => {
    expect(counts([...every(60, 20), ...every(60, 15, 5000)])).toEqual([20, 15]);
  });
});
