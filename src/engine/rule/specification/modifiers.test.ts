import { describe, expect, it } from 'vitest';
import { itemFiresOn, matching, refusal, ruleWith } from './fires-on.ts';

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

describe('Sigma 2.1, modifiers appendix: generic', () => {
  it('all: the values of a list are joined by AND, in any order', async () => {
    expect(await matching("A|contains|all: ['/a', '/b']", 'x /b /a', 'x /a', '/a/b')).toEqual([
      'x /b /a',
      '/a/b',
    ]);
  });

  it('startswith, endswith, contains: at the beginning, the end, anywhere', async () => {
    const values = ['adm_x', 'x_adm', 'x adm x', 'ADM'];
    expect(await matching('A|startswith: adm', ...values)).toEqual(['adm_x', 'ADM']);
    expect(await matching('A|endswith: adm', ...values)).toEqual(['x_adm', 'ADM']);
    expect(await matching('A|contains: adm', ...values)).toEqual(values);
  });

  it('exists: asks for presence only, whether the value is empty or null', async () => {
    expect(await matching('A|exists: true', 'x', '', null, undefined)).toEqual(['x', '', null]);
    expect(await matching('A|exists: false', 'x', '', null, undefined)).toEqual([undefined]);
    expect(refusal(ruleWith('s: {A|exists: maybe}\ncondition: s'))).toContain('true or false');
  });

  it('cased: minds case, where everything else does not', async () => {
    expect(await matching('A|cased: Đội', 'Đội', 'ĐỘI')).toEqual(['Đội']);
    expect(await matching('A: Đội', 'Đội', 'ĐỘI')).toEqual(['Đội', 'ĐỘI']);
    expect(await matching('A|contains|cased: Xy', 'aXyb', 'axyb')).toEqual(['aXyb']);
  });

  it('neq: differs from every value of the list', async () => {
    expect(await matching('A|neq: [x, y]', 'x', 'Y', 'z')).toEqual(['z']);
    expect(await matching('A|neq: 5', 5, 6)).toEqual([6]);
  });
});

describe('Sigma 2.1, modifiers appendix: strings', () => {
  it('windash: each of the five dashes stands for each other, at every option', async () => {
    const values = ['-f', '/f', '–f', '—f', '―f', 'f'].map((option) => `cmd ${option}`);
    for (const dash of ['-', '/', '–', '—', '―'])
      expect(await matching(`A|windash|contains: ' ${dash}f'`, ...values)).toEqual(values.slice(0, 5));
    expect(await matching("A|contains|windash: ' -a -b'", 'x /a —b', 'x -a /c')).toEqual(['x /a —b']);
    expect(await matching("A|windash|contains|all: ['-a', '-b']", '/b /a', '/a')).toEqual(['/b /a']);
  });

  it('re: minds case; knows wildcards, anchors, quantifiers, classes, alternation and groups', async () => {
    expect(await matching("A|re: '^a.c$'", 'abc', 'ABC', 'abcd')).toEqual(['abc']);
    expect(await matching("A|re: 'b+c*d?e{2,3}'", 'xbbee', 'xbceee', 'xbe')).toEqual(['xbbee', 'xbceee']);
    expect(await matching("A|re: '[a-c][^x-z]'", 'ba', 'bx')).toEqual(['ba']);
    expect(await matching("A|re: '(foo|bar)baz'", 'a barbaz', 'baz')).toEqual(['a barbaz']);
    expect(refusal(ruleWith("s: {A|re: '(open'}\ncondition: s"))).toContain('Invalid regular expression');
  });

  it('re with i, m, s: without case, anchors at lines, dot across lines', async () => {
    expect(await matching("A|re|i: '^abc$'", 'ABC')).toEqual(['ABC']);
    expect(await matching("A|re|m: '^b$'", 'a\nb\nc', 'a b c')).toEqual(['a\nb\nc']);
    expect(await matching("A|re: '^b$'", 'a\nb\nc')).toEqual([]);
    expect(await matching("A|re|s: 'a.b'", 'a\nb')).toEqual(['a\nb']);
    expect(await matching("A|re: 'a.b'", 'a\nb', 'axb')).toEqual(['axb']);
  });

  it('base64, base64offset: the encoded value, and its three forms inside a longer one', async () => {
    expect(await matching('A|base64: foobar', base64('foobar'), 'foobar')).toEqual([base64('foobar')]);
    const long = ['', 'x', 'xy', 'xyz'].map((before) => base64(`${before}secret text${before}`));
    expect(await matching("A|base64offset|contains: 'secret text'", ...long, base64('other'))).toEqual(long);
  });

  it('utf16le, utf16be, utf16, wide: change the bytes before they are encoded', async () => {
    const le = base64('cmd', 'utf16le');
    const be = Buffer.from('cmd', 'utf16le').swap16().toString('base64');
    const bom = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('cmd', 'utf16le')]).toString('base64');
    const all = [le, be, bom];
    expect(await matching('A|utf16le|base64: cmd', ...all)).toEqual([le]);
    expect(await matching('A|wide|base64: cmd', ...all)).toEqual([le]);
    expect(await matching('A|utf16be|base64: cmd', ...all)).toEqual([be]);
    expect(await matching('A|utf16|base64: cmd', ...all)).toEqual([bom]);
    const inside = base64('x cmd /c', 'utf16le');
    expect(await matching("A|wide|base64offset|contains: 'cmd /c'", inside)).toEqual([inside]);
  });

  it('modifiers are applied in the order in which they stand', async () => {
    // A dash that varies before it is encoded; after it, there is no dash any more.
    const encoded = ['-e', '/e'].map((option) => base64(option));
    expect(await matching('A|windash|base64: -e', ...encoded)).toEqual(encoded);
    expect(await matching('A|base64|windash: -e', ...encoded)).toEqual([encoded[0]]);
  });
});

describe('Sigma 2.1, modifiers appendix: numbers, times, addresses', () => {
  it('lt, lte, gt, gte: compare numbers, texts that spell numbers too, and nothing else', async () => {
    const values = [4, 5, '6', 'x', '', undefined];
    expect(await matching('A|lt: 5', ...values)).toEqual([4]);
    expect(await matching('A|lte: 5', ...values)).toEqual([4, 5]);
    expect(await matching('A|gt: 5', ...values)).toEqual(['6']);
    expect(await matching('A|gte: 5', ...values)).toEqual([5, '6']);
    expect(refusal(ruleWith('s: {A|gt: many}\ncondition: s'))).toContain('not a number');
  });

  it('minute, hour, day, week, month, year: a part of a date, without regard to zones', async () => {
    const time = '2026-08-01T23:04:05Z';
    for (const [part, value] of [
      ['minute', 4],
      ['hour', 23],
      ['day', 1],
      ['week', 31],
      ['month', 8],
      ['year', 2026],
    ]) {
      expect(await matching(`A|${part}: ${value}`, time, '2025-01-31 11:59:00')).toEqual([time]);
      expect(await matching(`A|${part}|gte: ${value}`, time)).toEqual([time]);
      expect(await matching(`A|${part}|gt: ${value}`, time)).toEqual([]);
    }
    expect(await matching('A|hour: [22, 23]', time, 'no time')).toEqual([time]);
  });

  it('cidr: networks of IPv4 and IPv6', async () => {
    expect(await matching('A|cidr: 10.0.0.0/8', '10.1.2.3', '11.1.2.3', 'x')).toEqual(['10.1.2.3']);
    const six = ['2001:db8::1', '2001:0DB8:0:0::2', '2001:db9::1'];
    expect(await matching("A|cidr: '2001:db8::/32'", ...six)).toEqual(six.slice(0, 2));
    expect(await matching('A|cidr: [10.0.0.0/8, 192.168.0.0/16]', '192.168.1.1')).toEqual(['192.168.1.1']);
    expect(refusal(ruleWith('s: {A|cidr: 10.0.0.0/33}\ncondition: s'))).toContain('not a network');
  });
});

describe('Sigma 2.1, modifiers appendix: special', () => {
  it('fieldref: compares two fields of one event, also with neq, contains, startswith and endswith', async () => {
    const events = [
      { A: 'an', B: 'AN' },
      { A: 'an', B: 'bình' },
      { A: 'an', B: 'xanx' },
    ];
    expect(await itemFiresOn('A|fieldref: B', ...events)).toEqual([1]);
    expect(await itemFiresOn('A|fieldref|neq: B', ...events)).toEqual([2, 3]);
    expect(await itemFiresOn('B|fieldref|contains: A', ...events)).toEqual([1, 3]);
    expect(await itemFiresOn('B|fieldref|startswith: A', ...events)).toEqual([1]);
  });

  it('expand: a rule with a placeholder that nobody fills is refused, a percent sign without it is plain', async () => {
    expect(refusal(ruleWith("s: {A|expand: '%servers%'}\ncondition: s"))).toContain('%servers%');
    expect(await matching("A: '%servers%'", '%servers%', 'srv')).toEqual(['%servers%']);
    expect(await matching("A|expand: '\\%plain\\%'", '%plain%')).toEqual(['%plain%']);
  });

  it('names nothing else a modifier', () => {
    expect(refusal(ruleWith('s: {A|sounds_like: x}\ncondition: s'))).toBe('unknown modifier "sounds_like"');
  });
});
