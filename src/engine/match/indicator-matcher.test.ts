import { describe, expect, it } from 'vitest';
import { loadIndicators } from '../rule/indicators/load-indicators.ts';
import { ValueText } from '../source/value-text.ts';
import { FoundSet } from './found-set.ts';
import { IndicatorMatcher } from './indicator-matcher.ts';

const load = (text: string, allowed = '') =>
  loadIndicators([{ file: 'i', text }], allowed === '' ? [] : [{ file: 'a', text: allowed }]);
const values = (text: string, allowed?: string) =>
  load(text, allowed).indicators.map(({ type, value }) => `${type} ${value}`);

function find(list: string, text: string): string[] {
  const { indicators } = load(list);
  const value = new ValueText();
  value.set(text);
  const found = new FoundSet();
  new IndicatorMatcher(indicators).match(value, found);
  return [...found.numbers.subarray(0, found.count)].map((number) => indicators[number]!.value);
}

describe('finding indicators', () => {
  it('is bounded by tokens', () => {
    expect(find('1.2.3.4', 'from 1.2.3.4:80 to x')).toEqual(['1.2.3.4']);
    for (const text of ['11.2.3.4', '1.2.3.45', '1.2.3.4.5', 'v1.2.3.4x'])
      expect(find('1.2.3.4', text)).toEqual([]);
    expect(find('evil.example', 'GET http://a.b.EVIL.example/x')).toEqual(['evil.example']);
    for (const text of ['devil.example', 'evil.example.vn', 'evil-example'])
      expect(find('evil.example', text)).toEqual([]);
    const hash = 'd41d8cd98f00b204e9800998ecf8427e';
    expect(find(hash, `MD5=${hash.toUpperCase()},SHA1=x`)).toEqual([hash]);
    expect(find(hash, `${hash}00`)).toEqual([]);
    expect(find('dropper.exe', 'x.dropper.exe')).toEqual([]);
    expect(find('dropper.exe', 'C:\\Users\\a\\Dropper.exe -x')).toEqual(['dropper.exe']);
  });

  it('knows networks, IPv6, addresses of mail and of pages', () => {
    expect(find('10.0.0.0/8', 'src=10.9.8.7')).toEqual(['10.0.0.0/8']);
    expect(find('10.0.0.0/8', 'src=110.9.8.7')).toEqual([]);
    expect(find('2001:db8::1', 'from [2001:0DB8:0:0::1]:443')).toEqual(['2001:db8::1']);
    expect(find('a.b+c@evil.example', 'To: <A.b+c@Evil.example>')).toEqual(['a.b+c@evil.example']);
    expect(find('http://evil.example/p/', '"http://evil.example/p?x=1"')).toEqual(['http://evil.example/p']);
    expect(find('http://evil.example/p', 'http://evil.example/pq')).toEqual([]);
  });
});

describe('loading indicators', () => {
  it('reads lists with comments and defanged forms', () => {
    expect(
      values('# list\nhxxps://evil[.]example/a\n1.2.3[.]4\nx[at]evil(.)example\n*.bad.example\nload.exe\n'),
    ).toEqual([
      'url https://evil.example/a',
      'ipv4 1.2.3.4',
      'email x@evil.example',
      'domain bad.example',
      'file-name load.exe',
    ]);
    expect(load('fine.example\n???\n').problems).toEqual([
      { file: 'i', line: 2, reason: 'no indicator in "???"' },
    ]);
  });

  it('reads CSV, STIX 2.1 and MISP', () => {
    expect(values('type,value\nip,"1.2.3.4"\ndomain,evil.example\n')).toEqual([
      'ipv4 1.2.3.4',
      'domain evil.example',
    ]);
    const pattern =
      "[file:hashes.'SHA-256' = '" +
      'ab'.repeat(32) +
      "' OR file:name = 'a b.exe'] AND [ipv4-addr:value = '1.2.3.4']";
    const bundle = { type: 'bundle', objects: [{ type: 'indicator', name: 'n', pattern }] };
    expect(values(JSON.stringify(bundle))).toEqual([
      `hash ${'ab'.repeat(32)}`,
      'file-name a b.exe',
      'ipv4 1.2.3.4',
    ]);
    const attributes = [
      { type: 'filename|md5', value: `x.dll|${'0'.repeat(32)}`, to_ids: true },
      { type: 'domain', value: 'off.example', to_ids: false },
    ];
    expect(values(JSON.stringify({ Event: { Attribute: attributes } }))).toEqual([
      'file-name x.dll',
      `hash ${'0'.repeat(32)}`,
    ]);
  });

  it('leaves out what is allowed, and everything below an allowed domain', () => {
    expect(values('a.gov.vn\nb.example\nhttp://c.gov.vn/x\n8.8.8.8', 'gov.vn\n8.8.8.8')).toEqual([
      'domain b.example',
    ]);
  });
});
