import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonIn, reasonInBoth } from './reason-in.ts';
import { reasons } from './texts/reasons.ts';

const engine = join(import.meta.dirname, '../../../engine');
/** What gives a reason to a person, up to the end of the statement. */
const givesReason =
  /(?:new (?:Rule|Item|Condition|Yaml|Where)Error\(|new (?:BadBinaryXml|UnpackingLimit|SyntaxError)\(|\b(?:problem|warn|fault|onFault|error|damage)\(|#error\(|\breason(?:: | = ))([^;]*)/g;
const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;
const inserted = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g;
/** Reasons whose words are put together in code; here as they come out. */
const composed: Record<string, readonly string[]> = {
  'x1 longer than is read at once': [
    'a line longer than is read at once',
    'a record longer than is read at once',
  ],
  'x1 is missing': ['a field is missing', 'a value behind "=" is missing'],
  'a regular expression ran longer than x1 ms on one valuex1': [
    'a regular expression ran longer than 50 ms on one value',
    'a regular expression ran longer than 50 ms on one value; it is not tried again',
  ],
};

function reasonsOfEngine(): string[] {
  const found = new Set<string>();
  for (const path of globSync(['rule/**/*.ts', 'source/**/*.ts', 'run/**/*.ts'], { cwd: engine })) {
    if (/\.test\.ts$|testing|kernel/.test(path)) continue;
    for (const [, call] of readFileSync(join(engine, path), 'utf8').matchAll(givesReason))
      for (const [, plain, template] of call!.matchAll(literal)) {
        const text = (plain ?? template!).replace(/\\(.)/g, '$1').replace(inserted, 'x1');
        // Words alone are parts of code, and a template within a template was cut off.
        if (text.includes(' ') && /[a-z]{3}/.test(text) && !text.includes('${')) found.add(text);
      }
  }
  return [...found].flatMap((text) => composed[text] ?? [text]);
}

describe('reasons of the engine', () => {
  it('all exist in Vietnamese', () => {
    const all = reasonsOfEngine();
    expect(all.length).toBeGreaterThan(110);
    expect(all.filter((reason) => reasonIn('vi', reason) === reason)).toEqual([]);
  });

  it('keep what they say of the input, also where one stands in another', () => {
    expect(reasonIn('vi', 'record 12: text runs past its record')).toBe(
      'bản ghi 12: văn bản tràn ra ngoài bản ghi',
    );
    expect(reasonIn('vi', 'not readable as YAML: the key "a" stands twice (column 3)')).toBe(
      'không đọc được theo YAML: khóa "a" xuất hiện hai lần (cột 3)',
    );
    expect(reasonIn('vi', 'condition: "2 of" is not part of Sigma; use 1, any or all')).toBe(
      'điều kiện: Sigma không có "2 of"; hãy dùng 1, any hoặc all',
    );
    expect(reasonIn('vi', 'unknown modifier "$1 {0} \\"')).toBe('không có modifier "$1 {0} \\"');
    expect(reasonIn('vi', 'no log of this category has the field "Imge"; is "Image" meant?')).toBe(
      'không nhật ký nào thuộc category này có trường "Imge"; có phải ý là "Image"?',
    );
    expect(reasonIn('vi', 'the same id stands in a.yml:3; this one is left out')).toBe(
      'id này đã có ở a.yml:3; luật này bị bỏ qua',
    );
  });

  it('are given as they are in English, and words of the system in both languages', () => {
    expect(reasonIn('en', 'no file header')).toBe('no file header');
    const system = 'EACCES: permission denied, open ...';
    expect(reasonInBoth(system)).toEqual({ vi: system, en: system });
  });

  it('are given as they are where a rule makes them endless', () => {
    const endless = `no log of this category has the field "${'"; is "'.repeat(100_000)}"`;
    expect(reasonIn('vi', endless)).toBe(endless);
  });

  it('have the same parts in both languages, each text once', () => {
    expect(new Set(reasons.map(([english]) => english)).size).toBe(reasons.length);
    for (const [english, vietnamese] of reasons) {
      const count = english.split('{}').length - 1;
      const used = [...vietnamese.matchAll(/\{(\d)!?\}/g)].map(([, at]) => Number(at)).sort();
      expect([english, used]).toEqual([english, Array.from({ length: count }, (_, i) => i)]);
    }
  });
});
