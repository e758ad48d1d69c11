import { describe, expect, it } from 'vitest';
import { firedRecords, smallRule } from './testing/hunt-content.ts';

const lines = (...records: object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');
const fires = (source: string, selection: string, content: string): Promise<number[]> =>
  firedRecords(smallRule(source, selection), content);

describe('records in JSON belong to log sources by what they hold', () => {
  const eve = lines(
    {
      timestamp: '2026-08-01T10:04:05.123456+0700',
      event_type: 'dns',
      src_ip: '10.0.0.5',
      dest_ip: '8.8.8.8',
      dns: { type: 'query', rrname: 'evil.example', rrtype: 'TXT' },
    },
    {
      event_type: 'http',
      src_ip: '10.0.0.5',
      http: { hostname: 'a.vn', url: '/x.php?cmd=id', http_method: 'POST', status: 200 },
    },
    { event_type: 'alert', src_ip: '1.2.3.4', alert: { signature: 'ET SCAN', action: 'blocked' } },
  );

  it('Suricata by event type, also under the generic sources dns, proxy, webserver and firewall', async () => {
    expect(await fires('product: suricata, service: dns', 'dns.rrname: evil.example', eve)).toEqual([1]);
    expect(await fires('product: suricata', 'src_ip: 1.2.3.4', eve)).toEqual([3]);
    expect(await fires('category: dns', 'query|endswith: .example, record_type: TXT', eve)).toEqual([1]);
    expect(await fires('category: network, service: dns', 'query: evil.example', eve)).toEqual([1]);
    expect(await fires('category: proxy', 'c-uri|contains: cmd=, cs-host: a.vn', eve)).toEqual([2]);
    expect(await fires('category: webserver', 'cs-method: POST, sc-status: 200', eve)).toEqual([2]);
    expect(await fires('category: firewall', 'action: blocked', eve)).toEqual([3]);
    expect(await fires('product: zeek, service: dns', "'': evil.example", eve)).toEqual([]);
    expect(await fires('category: dns', "'': cmd", eve)).toEqual([]);
  });

  it('Zeek by its path, or by columns that only one of its logs has', async () => {
    const named = lines(
      { _path: 'dns', ts: 1785553445.5, 'id.orig_h': '10.0.0.5', query: 'evil.example', qtype_name: 'A' },
      { _path: 'http', ts: 1785553445, 'id.orig_h': '10.0.0.5', uri: '/x', method: 'PUT' },
    );
    const bare = lines(
      { ts: 1, uid: 'C', 'id.orig_h': '10.0.0.5', query: 'evil.example', AA: false, rejected: false },
      {
        ts: 1,
        uid: 'C',
        'id.orig_h': '1.1.1.1',
        trans_depth: 1,
        request_body_len: 0,
        method: 'PUT',
        uri: '/x',
      },
      { ts: 1, 'id.orig_h': '1.1.1.1', 'id.resp_p': 445, conn_state: 'S0' },
    );
    for (const log of [named, bare]) {
      expect(await fires('product: zeek, service: dns', 'query: evil.example', log)).toEqual([1]);
      expect(await fires('category: dns', 'query: evil.example', log)).toEqual([1]);
      expect(await fires('product: zeek, service: http', 'method: PUT', log)).toEqual([2]);
      expect(await fires('category: proxy', 'cs-method: PUT', log)).toEqual([2]);
      expect(await fires('product: zeek, service: http', 'query: evil.example', log)).toEqual([]);
    }
    expect(await fires('category: firewall', 'dst_port: 445', bare)).toEqual([3]);
    const table =
      '#separator \\x09\n#path\tdns\n#fields\tts\tid.orig_h\tquery\n1785553445.1\t10.0.0.5\tevil.example\n';
    expect(await fires('product: zeek, service: dns', 'query: evil.example', table)).toEqual([4]);
    expect(await fires('category: dns', 'query: evil.example', table)).toEqual([4]);
  });

  it('Elastic Common Schema by category and operating system', async () => {
    const ecs = lines(
      {
        '@timestamp': '2026-08-01T03:04:05Z',
        event: { category: ['process'], type: ['start'] },
        host: { os: { type: 'windows' } },
        process: {
          executable: 'C:\\Windows\\cmd.exe',
          command_line: 'cmd /c whoami',
          parent: { executable: 'C:\\w3wp.exe' },
        },
      },
      {
        event: { category: 'process', type: 'start' },
        host: { os: { type: 'linux' } },
        process: { executable: '/bin/sh', command_line: 'sh -c id' },
      },
      { http: { request: { method: 'GET' } }, url: { original: '/a.php' }, source: { ip: '1.2.3.4' } },
    );
    const windows = 'category: process_creation, product: windows';
    expect(
      await fires(windows, "Image|endswith: '\\cmd.exe', ParentImage|endswith: '\\w3wp.exe'", ecs),
    ).toEqual([1]);
    expect(
      await fires('category: process_creation, product: linux', 'CommandLine|contains: id', ecs),
    ).toEqual([2]);
    expect(await fires(windows, 'CommandLine|contains: id', ecs)).toEqual([]);
    expect(await fires('category: webserver', 'cs-uri-query|contains: a.php', ecs)).toEqual([3]);
  });

  it('unknown JSON belongs to no log source', async () => {
    for (const source of ['category: dns', 'product: windows', 'category: webserver', 'product: linux'])
      expect(await fires(source, "'': evil", lines({ a: 'evil', query: 'evil' }))).toEqual([]);
  });
});

describe('appliances', () => {
  it('in CEF and LEEF belong to their vendor, and to firewall and proxy by what they hold', async () => {
    const cef =
      'CEF:0|Fortinet|Fortigate|7|1|deny|5|src=203.0.113.7 dst=10.0.0.2 dpt=445 act=deny\nCEF:0|Acme|Web|1|1|get|3|request=/x requestMethod=GET\n';
    expect(await fires('product: fortinet, service: fortigate', 'dpt: 445', cef)).toEqual([1]);
    expect(await fires('product: fortigate, service: event', 'action: deny', cef)).toEqual([1]);
    expect(await fires('category: firewall', 'dst_port: 445, action: deny', cef)).toEqual([1]);
    expect(await fires('category: proxy', 'c-uri: /x, cs-method: GET', cef)).toEqual([2]);
    const leef = 'LEEF:1.0|Acme|Wall|1|7|src=203.0.113.7\tdst=10.0.0.2\tdstPort=445\n';
    expect(await fires('product: acme', "'': 203.0.113.7", leef)).toEqual([1]);
    expect(await fires('category: firewall', 'dst_port: 445', leef)).toEqual([1]);
  });
});

describe('web server logs', () => {
  const log =
    '203.0.113.7 - - [01/Aug/2026:03:04:05 +0700] "GET /owa/%2e%2e/auth?x=1 HTTP/1.1" 200 5 "-" "curl"\n';
  const iis =
    '#Fields: date time cs-method cs-uri-stem cs-uri-query\n2026-08-01 03:04:05 GET /owa/%2e%2e/auth x=1\n';

  it('answer rules that look for the whole request in the query, raw or decoded', async () => {
    for (const content of [log, iis]) {
      const record = [content === log ? 1 : 2];
      expect(await fires('category: webserver', "cs-uri-query|contains: '/owa/'", content)).toEqual(record);
      expect(await fires('category: webserver', "cs-uri-query|contains: '/%2e%2e/'", content)).toEqual(
        record,
      );
      expect(await fires('category: webserver', "cs-uri-stem|contains: '/../'", content)).toEqual(record);
      expect(await fires('category: webserver', "c-uri|contains: 'auth?x=1'", content)).toEqual(record);
      expect(await fires('category: webserver', "cs-uri-query: 'x=1'", content)).toEqual(record);
    }
    expect(await fires('category: webserver', 'c-useragent: curl', log)).toEqual([1]);
  });

  it('answer rules for decoded requests in JSON and tables of other tools as well', async () => {
    const uri = '/owa/%2e%2e/auth?x=%3Cscript+a';
    const logs = {
      zeekJson: lines({ _path: 'http', ts: 1785553445, 'id.orig_h': '10.0.0.5', uri }),
      zeekTable: `#separator \\x09\n#path\thttp\n#fields\tts\turi\n1785553445.1\t${uri}\n`,
      suricata: lines({ event_type: 'http', src_ip: '10.0.0.5', http: { url: uri } }),
      elastic: lines({ http: { request: { method: 'GET' } }, url: { original: uri } }),
      elasticFull: lines({ http: { request: { method: 'GET' } }, url: { full: `https://a.vn${uri}` } }),
      exported: lines({ _source: { 'http.request.method': 'GET', 'url.original': uri } }),
      cef: `CEF:0|F5|ASM|16|1|blocked|5|src=203.0.113.7 request=https://a.vn${uri.replace('=', '\\=')} requestMethod=GET\n`,
      leef: `LEEF:1.0|Acme|Waf|2|9|src=203.0.113.7\turl=https://a.vn${uri}\tusrName=an\n`,
      fortigate: `date=2026-08-01 time=10:04:05 devid="FGT" logid="1" type="utm" hostname="a.vn" url="${uri}"\n`,
    };
    for (const [name, content] of Object.entries(logs)) {
      const record = [name === 'zeekTable' ? 4 : 1];
      for (const source of name === 'fortigate'
        ? ['category: proxy']
        : ['category: webserver', 'category: proxy'])
        for (const field of ['cs-uri-query', 'cs-uri', 'c-uri', 'cs-uri-stem']) {
          const found = async (text: string) => await fires(source, `${field}|contains: '${text}'`, content);
          expect([name, field, await found('/../auth')]).toEqual([name, field, record]);
          expect([name, field, await found('x=<script a')]).toEqual([name, field, record]);
          expect([name, field, await found('/%2e%2e/')]).toEqual([name, field, record]);
          expect([name, field, await found('/%2e./')]).toEqual([name, field, []]);
        }
    }
  });
});

describe('descriptions of log sources by the user', () => {
  it('give JSON and CSV of products of their own a log source, with field names and values', async () => {
    const own = {
      product: 'acme',
      aliases: {},
      services: {},
      categories: {},
      outside: {},
      records: [
        {
          when: { kind: ['door', 'gate'], badge: true as const },
          service: 'door',
          fields: { User: 'who' },
          values: { Result: { denied: '2' } },
          categories: { authentication: { fields: { User: 'who' }, where: { ok: ['false'] } } },
        },
      ],
    };
    const rule = (source: string, selection: string, log: string) =>
      firedRecords(smallRule(source, selection), log, [own]);
    const json = lines(
      { kind: 'DOOR', badge: 1, who: 'an', Result: 2, ok: false },
      { kind: 'lift', badge: 1, who: 'an' },
    );
    const csv = 'kind,badge,who,Result,ok\ndoor,1,an,2,false\nlift,1,an,2,true\n';
    expect(await rule('product: acme, service: door', 'User: an, Result: Denied', json)).toEqual([1]);
    expect(await rule('category: authentication', 'User: an', json)).toEqual([1]);
    expect(await rule('product: acme', 'User: an', csv)).toEqual([2]);
    expect(await rule('category: authentication', 'User: an', csv)).toEqual([2]);
  });
});
