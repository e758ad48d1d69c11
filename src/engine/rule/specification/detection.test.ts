import { describe, expect, it } from 'vitest';
import { loadRules } from '../load-rules.ts';
import { firesOn, matching, refusal, ruleWith, warningsOf } from './fires-on.ts';

describe('Sigma 2.1, rules: values', () => {
  it('are compared without case, numbers as texts', async () => {
    expect(await matching('A: Value', 'VALUE', 'value', 'values')).toEqual(['VALUE', 'value']);
    expect(await matching('A: 4688', 4688, '4688', 46880)).toEqual([4688, '4688']);
  });

  it('know ? for one character and * for any number, none included', async () => {
    expect(await matching("A: 'prog?.exe'", 'progA.exe', 'prog.exe', 'progAB.exe')).toEqual(['progA.exe']);
    expect(await matching("A: 'v_V*.exe'", 'v_V1.exe', 'v_V21.2.1.exe', 'v_V.exe', 'v_1.exe')).toEqual([
      'v_V1.exe',
      'v_V21.2.1.exe',
      'v_V.exe',
    ]);
  });

  it('a plain backslash is single or double', async () => {
    const path = 'C:\\Windows\\a.exe';
    expect(await matching("A: 'C:\\Windows\\a.exe'", path)).toEqual([path]);
    expect(await matching("A: 'C:\\\\Windows\\\\a.exe'", path)).toEqual([path]);
  });

  it('a backslash escapes a wildcard, two stand before one, three before a plain one', async () => {
    const values = ['a*b', 'axb', 'a\\b', 'a\\xxb', 'a\\*b'];
    expect(await matching("A: 'a\\*b'", ...values)).toEqual(['a*b']);
    expect(await matching("A: 'a\\\\*b'", ...values)).toEqual(['a\\b', 'a\\xxb', 'a\\*b']);
    expect(await matching("A: 'a\\\\\\*b'", ...values)).toEqual(['a\\*b']);
    expect(await matching("A: 'a\\?b'", 'a?b', 'axb')).toEqual(['a?b']);
  });

  it('three and four backslashes are two', async () => {
    const share = '\\\\server';
    expect(await matching("A: '\\\\\\\\server'", share, '\\server')).toEqual([share]);
    expect(await matching("A|startswith: '\\\\\\server'", share, '\\server')).toEqual([share]);
  });

  it('a backslash at the end stays one before the wildcard that contains puts there', async () => {
    expect(await matching("A|contains: '\\Temp\\'", 'C:\\Temp\\a', 'C:\\Temp*')).toEqual(['C:\\Temp\\a']);
    expect(await matching("A|startswith: 'C:\\'", 'C:\\x', 'C:')).toEqual(['C:\\x']);
  });

  it("'' is empty, null is absent or null", async () => {
    expect(await matching("A: ''", '', null, undefined, 'x')).toEqual(['']);
    expect(await matching('A: null', '', null, undefined, 'x')).toEqual([null, undefined]);
  });

  it('"not null" is a selection of its own, negated', async () => {
    const detection = 's: {B: 1}\nf: {A: null}\ncondition: s and not f';
    expect(await firesOn(detection, { B: 1, A: 'set' }, { B: 1 }, { B: 1, A: null })).toEqual([1]);
  });

  it('null inside a list of values is named as a fault', () => {
    const problem = warningsOf(ruleWith("s:\n    A:\n        - ''\n        - null\ncondition: s")).find(
      ({ reason }) => reason.includes('null'),
    );
    expect(problem).toMatchObject({ severity: 'warning', line: 9 });
    expect(problem!.reason).toContain('null');
  });

  it('"all" over a single value is named as a fault', () => {
    const problem = warningsOf(ruleWith('s: {A|contains|all: x}\ncondition: s')).find(({ reason }) =>
      reason.includes('all'),
    );
    expect(problem).toMatchObject({ severity: 'warning', reason: '"all" needs several values' });
  });
});

describe('Sigma 2.1, rules: lists and maps', () => {
  it('a list of texts searches the whole event, joined by OR; with |all by AND', async () => {
    const events = [{ A: 'an EVILSERVICE starts' }, { B: 'svchost.exe -n evil' }, { A: 'x', B: 'y' }];
    expect(
      await firesOn("k:\n    - 'EVILSERVICE'\n    - 'svchost.exe -n evil'\ncondition: k", ...events),
    ).toEqual([1, 2]);
    const all = "k:\n    '|all':\n        - 'EVILSERVICE'\n        - 'starts'\ncondition: k";
    expect(await firesOn(all, ...events, { A: 'evilservice', B: 'starts' })).toEqual([1, 4]);
  });

  it('a list of maps is joined by OR, the keys of a map by AND', async () => {
    const list = "s:\n    - A|endswith: '\\x.exe'\n    - B|contains: 'test'\ncondition: s";
    expect(await firesOn(list, { A: 'C:\\x.exe' }, { B: 'a test' }, { A: 'y' })).toEqual([1, 2]);
    const map = 's:\n    A: 1\n    B:\n        - 2\n        - 3\ncondition: s';
    expect(await firesOn(map, { A: 1, B: 3 }, { A: 1, B: 4 }, { B: 2 })).toEqual([1]);
  });

  it('fields are named as in the log, without blanks, and "Computer" also ComputerName', async () => {
    expect(await firesOn('s: {NewValue: x}\ncondition: s', { 'New Value': 'x' })).toEqual([1]);
    expect(await firesOn('s: {ComputerName: pc}\ncondition: s', { Computer: 'PC' })).toEqual([1]);
    expect(await firesOn('s: {Provider_Name: p}\ncondition: s', { SourceName: 'P' })).toEqual([1]);
  });
});

describe('Sigma 2.1, rules: conditions', () => {
  const parts = 'a: {A: 1}\nb: {B: 1}\nc: {C: 1}\n_d: {D: 1}\n';
  const events = [{ A: 1 }, { A: 1, B: 1 }, { A: 1, B: 1, C: 1 }, { C: 1 }, { D: 1 }, { X: 1 }];
  const fires = (condition: string) => firesOn(`${parts}condition: ${condition}`, ...events);

  it('or binds weakest, then and, then not; brackets bind strongest', async () => {
    expect(await fires('c or a and b')).toEqual([2, 3, 4]);
    expect(await fires('(c or a) and b')).toEqual([2, 3]);
    expect(await fires('a and not b')).toEqual([1]);
    expect(await fires('not a and c')).toEqual([4]);
    expect(await fires('not (a or c)')).toEqual([5, 6]);
  });

  it('"1 of", "any of" and "all of" mean them, or names by a pattern; never names with _ by "them"', async () => {
    expect(await fires('1 of them')).toEqual([1, 2, 3, 4]);
    expect(await fires('any of them')).toEqual([1, 2, 3, 4]);
    expect(await fires('all of them')).toEqual([3]);
    expect(await fires('1 of _*')).toEqual([5]);
    const named = 'selection_a: {A: 1}\nselection_b: {B: 1}\nfilter_c: {C: 1}\n';
    const condition = 'condition: all of selection_* and not 1 of filter*';
    expect(await firesOn(named + condition, ...events)).toEqual([2]);
  });

  it('a list of conditions is joined by OR', async () => {
    expect(await firesOn(`${parts}condition:\n    - a and b\n    - c`, ...events)).toEqual([2, 3, 4]);
  });

  it('refuse what they cannot mean, with the reason', () => {
    const reason = (condition: string) => refusal(ruleWith(`${parts}condition: ${condition}`));
    expect(reason('a and')).toContain('ends too early');
    expect(reason('(a or b')).toContain('not closed');
    expect(reason('a b')).toContain('unexpected "b"');
    expect(reason('nothing')).toContain('there is no "nothing"');
    expect(reason('1 of nothing*')).toContain('no selection is meant');
    expect(reason('a | count() > 5')).toContain('Sigma 1');
  });
});

describe('Sigma 2.1, rules: heads', () => {
  const body = 'logsource: {product: windows}\ndetection:\n    s: {A: 1}\n    condition: s\n';

  it('the log source and the detection are mandatory', () => {
    expect(refusal('title: x\ndetection:\n    s: {A: 1}\n    condition: s\n')).toContain('log source');
    expect(refusal('title: x\nlogsource: {product: windows}\n')).toContain('neither detection');
    expect(refusal('title: x\nlogsource: {product: windows}\ndetection:\n    s: {A: 1}\n')).toContain(
      'no condition',
    );
  });

  it('status and level are of the lists that are given', () => {
    for (const status of ['stable', 'test', 'experimental', 'deprecated', 'unsupported'])
      expect(refusal(`title: x\nstatus: ${status}\n${body}`)).toBeUndefined();
    for (const level of ['informational', 'low', 'medium', 'high', 'critical'])
      expect(refusal(`title: x\nlevel: ${level}\n${body}`)).toBeUndefined();
    expect(refusal(`title: x\nstatus: new\n${body}`)).toBe('unknown status "new"');
    expect(refusal(`title: x\nlevel: huge\n${body}`)).toBe('unknown level "huge"');
  });

  it('keep title, tags and fields, and ignore keys of their own', () => {
    const head =
      'title: x\nid: i\nname: n\ntags: [attack.t1059, tlp.green]\nfields: [A, B]\nscope: [server]\nown: {a: 1}\n';
    expect(loadRules([{ file: 'x', text: head + body }]).detections[0]).toMatchObject({
      title: 'x',
      id: 'i',
      name: 'n',
      tags: ['attack.t1059', 'tlp.green'],
      fields: ['A', 'B'],
    });
  });

  it('log sources are compared in lower case; "definition" and other keys say nothing to the machine', () => {
    const text = `title: x\nlogsource: {product: Windows, service: Security, definition: 'needs auditing', own: 1}\n${body.slice(body.indexOf('detection'))}`;
    expect(loadRules([{ file: 'x', text }]).detections[0]!.logSource).toEqual({
      product: 'windows',
      service: 'security',
    });
  });
});
