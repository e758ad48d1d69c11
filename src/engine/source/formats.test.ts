import { describe, expect, it } from 'vitest';
import { logSamples } from './testing/log-samples.ts';
import { readContent } from './testing/read-content.ts';

describe('tables (CSV)', () => {
  it('give columns as fields, with quoted cells over lines, under the names of event logs', async () => {
    const { records } = await readContent(logSamples.csv);
    expect(records[0]).toMatchObject({
      time: '2026-08-01T03:04:05.1234567Z',
      fields: {
        TimeCreated: ['2026-08-01 03:04:05.1234567'],
        EventID: ['4625'],
        Channel: ['Security'],
        Message: ['line one\nline "two", three'],
      },
    });
    expect(records[1]).toMatchObject({ fields: { EventID: ['4624'], Message: ['plain'] } });
  });

  it('may have any delimiter, a line that names it, CR LF, and names outside ASCII', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const rows = [
        ['Thời gian', 'Máy', 'Người dùng'],
        ['2026-08-01 03:04:05', 'pc', 'an'],
        ['', 'pc', 'bình'],
      ];
      const text = rows.map((row) => row.join(delimiter)).join('\r\n');
      const { format, records, delimiter: found } = await readContent(text);
      expect([format, found]).toEqual(['csv', delimiter]);
      expect(records.map(({ fields }) => fields)).toEqual([
        { Thờigian: ['2026-08-01 03:04:05'], Máy: ['pc'], Ngườidùng: ['an'] },
        { Máy: ['pc'], Ngườidùng: ['bình'] },
      ]);
    }
    expect((await readContent('sep=^\na^b\n1^2\n')).records[0]!.fields).toEqual({ a: ['1'], b: ['2'] });
  });

  it('of Windows in UTF-16 are read, and prose with commas is no table', async () => {
    const wide = Buffer.from(`\uFEFF${logSamples.csv}`, 'utf16le');
    expect((await readContent(wide)).records).toHaveLength(2);
    const prose =
      'Dear all, as you know, we meet today.\nThe rest follows, later, by mail, thanks.\nBye, An\n';
    expect((await readContent(prose)).format).toBeUndefined();
    expect((await readContent('1,2,3\n4,5,6\n')).format).toBeUndefined();
  });

  it('read a row with too few or too many cells as far as it goes, and report it', async () => {
    const { records, damages } = await readContent('a,b,c\n1,2,3\n1,2,3\n1,2\n1,2,3,4\n');
    expect(records.map(({ fields }) => Object.values(fields).flat().join(''))).toEqual([
      '123',
      '123',
      '12',
      '123',
    ]);
    expect(damages).toHaveLength(2);
  });

  it('read the times that spreadsheets and the Event Viewer write', async () => {
    const times = [
      ['8/1/2026 3:04:05 PM', '2026-08-01T15:04:05Z'],
      ['8/1/2026 12:04:05 AM', '2026-08-01T00:04:05Z'],
      ['01/08/2026 15:04:05', '2026-08-01T15:04:05Z'],
      ['01/08/2026 3:04:05 CH', '2026-08-01T15:04:05Z'],
      ['1785553445.5', '2026-08-01T03:04:05.5Z'],
      ['1785553445123', '2026-08-01T03:04:05.123Z'],
      ['2026-08-01T10:04:05.123456789+07:00', '2026-08-01T03:04:05.123456789Z'],
      ['someday', null],
    ];
    const text = `Time,Id,Text\n${times.map(([time]) => `"${time}",1,x`).join('\n')}\n`;
    expect((await readContent(text)).records.map(({ time }) => time)).toEqual(times.map(([, time]) => time));
  });
});

describe('times without a zone', () => {
  it('are UTC, or of the zone that is asked for, with its changes over the year', async () => {
    const text = 'time,a,b\n2026-08-01 10:04:05.123,1,2\n2026-01-01 10:04:05.123,1,2\n';
    const times = async (zone?: string) =>
      (await readContent(text, undefined, zone)).records.map(({ time }) => time?.slice(11));
    expect(await times()).toEqual(['10:04:05.123Z', '10:04:05.123Z']);
    expect(await times('Asia/Ho_Chi_Minh')).toEqual(['03:04:05.123Z', '03:04:05.123Z']);
    expect(await times('+07:00')).toEqual(['03:04:05.123Z', '03:04:05.123Z']);
    expect(await times('Europe/Berlin')).toEqual(['08:04:05.123Z', '09:04:05.123Z']);
  });

  it('do not touch times that say where they belong', async () => {
    const [record] = (await readContent(logSamples.w3c, undefined, 'Asia/Ho_Chi_Minh')).records;
    expect(record!.time).toBe('2026-08-01T03:04:05Z');
    const json = '{"@timestamp":"2026-08-01T03:04:05Z","a":1}\n';
    expect((await readContent(json, undefined, '+07:00')).records[0]!.time).toBe('2026-08-01T03:04:05Z');
  });
});

describe('CEF and LEEF', () => {
  it('give head and pairs with their escapes undone, and labelled values under their labels', async () => {
    const [deny, web] = (await readContent(logSamples.cef)).records;
    expect(deny).toMatchObject({
      time: '2026-08-01T03:04:05.123Z',
      class: { product: 'fortinet', service: 'fortigate' },
      fields: {
        Computer: ['gw'],
        DeviceVendor: ['Fortinet'],
        Name: ['traffic | deny'],
        Severity: ['5'],
        src: ['203.0.113.7'],
        dpt: ['445'],
        msg: ['a=b blocked by policy'],
        cs1: ['lan to wan'],
        PolicyName: ['lan to wan'],
        act: ['deny'],
      },
    });
    expect(web).toMatchObject({
      class: { product: 'acme_soft', service: 'proxy_9' },
      fields: { request: ['https://a.vn/?x=1'], requestMethod: ['GET'] },
    });
    const [first, second] = (await readContent(logSamples.leef)).records;
    expect(first).toMatchObject({
      time: '2026-08-01T03:04:06Z',
      class: { product: 'acme', service: 'wall' },
      fields: { EventID: ['deny'], src: ['203.0.113.7'], dst: ['10.0.0.2'] },
    });
    expect(second!.fields).toMatchObject({ EventID: ['7'], src: ['203.0.113.8'], dst: ['10.0.0.3'] });
    const hex = await readContent('LEEF:2.0|A|W|1|7|0x7C|src=1.2.3.4|dst=5.6.7.8\n');
    expect(hex.records[0]!.fields).toMatchObject({ src: ['1.2.3.4'], dst: ['5.6.7.8'] });
  });
});

describe('web requests', () => {
  it('count raw and decoded, also when encoded twice; only the raw form is a value of the log', async () => {
    const line = (uri: string) =>
      `203.0.113.7 - - [01/Aug/2026:03:04:05 +0700] "GET ${uri} HTTP/1.1" 200 5 "-" "x"\n`;
    const { records } = await readContent(
      [line('/a%2e%2e/b?q=x+y%20z'), line('/%252e%252e/'), line('/plain'), line('/%u0041%zz')].join(''),
    );
    expect(records[0]!.fields).toMatchObject({
      'cs-uri': ['/a%2e%2e/b?q=x+y%20z', '/a../b?q=x y z'],
      'cs-uri-stem': ['/a%2e%2e/b', '/a../b'],
      'cs-uri-query': ['q=x+y%20z', 'q=x y z'],
    });
    expect(records[0]!.own).toBe(9);
    expect(records[1]!.fields['cs-uri']).toEqual(['/%252e%252e/', '/%2e%2e/', '/../']);
    expect(records[2]!.fields['cs-uri']).toEqual(['/plain']);
    expect(records[3]!.fields['cs-uri']).toEqual(['/%u0041%zz', '/A%zz']);
    const zeek = '#separator \\x09\n#path\thttp\n#fields\tts\turi\n1785553445.1\t/%2e%2e/x\n';
    expect((await readContent(zeek)).records[0]!.fields.uri).toEqual(['/%2e%2e/x', '/../x']);
    const iis = (await readContent(logSamples.w3c)).records;
    expect(iis[0]!.fields['cs-uri']).toEqual(['/a.aspx?id=1']);
    expect(iis[1]!.fields).not.toHaveProperty('cs-uri');
  });

  it('in JSON count raw and decoded too, whatever escapes the log itself puts around them', async () => {
    const { records } = await readContent(
      [
        '{"uri":"/a%2e%2e/b?q=x+y","other":"%41"}',
        '{"http":{"url":"\\/%252e%252e\\/"}}',
        '{"_source":{"url":{"original":["/%41","/b"],"full":"https://a.vn/%2e?a=1\\u0026b=%3c","query":null}}}',
        '{"url.path":"/\\u00252e/","url.query":"a\\u002bb","u ri":"%41%41"}',
        '{"uri":{"a":"%41"},"http.url":41,"url.full":"\\u00"}',
        '{"uri":"/%ff%zz%","http.url":"%"}',
      ].join('\n'),
    );
    expect(records.map(({ fields }) => fields)).toEqual([
      { uri: ['/a%2e%2e/b?q=x+y', '/a../b?q=x y'], other: ['%41'] },
      { 'http.url': ['/%252e%252e/', '/%2e%2e/', '/../'] },
      {
        'url.original': ['/%41', '/b', '/A'],
        'url.full': ['https://a.vn/%2e?a=1&b=%3c', 'https://a.vn/.?a=1&b=<'],
        'url.query': expect.anything(),
      },
      { 'url.path': ['/%2e/', '/./'], 'url.query': ['a+b', 'a b'], uri: ['%41%41', 'AA'] },
      { 'uri.a': ['%41'], 'http.url': ['41'], 'url.full': expect.anything() },
      { uri: ['/%ff%zz%', '/\ufffd%zz%'], 'http.url': ['%'] },
    ]);
    expect(records.map(({ own }) => own)).toEqual([2, 1, 4, 3, 3, 2]);
  });
});
