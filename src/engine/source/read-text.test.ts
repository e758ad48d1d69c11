import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { decodeFields } from './evtx/testing/read-records.ts';
import { FieldNames } from './field-names.ts';
import { LineSplitter } from './line-splitter.ts';
import { ObjectSplitter } from './object-splitter.ts';
import { openFormat } from './open-format.ts';
import { timeText } from './parse-time.ts';
import { LogReader, wholeFile } from './read-log.ts';
import { recogniseHead } from './recognise.ts';
import { RecordView } from './record-view.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Read = {
  fields: Record<string, string[]>;
  time: string | null;
  record: number;
  offset: number;
  class: object;
};

async function read(content: string | Uint8Array, range = wholeFile) {
  const bytes = Buffer.from(content);
  const path = join(folder, 'log');
  writeFileSync(path, bytes);
  const recognised = recogniseHead(bytes.subarray(0, 65_536));
  const names = new FieldNames();
  const records: Read[] = [];
  const damages: number[] = [];
  if (recognised !== undefined)
    await new LogReader(names).read(
      { ...recognised, path },
      {
        range,
        onRecord: (view, known) => {
          const time = timeText(view.timeMicros, view.timeDigits, view.timeNanos);
          const place = { record: view.record, offset: view.fileOffset };
          records.push({ fields: decodeFields(view, names), time, ...place, class: known });
        },
        onDamage: ({ offset }) => damages.push(offset),
      },
    );
  return { format: recognised?.format, records, damages };
}

const samples = {
  'access-log': `www.a.vn:443 203.0.113.7 - an [01/Aug/2026:03:04:05 +0700] "GET /a.php?x=1 HTTP/1.1" 200 512 "https://r/" "M \\"q\\" z"\n1.2.3.4 - - [01/Aug/2026:03:04:06 +0000] "-" 400 -\n`,
  'json-lines':
    '{"@timestamp":"2026-08-01T03:04:05.123456+07:00","winlog":{"channel":"Security","event_id":4688,"event_data":{"A":"x\\u0111\\n"}}}\n{"a":{"b":[1,true,null,"z"]}}\n',
  json: '[\n  {\n    "Event": {"System": {"EventID": {"#text": 1}, "Channel": "C", "Provider": {"#attributes": {"Name": "P"}}}}\n  },\n  {"x": "}{"}\n]\n',
  w3c: '#Software: IIS\n#Fields: date time cs-method cs-uri-stem cs(User-Agent) sc-status\n2026-08-01 03:04:05 GET /a.aspx Mozilla/5.0+(X11) 200\n2026-08-01 03:04:06 GET /b - 404\n',
  zeek: '#separator \\x09\n#path\tdns\n#fields\tts\tid.orig_h\tquery\n1785553445.123456\t203.0.113.7\tevil.example\n',
  auditd: 'type=EXECVE msg=audit(1785553445.123:4711): argc=2 a0="cat" a1=2F6574632F736861646F77\n',
  syslog:
    '<34>Aug  1 03:04:05 gateway sshd[311]: Failed password for root\n2026-08-01T03:04:05.123+07:00 gateway sudo: an : COMMAND=/bin/sh\n<34>1 2026-08-01T03:04:05Z gw app 7 ID1 - hello\n',
};

/** Counts the records of bytes in memory and decodes each value. */
function parseInMemory(name: keyof typeof samples, bytes: Uint8Array): number {
  const names = new FieldNames();
  const format = openFormat(name, names);
  const view = new RecordView();
  let count = 0;
  const sink = {
    line: (block: Uint8Array, start: number, end: number) => {
      view.reset();
      view.bytes = block;
      if (format.parse(view, start, end) !== 'record') return;
      count++;
      decodeFields(view, names);
    },
    tooLong: () => {},
  };
  const splitter = name === 'json' ? new ObjectSplitter(sink) : new LineSplitter(sink, 0);
  splitter.push(bytes);
  splitter.end();
  return count;
}

describe('text logs', () => {
  it('are recognised by content', async () => {
    for (const [name, content] of Object.entries(samples)) expect((await read(content)).format).toBe(name);
    expect((await read('nothing of the kind\n')).format).toBeUndefined();
  });

  it('of web servers give the fields of Sigma', async () => {
    const { records } = await read(samples['access-log']);
    expect(records[0]).toMatchObject({
      time: '2026-07-31T20:04:05Z',
      fields: {
        'cs-host': ['www.a.vn:443'],
        'c-ip': ['203.0.113.7'],
        'cs-username': ['an'],
        'cs-method': ['GET'],
        'cs-uri': ['/a.php?x=1'],
        'cs-uri-stem': ['/a.php'],
        'cs-uri-query': ['x=1'],
        'sc-status': ['200'],
        'cs-referer': ['https://r/'],
        'cs-user-agent': ['M \\"q\\" z'],
      },
    });
    expect(records[1]!.fields).toMatchObject({ 'cs-uri': ['-'], 'sc-status': ['400'] });
    const iis = (await read(samples.w3c)).records;
    expect(iis[0]).toMatchObject({
      time: '2026-08-01T03:04:05Z',
      fields: { 'cs-user-agent': ['Mozilla/5.0+(X11)'] },
    });
    expect(iis[1]!.fields).not.toHaveProperty('cs-user-agent');
  });

  it('in JSON give events of Windows their own names, and keep paths otherwise', async () => {
    const [event, other] = (await read(samples['json-lines'])).records;
    expect(event).toMatchObject({
      time: '2026-07-31T20:04:05.123456Z',
      fields: { Channel: ['Security'], EventID: ['4688'], A: ['xđ\n'] },
    });
    expect(other!.fields).toEqual({ 'a.b': ['1', 'true', '', 'z'] });
    const [dumped, odd] = (await read(samples.json)).records;
    expect(dumped!.fields).toEqual({ EventID: ['1'], Channel: ['C'], Provider_Name: ['P'] });
    expect(odd!.fields).toEqual({ x: ['}{'] });
  });

  it('of Zeek, auditd and syslog name their log source', async () => {
    expect((await read(samples.zeek)).records[0]).toMatchObject({
      class: { product: 'zeek', service: 'dns' },
      time: '2026-08-01T03:04:05.123456Z',
      fields: { query: ['evil.example'] },
    });
    expect((await read(samples.auditd)).records[0]).toMatchObject({
      class: { product: 'linux', service: 'auditd' },
      fields: { type: ['EXECVE'], a0: ['cat'], a1: ['/etc/shadow'] },
    });
    const [old, iso, fresh] = (await read(samples.syslog)).records;
    expect(old).toMatchObject({
      time: null,
      class: { service: 'sshd', otherServices: ['syslog', 'auth'] },
      fields: {
        Computer: ['gateway'],
        program: ['sshd'],
        pid: ['311'],
        message: ['Failed password for root'],
      },
    });
    expect(iso).toMatchObject({ time: '2026-07-31T20:04:05.123Z', class: { service: 'sudo' } });
    expect(fresh!.fields).toMatchObject({ program: ['app'], pid: ['7'], message: ['- hello'] });
  });

  it('are read the same packed and unpacked, and in ranges of any size', async () => {
    const content = samples['access-log'].repeat(50);
    const whole = (await read(content)).records;
    for (const pack of [gzipSync, zstdCompressSync])
      expect((await read(pack(content))).records).toEqual(whole);
    for (const size of [150, 777]) {
      const parts: Read[] = [];
      for (let start = 0; start < content.length; start += size)
        parts.push(...(await read(content, { start, end: start + size })).records);
      expect(parts.map(({ offset, fields }) => ({ offset, fields }))).toEqual(
        whole.map(({ offset, fields }) => ({ offset, fields })),
      );
    }
  }, 60_000);

  it('are read in UTF-16 as in UTF-8', async () => {
    const content = '{"Người":"Đội trưởng 🛡"}\n{"a":"b"}\n';
    const little = Buffer.from(`\uFEFF${content}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const bytes of [Buffer.from(`\uFEFF${content}`), little, big, gzipSync(big)])
      expect((await read(bytes)).records.map(({ fields }) => fields)).toEqual([
        { Người: ['Đội trưởng 🛡'] },
        { a: ['b'] },
      ]);
  });

  it('each survive 10,000 seeded mutations', () => {
    const random = seededRandom(99);
    for (const [name, content] of Object.entries(samples)) {
      const clean = Buffer.from(content);
      for (let round = 0; round < 10_000; round++) {
        const bytes = Buffer.from(clean);
        for (let k = 0; k <= round % 5; k++) bytes[random(bytes.length)] = random(256);
        const part = bytes.subarray(0, round % 20 === 0 ? random(bytes.length) : bytes.length);
        expect(parseInMemory(name as keyof typeof samples, part)).toBeLessThanOrEqual(8);
      }
    }
  }, 60_000);

  it('name the damaged place and read the rest', async () => {
    const { records, damages } = await read('{"a":1}\n{"a":\n{"a":3}\n');
    expect([records.length, damages]).toEqual([2, [8]]);
  });

  it('with a gzip bomb keep memory bounded', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const bomb = gzipSync(Buffer.concat([Buffer.from('{"a":1}\n'), Buffer.alloc(200 << 20, 0x20)]));
    const { records, damages } = await read(bomb);
    expect([records.length, damages.length]).toEqual([1, 1]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(400 << 20);
  }, 60_000);
});
