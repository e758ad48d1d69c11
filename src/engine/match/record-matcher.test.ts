import { describe, expect, it } from 'vitest';
import { compileItem } from '../rule/compile-item.ts';
import { builtInLogSources, LogSources } from '../rule/log-sources.ts';
import { writeOutCase } from '../rule/meaning/case-variants.ts';
import type { Expression } from '../rule/rule-model.ts';
import { FieldNames } from '../source/field-names.ts';
import { RecordView } from '../source/record-view.ts';
import { ClassFinder } from './class-finder.ts';
import { RecordMatcher } from './record-matcher.ts';
import { comparePairs, fillView, ruleOf } from './testing/compare-engines.ts';
import { naiveMatch, type PlainRecord } from './testing/naive-match.ts';

describe('the planned engine', () => {
  it.each([true, false])(
    'agrees with the naive evaluator on 100,000 random pairs of rules and records (kernel: %s)',
    (usesKernel) => {
      for (let seed = 1; seed <= 50; seed++) expect(comparePairs(2000, seed, usesKernel)).toBeUndefined();
    },
  );
});

/** Both engines must give the same, expected answer. */
function fires(expression: Expression, fields: PlainRecord): boolean {
  const record = { Channel: ['Test'], EventID: ['1'], ...fields };
  const names = new FieldNames();
  const matcher = new RecordMatcher([ruleOf(expression, 0)], {
    sources: new LogSources(builtInLogSources()),
    names,
  });
  const view = new RecordView();
  fillView(view, record, names);
  const fired: number[] = [];
  matcher.match(view, new ClassFinder(matcher, names).find(view, {}), fired);
  expect(naiveMatch(expression, record)).toBe(fired.length === 1);
  return fired.length === 1;
}

const item = (key: string, ...values: (string | number | boolean | null)[]): Expression =>
  compileItem(key, values, new Map([['servers', ['srv1', 'srv2*']]]));
const not = (of: Expression): Expression => ({ op: 'not', of });

describe('values', () => {
  it('are compared without case, outside ASCII too, unless the rule says cased', () => {
    expect(fires(item('F', 'đội ứng cứu'), { F: ['ĐỘI ỨNG CỨU'] })).toBe(true);
    expect(fires(item('F|contains', 'ΑΣ'), { F: ['xασβ'] })).toBe(true);
    expect(fires(item('F|cased', 'Cmd'), { F: ['cmd'] })).toBe(false);
    expect(fires(item('F|contains|cased', 'Cmd'), { F: ['xCmdx'] })).toBe(true);
  });

  it('keep the spelling of the log: hexadecimal numbers are texts', () => {
    expect(fires(item('F', '0x3e7'), { F: ['0x3e7'] })).toBe(true);
    expect(fires(item('F', 999), { F: ['0x3e7'] })).toBe(false);
    expect(fires(item('F', 1), { F: ['1'] })).toBe(true);
  });

  it('tell absent, empty and null apart', () => {
    expect(fires(item('F', null), {})).toBe(true);
    expect(fires(item('F', null), { F: [''] })).toBe(false);
    expect(fires(item('F', null), { F: [null] })).toBe(true);
    expect(fires(item('F', ''), { F: [''] })).toBe(true);
    expect(fires(item('F', ''), {})).toBe(false);
    expect(fires(item('F|exists', true), { F: [null] })).toBe(true);
    expect(fires(item('F|exists', false), {})).toBe(true);
    expect(fires(not(item('F', 'x')), {})).toBe(true);
    expect(fires(item('F|neq', 'x', 'y'), { F: ['x'] })).toBe(false);
    expect(fires(item('F|neq', 'x', 'y'), { F: ['z'] })).toBe(true);
  });

  it('of a list count each on its own and are never joined', () => {
    expect(fires(item('F|contains|all', 'one', 'two'), { F: ['one', 'two'] })).toBe(true);
    expect(fires(item('F|contains', 'onetwo'), { F: ['one', 'two'] })).toBe(false);
    expect(fires(item('F', 'two'), { F: ['one', 'two'] })).toBe(true);
  });

  it('are searched for keywords everywhere, also with all', () => {
    expect(fires(item('', 'evil'), { A: ['an EVIL thing'] })).toBe(true);
    expect(fires(item('|all', 'evil', 'thing'), { A: ['evil'], B: ['thing'] })).toBe(true);
    expect(fires(item('|all', 'evil', 'thing'), { A: ['evil'] })).toBe(false);
    expect(fires(item('', 'ev*l'), { A: ['xx ev---l yy'] })).toBe(true);
  });
});

describe('modifiers', () => {
  it('read wildcards and escapes', () => {
    expect(fires(item('F', 'a\\*b'), { F: ['a*b'] })).toBe(true);
    expect(fires(item('F', 'a\\*b'), { F: ['axb'] })).toBe(false);
    expect(fires(item('F', 'C:\\\\*'), { F: ['C:\\x'] })).toBe(true);
    expect(fires(item('F|startswith', 'C:\\Temp\\'), { F: ['C:\\Temp\\x'] })).toBe(true);
    expect(fires(item('F', 'prog?.exe'), { F: ['progA.exe'] })).toBe(true);
    expect(fires(item('F', 'prog?.exe'), { F: ['prog.exe'] })).toBe(false);
  });

  it('windash varies every dash that begins an option', () => {
    const rule = item('F|contains|windash', ' -a -b');
    for (const line of ['x -a -b', 'x /a -b', 'x -a /b', 'x \u2013a \u2014b', 'x \u2015a /b'])
      expect(fires(rule, { F: [line] })).toBe(true);
    expect(fires(rule, { F: ['x +a -b'] })).toBe(false);
  });

  it('base64offset finds a text at any offset, wide first makes it UTF-16', () => {
    for (const pad of ['', 'x', 'xy'])
      for (const [key, encoding] of [
        ['F|base64offset|contains', 'utf8'],
        ['F|wide|base64offset|contains', 'utf16le'],
      ] as const) {
        const encoded = Buffer.from(`${pad}http://evil`, encoding).toString('base64');
        expect(fires(item(key, 'http://'), { F: [encoded] })).toBe(true);
      }
    expect(fires(item('F|base64', 'abc'), { F: ['YWJj'] })).toBe(true);
    expect(fires(item('F|utf16be|base64', 'a'), { F: [Buffer.from([0, 97]).toString('base64')] })).toBe(true);
  });

  it('cidr knows IPv4, IPv6 and IPv4 inside IPv6', () => {
    expect(fires(item('F|cidr', '10.0.0.0/8'), { F: ['10.200.1.1'] })).toBe(true);
    expect(fires(item('F|cidr', '10.0.0.0/8'), { F: ['::ffff:10.1.1.1'] })).toBe(true);
    expect(fires(item('F|cidr', '10.0.0.0/8'), { F: ['11.0.0.1'] })).toBe(false);
    expect(fires(item('F|cidr', 'fe80::/10'), { F: ['fe80::1%12'] })).toBe(true);
  });

  it('re is case-sensitive, i changes that, inline flags count', () => {
    expect(fires(item('F|re', 'a+b$'), { F: ['xaab'] })).toBe(true);
    expect(fires(item('F|re', 'A+b$'), { F: ['xaab'] })).toBe(false);
    expect(fires(item('F|re|i', 'A+b$'), { F: ['xaab'] })).toBe(true);
    expect(fires(item('F|re', '(?i)A+b$'), { F: ['xaab'] })).toBe(true);
    expect(fires(item('F|re|m', '^b'), { F: ['a\nb'] })).toBe(true);
    expect(fires(item('F|re|s', 'a.b'), { F: ['a\nb'] })).toBe(true);
  });

  it('fieldref compares fields, lists included', () => {
    expect(fires(item('A|fieldref', 'B'), { A: ['x'], B: ['y', 'X'] })).toBe(true);
    expect(fires(item('A|fieldref|endswith', 'B'), { A: ['C:\\x'], B: ['X'] })).toBe(true);
    expect(fires(item('A|fieldref|neq', 'B'), { A: ['x'], B: ['y'] })).toBe(true);
  });

  it('numbers and parts of dates are compared as numbers', () => {
    expect(fires(item('F|gte', 10), { F: ['10'] })).toBe(true);
    expect(fires(item('F|lt', 10), { F: ['9.5'] })).toBe(true);
    expect(fires(item('F|gt', 10), { F: ['abc'] })).toBe(false);
  });

  it('expand fills placeholders, with wildcards, and leaves escaped percent signs', () => {
    expect(fires(item('F|expand', '%servers%'), { F: ['srv2-b'] })).toBe(true);
    expect(fires(item('F|expand|contains', 'x-%servers%'), { F: ['a x-srv1 b'] })).toBe(true);
    expect(fires(item('F|expand', '\\%servers\\%'), { F: ['%servers%'] })).toBe(true);
    expect(fires(item('F', '%servers%'), { F: ['%servers%'] })).toBe(true);
    expect(() => item('F|expand', '%nobody%')).toThrow('the placeholder %nobody% has no values');
  });
});

describe('regular expressions that would run away', () => {
  const run = (source: string, value: (i: number) => string): { faults: string[]; seconds: number } => {
    const faults: string[] = [];
    const names = new FieldNames();
    const onFault = (_: number, reason: string) => faults.push(reason);
    const sources = new LogSources(builtInLogSources());
    const matcher = new RecordMatcher([ruleOf(item('F|re', source), 0)], { sources, names, onFault });
    const view = new RecordView();
    const finder = new ClassFinder(matcher, names);
    const started = performance.now();
    for (let i = 0; i < 6; i++) {
      fillView(view, { Channel: ['Test'], F: [value(i)] }, names);
      const fired: number[] = [];
      matcher.match(view, finder.find(view, {}), fired);
      expect(fired).toEqual([]);
    }
    return { faults, seconds: (performance.now() - started) / 1000 };
  };

  it('run in linear time where they can', () => {
    for (const source of ['^(a+)+$', '(?i)^(A+)+$', '^(a|a)*$', '(.*a){12}$', '(?i)([a-f]+[A-F]+)+z']) {
      const { faults, seconds } = run(source, (i) => `${'a'.repeat(2000 + i)}b`);
      expect(faults).toEqual([]);
      expect(seconds).toBeLessThan(5);
    }
  });

  it('are stopped by a timer where they cannot, reported, and count as no match', () => {
    const { faults, seconds } = run('^(?=a)(a+)+$', (i) => `${'a'.repeat(60 + i)}b`);
    expect(faults).toHaveLength(3);
    expect(seconds).toBeLessThan(5);
  });

  it('mean the same when case is written out', () => {
    const sources = ['a[b-d]\\w+é', '[^x-z]Q', '(?:foo|Bar)+\\.exe', 'K[0-9a]', '(?<n>x)y'];
    const values = ['AcdÉ', 'abxé', 'Yq', 'FOObar.EXE', 'kA', 'k5', 'XY', '', 'zQ', 'aq'];
    for (const source of sources)
      for (const value of values)
        expect(new RegExp(writeOutCase(source)!).test(value)).toBe(new RegExp(source, 'i').test(value));
    for (const source of ['\\x41', '[A-z]', '(?i:a)']) expect(writeOutCase(source)).toBeUndefined();
  });
});
