import { describe, expect, it } from 'vitest';
import { isZip, readZip, ZipError } from './read-zip.ts';
import { makeZip } from './testing/make-zip.ts';

const limits = { entriesMax: 100, bytesMax: 1 << 20 };

describe('a ZIP', () => {
  it('gives its files with their content', () => {
    const zip = makeZip([
      { name: 'a/', content: '' },
      { name: 'a/quy-tắc.yml', content: 'title: x' },
      { name: 'empty', content: '' },
    ]);
    expect(isZip(zip)).toBe(true);
    const entries = readZip(zip, limits);
    expect(entries.map(({ name, read }) => [name, read().toString()])).toEqual([
      ['a/quy-tắc.yml', 'title: x'],
      ['empty', ''],
    ]);
  });

  it('never gives more than it announced, and refuses what is over the limits', () => {
    const zeros = Buffer.alloc(900_000);
    const [bomb] = readZip(makeZip([{ name: 'b', content: zeros, claimedBytes: 10 }]), limits);
    expect(() => bomb!.read()).toThrow(ZipError);
    expect(() => readZip(makeZip([1, 2].map((i) => ({ name: `${i}`, content: zeros }))), limits)).toThrow(
      'bytes',
    );
    const many = Array.from({ length: 101 }, (_, i) => ({ name: `${i}`, content: 'x' }));
    expect(() => readZip(makeZip(many), limits)).toThrow('entries');
    const [locked] = readZip(makeZip([{ name: 'c', content: 'x', flags: 1 }]), limits);
    expect(() => locked!.read()).toThrow('encrypted');
  });

  it('that is damaged anywhere ends in an error or in the same content', () => {
    const zip = makeZip([{ name: 'a.yml', content: 'title: some rule with text\n'.repeat(20) }]);
    for (let at = 0; at < zip.length; at++) {
      const changed = Buffer.from(zip);
      changed[at]! ^= 0xff;
      try {
        for (const { read } of readZip(changed, limits))
          expect(read().toString()).toContain('title: some rule');
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(ZipError);
      }
      expect(() => readZip(zip.subarray(0, at), limits)).toThrow(ZipError);
    }
  });
});
