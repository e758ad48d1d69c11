import { describe, expect, it } from 'vitest';
import { firedRecords, smallRule } from '../match/testing/hunt-content.ts';
import { logSamples } from './testing/log-samples.ts';
import { type ReadRecord, readContent } from './testing/read-content.ts';

const head = 'date=2026-08-01 time=10:04:05 devname="FG-01" devid="FGT60F"';
const timeOf = async (rest: string, zone?: string): Promise<string | null> =>
  (await readContent(`${head} ${rest}\n`, undefined, zone)).records[0]!.time;

describe('logs of FortiGate', () => {
  it('give their keys as fields, with marks unescaped, bare and behind a syslog header', async () => {
    const [traffic, event, separated] = (await readContent(logSamples.fortigate)).records;
    expect(traffic).toMatchObject({
      time: '2026-08-01T03:04:05.123456789Z',
      class: { product: 'fortigate', service: 'traffic' },
      fields: {
        Computer: ['FG-01'],
        devid: ['FGT60F0001'],
        srcip: ['10.0.0.5'],
        service: ['HTTPS ALT'],
        app: [''],
        dstport: ['443'],
      },
    });
    expect(event).toMatchObject({
      time: '2026-08-01T03:04:05Z',
      class: { product: 'fortigate', service: 'event' },
      fields: {
        Computer: ['10.0.0.1'],
        devname: ['FG-01'],
        msg: ['Edit "admin" in \\\\srv\\x = y'],
        action: ['Add'],
      },
    });
    expect(separated!.fields).toMatchObject({ subtype: ['web filter'], url: ['/a,b'], hostname: ['a.vn'] });
  });

  it('take their time from eventtime in any unit, else from date, time and zone', async () => {
    expect(await timeOf('eventtime=1785553445 tz="+0700"')).toBe('2026-08-01T03:04:05Z');
    expect(await timeOf('eventtime=1785553445123')).toBe('2026-08-01T03:04:05.123Z');
    expect(await timeOf('eventtime=1785553445123456')).toBe('2026-08-01T03:04:05.123456Z');
    expect(await timeOf('eventtime=1785553445123456789')).toBe('2026-08-01T03:04:05.123456789Z');
    expect(await timeOf('eventtime=17 tz="+0700"')).toBe('2026-08-01T03:04:05Z');
    expect(await timeOf('tz="UTC+7:00"')).toBe('2026-08-01T03:04:05Z');
    expect(await timeOf('tz="-0330"', '+07:00')).toBe('2026-08-01T13:34:05Z');
    expect(await timeOf('type="event"')).toBe('2026-08-01T10:04:05Z');
    expect(await timeOf('type="event"', '+07:00')).toBe('2026-08-01T03:04:05Z');
  });

  it('are recognised behind headers of every form, and nothing else with a date is', async () => {
    for (const before of [
      '<189>',
      '<189>Aug  1 10:04:05 fw ',
      'Aug  1 10:04:05 10.0.0.1 ',
      '<189>1 2026-08-01T10:04:05+07:00 fw - - - [meta a="b c=d"] ',
      'logver=604081914 timestamp=1785553445 ',
    ]) {
      const { format, records, damages } = await readContent(`${before}${head} type="event"\n`);
      expect([before, format, damages]).toEqual([before, 'fortigate', []]);
      expect(records[0]!.fields.devid).toEqual(['FGT60F']);
    }
    const other = 'date=2026-08-01 time=10:04:05 host=a user=b\n';
    expect((await readContent(other)).format).not.toBe('fortigate');
  });

  it('with words that belong to no key, or a mark never closed, are read as far as they can be and reported', async () => {
    const { records, damages } = await readContent(
      [
        `${head} user=a b srcip=1.2.3.4`,
        `${head} msg="never closed srcip=1.2.3.4`,
        'date=2026-08-01 time=10:04:05 srcip=1.2.3.4',
        'no pair at all',
        `${head} srcip=5.6.7.8`,
      ].join('\n'),
    );
    expect(records.map(({ fields }) => fields.srcip ?? fields.msg)).toEqual([
      ['1.2.3.4'],
      ['never closed srcip=1.2.3.4'],
      ['5.6.7.8'],
    ]);
    expect(damages.map((damage) => damage.replace(/^\d+: /, ''))).toEqual(
      Array.from({ length: 4 }, () => 'not readable as fortigate'),
    );
  });

  it('are read the same in ranges of any size', async () => {
    const content = logSamples.fortigate.repeat(20);
    const bare = ({ offset, fields, time }: ReadRecord) => ({ offset, fields, time });
    const whole = (await readContent(content)).records.map(bare);
    for (const size of [200, 999]) {
      const parts: ReadRecord[] = [];
      for (let start = 0; start < content.length; start += size)
        parts.push(...(await readContent(content, { start, end: start + size })).records);
      expect(parts.map(bare)).toEqual(whole);
    }
  });

  it('make rules fire: those for the product, and those for firewall, proxy and dns', async () => {
    const fires = (source: string, selection: string): Promise<number[]> =>
      firedRecords(smallRule(source, selection), logSamples.fortigate);
    expect(await fires('product: fortigate, service: event', 'action: Add, cfgpath: system.admin')).toEqual([
      2,
    ]);
    expect(await fires('product: fortigate', 'srcip: 10.0.0.5')).toEqual([1, 3]);
    expect(await fires('product: fortigate, service: event', 'srcip: 10.0.0.5')).toEqual([]);
    expect(await fires('product: fortios, service: sslvpnd', "'': system.admin")).toEqual([2]);
    expect(await fires('category: firewall', 'dst_port: 443, dst_ip: 203.0.113.7')).toEqual([1]);
    expect(await fires('category: proxy', 'c-uri: /a*, cs-host: a.vn')).toEqual([3]);
    expect(await fires('product: linux', 'srcip: 10.0.0.5')).toEqual([]);
  });
});
