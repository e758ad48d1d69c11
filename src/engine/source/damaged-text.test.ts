import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { recogniseHead } from './recognise.ts';
import { logSamples } from './testing/log-samples.ts';
import { mutateBytes } from './testing/mutate-bytes.ts';
import { countInMemory, readContent } from './testing/read-content.ts';

describe('damaged text logs', () => {
  for (const [name, content] of Object.entries(logSamples))
    it(`in the format ${name} survive 10,000 seeded mutations, and what is intact is still read`, () => {
      const random = seededRandom(99);
      const clean = Buffer.from(content.repeat(3));
      const file = recogniseHead(clean)!;
      const whole = countInMemory(file, clean, clean.length);
      let read = 0;
      for (let round = 0; round < 10_000; round++) {
        const bytes = mutateBytes(clean, random);
        const { records, damages } = countInMemory(file, bytes, 1 + random(bytes.length + 64));
        expect(records + damages).toBeLessThanOrEqual(bytes.length + 2);
        read += records;
      }
      expect(read / 10_000).toBeGreaterThan(whole.records / 3);
    }, 120_000);

  it('are cut the same in blocks of any size', () => {
    for (const content of Object.values(logSamples)) {
      const bytes = Buffer.from(content.repeat(5));
      const file = recogniseHead(bytes)!;
      const whole = countInMemory(file, bytes, bytes.length);
      for (const size of [1, 7, 64, 1000]) expect(countInMemory(file, bytes, size)).toEqual(whole);
    }
  });

  it('name the damaged place and read the rest, in every format', async () => {
    const broken: Record<keyof typeof logSamples, string> = {
      'access-log': 'no request at all\n',
      'json-lines': '{"a":\n',
      json: '{"a": 1,, "b"}\n',
      'json-list': '{"Records":[{"a": 1,, "b"}]}\n',
      evtxecmd: '{"ChunkNumber":0,"Payload":"{broken"}\n',
      csv: '1,2\n',
      'event-xml': '<Event><System><EventID>5</EventID',
      w3c: '2026-08-01 03:04:05 GET\n',
      zeek: 'too few\n',
      auditd: 'type=EXECVE no stamp\n',
      cef: 'CEF:0|only|head\n',
      leef: 'LEEF:1.0|only\n',
      fortigate: 'date=2026-08-01 time=03:04:05 no device\n',
      syslog: 'nothing of the kind\n',
    };
    for (const [name, content] of Object.entries(logSamples)) {
      const { records, damages } = await readContent(content);
      expect([name, damages]).toEqual([name, []]);
      const bad = broken[name as keyof typeof logSamples];
      const again =
        name === 'json' || name === 'event-xml' || name === 'w3c' || name === 'zeek' || name === 'csv'
          ? content + bad + content.slice(content.indexOf('\n', content.indexOf('#')) + 1)
          : content + bad + content;
      const result = await readContent(again);
      expect(result.format).toBe(name);
      expect(result.damages[0]).toMatch(/^\d+: not readable as /);
      expect(Number.parseInt(result.damages[0]!, 10)).toBeGreaterThanOrEqual(content.length - 2);
      expect(result.records.length).toBeGreaterThan(records.length);
    }
  });

  it('with lines that never end keep memory bounded, and the lines after them are read', async () => {
    const endless = Buffer.alloc(40 << 20, 0x61);
    const before = process.memoryUsage().arrayBuffers;
    for (const name of ['access-log', 'json-lines', 'syslog', 'csv', 'cef'] as const) {
      const sample = Buffer.from(logSamples[name]);
      const clean = (await readContent(sample)).records.length;
      const tail = name === 'csv' ? 'a,b,c,d\n' : logSamples[name];
      const bytes = Buffer.concat([sample, endless, Buffer.from('\n'), Buffer.from(tail)]);
      const { records, damages } = await readContent(bytes);
      expect(records.length).toBeGreaterThan(clean);
      expect(damages.join()).toContain('longer than is read at once');
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(400 << 20);
  }, 60_000);

  it('with a quotation mark that is never closed lose one row of CSV, not the rest', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `2026-08-01 03:04:05,${i},"text ${i}"\n`);
    rows[10] = '2026-08-01 03:04:05,10,"never closed\n';
    // Row 11 opens a cell where row 10 is closed by its first mark.
    const { records, damages } = await readContent(`time,id,text\n${rows.join('')}`);
    expect(records.length).toBeGreaterThanOrEqual(48);
    expect(damages.length).toBeGreaterThan(0);
    const last = [...rows.slice(0, 49), '2026-08-01 03:04:05,49,"cut off'].join('');
    expect((await readContent(`time,id,text\n${last}`)).records.length).toBeGreaterThanOrEqual(48);
  });

  it('with a brace or a quotation mark lost in indented JSON lose one object, not the rest', async () => {
    const objects = Array.from({ length: 30 }, (_, i) => ({ a: { b: [{ c: i }], d: `{"${i}` } }));
    const clean = JSON.stringify(objects, undefined, 2);
    expect((await readContent(clean)).records).toHaveLength(30);
    for (const [lost, put] of [
      ['"c": 7\n', '"c": 7 {\n'],
      ['"d": "{\\"7"', '"d": "{\\"7'],
      ['"b": [', '"b": [ { {'],
      ['    }\n  },', '  },'],
    ] as const) {
      expect(clean).toContain(lost);
      const { records, damages } = await readContent(clean.replace(lost, put));
      expect([lost, records.length, damages.length]).toEqual([lost, 29, 1]);
    }
  });

  it('with zeros in them are still recognised and read', async () => {
    const { format, records } = await readContent(
      Buffer.concat([Buffer.alloc(4096), Buffer.from(`\n${logSamples.syslog}`)]),
    );
    expect([format, records.length]).toEqual(['syslog', 3]);
  });

  it('in bombs of gzip and zstd are stopped with a message that says why', async () => {
    const filler = Buffer.alloc(300 << 20, 0x20);
    for (const pack of [gzipSync, zstdCompressSync]) {
      const bomb = pack(Buffer.concat([Buffer.from(logSamples['json-lines']), filler]));
      const { records, damages } = await readContent(bomb);
      expect(records).toHaveLength(2);
      expect(damages.join()).toMatch(/stopped after \d+ MB: the packed file grows to more than 500 times/);
    }
  }, 60_000);
});
