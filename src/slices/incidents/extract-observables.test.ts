import { describe, expect, test } from 'vitest';
import { extractObservables } from './extract-observables.ts';

const values = (text: string) => extractObservables(text).map((item) => `${item.type} ${item.value}`);

describe('what is found', () => {
  test.each([
    ['máy chủ 203.0.113.7 kết nối ra', ['ipv4 203.0.113.7']],
    ['(203.0.113.7)', ['ipv4 203.0.113.7']],
    ['kết thúc ở 203.0.113.7.', ['ipv4 203.0.113.7']],
    ['203[.]0[.]113[.]7', ['ipv4 203.0.113.7']],
    ['từ 2001:DB8:0:0::7 tới', ['ipv6 2001:db8::7']],
    ['2001:db8::7.', ['ipv6 2001:db8::7']],
    ['trang cobac.example mở ra', ['domain cobac.example']],
    ['evil[.]example và evil(dot)example', ['domain evil.example']],
    ['evil [.] example', ['domain evil.example']],
    ['hxxps[:]//evil[.]example/a?b=1.', ['url https://evil.example/a?b=1', 'domain evil.example']],
    ['xem (http://evil.example/a).', ['url http://evil.example/a', 'domain evil.example']],
    ['http://203.0.113.7:8080/x', ['url http://203.0.113.7:8080/x', 'ipv4 203.0.113.7']],
    ['gửi tới Ke.Toan@So-Y-Te.example', ['email ke.toan@so-y-te.example']],
    ['ke.toan[@]soyte[.]example', ['email ke.toan@soyte.example']],
    ['d41d8cd98f00b204e9800998ecf8427e', ['md5 d41d8cd98f00b204e9800998ecf8427e']],
    ['DA39A3EE5E6B4B0D3255BFEF95601890AFD80709', ['sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709']],
    [`${'ab1'.repeat(21)}c`, [`sha256 ${'ab1'.repeat(21)}c`]],
    ['lỗ hổng cve-2024-3400', ['cve CVE-2024-3400']],
    [
      'https://trang.xn--vermgensberater-ctb/',
      ['url https://trang.xn--vermgensberater-ctb/', 'domain trang.xn--vermgensberater-ctb'],
    ],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test('each value comes once', () => {
    expect(values('evil.example EVIL.EXAMPLE evil[.]example')).toEqual(['domain evil.example']);
  });

  test('private addresses are marked', () => {
    const found = extractObservables('10.1.2.3 172.20.0.1 192.168.1.1 127.0.0.1 fe80::1 203.0.113.7');
    expect(found.filter((item) => item.isPrivate)).toHaveLength(5);
    expect(found.find((item) => item.value === '203.0.113.7')?.isPrivate).toBe(false);
  });
});

describe('what is not taken', () => {
  test.each([
    'tệp bao-cao.docx, anh.png, shell.php, run.sh, README.md, libc.so',
    '/etc/nginx/nginx.conf và C:\\Windows\\system32.com',
    'phiên bản 1.2.3 và 1.2.3.4.5',
    '999.1.1.1 và 1.2.3.400',
    'mạng 10.0.0.0/24',
    'lúc 10:20:30 ngày 23/11/2026',
    'số 12345678901234567890123456789012',
    'd41d8cd98f00b204e9800998ecf8427e0',
    'câu này kết thúc.Câu sau không có dấu cách',
    'std::vector a::b ::',
    'CVE-24-1',
    'không-phải@thư',
  ])('%s', (text) => {
    expect(values(text)).toEqual([]);
  });
});

test('a hostile text of a megabyte ends within a second', () => {
  for (const unit of ['a.', 'a@', 'http://', '1.', 'a:', '[.]', ' dot ', '-', 'aA1._-']) {
    const started = performance.now();
    extractObservables(unit.repeat(Math.floor(1_000_000 / unit.length)));
    expect(performance.now() - started, unit).toBeLessThan(1_000);
  }
});

test('one text gives at most five thousand', () => {
  const text = Array.from({ length: 6_000 }, (_, index) => `host-${index}.example`).join(' ');
  expect(extractObservables(text)).toHaveLength(5_000);
});
