import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logSamples as samples } from './testing/log-samples.ts';
import { type ReadRecord, readContent as read } from './testing/read-content.ts';

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
      const parts: ReadRecord[] = [];
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

  it('with a gzip bomb keep memory bounded', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const bomb = gzipSync(Buffer.concat([Buffer.from('{"a":1}\n'), Buffer.alloc(200 << 20, 0x20)]));
    const { records, damages } = await read(bomb);
    expect([records.length, damages.length]).toEqual([1, 1]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(400 << 20);
  }, 60_000);
});
