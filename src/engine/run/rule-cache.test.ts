import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { codeOf, decodeRule } from '../plan/rule-code.ts';
import { loadCachedRules } from './rule-cache.ts';
import { readScanRules } from './rule-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-rule-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = join(folder, 'rules');
const cache = join(folder, 'cache');
mkdirSync(rules);
const head =
  'id: shell\nname: sh\nlevel: high\ntags: [attack.t1059]\nfields: [User]\nlogsource: {product: windows}\n';
writeFileSync(
  join(rules, 'a.yml'),
  `title: Đội ứng cứu\n${head}detection:\n  s:\n    Image|endswith: 'cmd.exe'\n    A|re: 'x|y'\n  f: {User: Đội}\n  condition: s and not f\n`,
);
writeFileSync(
  join(rules, 'b.yml'),
  'title: Many\nid: many\ncorrelation: {type: event_count, rules: [sh], group-by: [User], timespan: 1h, condition: {gte: 2}}\n',
);
const load = () => loadCachedRules([rules], new Map(), cache);

it('rules from the cache are the rules that were loaded', () => {
  const [first, second] = [load(), load()];
  expect([first.isFromCache, second.isFromCache]).toEqual([false, true]);
  expect(second.hash).toBe(first.hash);
  const plain = (from: typeof first) => ({
    ...from.rules,
    detections: from.rules.detections.map((rule, i) => {
      return { ...rule, expression: decodeRule(codeOf(from.rules.detections), i) };
    }),
  });
  expect(plain(second)).toEqual(plain(first));
});

it('a worker reads of them what scanning needs', () => {
  const { path, rules: all } = load();
  const scanned = readScanRules(path);
  expect(scanned.correlations).toEqual(all.correlations);
  const needed = ({ id, name, logSource, fields, expression }: (typeof all.detections)[number]) => {
    return { id, name, logSource, fields, expression };
  };
  expect(scanned.detections.map(needed)).toEqual(all.detections.map(needed));
});

it('a damaged cache is not used', () => {
  const [name] = readdirSync(cache);
  const path = join(cache, name!);
  const whole = readFileSync(path);
  for (const damaged of [whole.subarray(0, -10), whole.subarray(0, 20), Buffer.alloc(0)]) {
    writeFileSync(path, damaged);
    expect(load().isFromCache).toBe(false);
    expect(readFileSync(path).equals(whole)).toBe(true);
  }
});
