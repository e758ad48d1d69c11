import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReportCollector } from '../../src/apps/cli/hunt/report/report-collector.ts';
import type { ReportData } from '../../src/apps/cli/hunt/report/report-data.ts';
import { writeReport } from '../../src/apps/cli/hunt/report/write-report.ts';
import type { ResultFinding } from '../../src/engine/package/result-finding.ts';
import { levels } from '../../src/engine/rule/rule-model.ts';
import { hasChromium, launchChromium, listViolations, takePicture, watchFaults } from './kit/chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-report-'));
let browser: Browser;
beforeAll(async () => {
  if (hasChromium) browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a log can hold when an attacker writes it. */
const hostile = [
  '</script><script>window.hit=1</script>',
  '<img src=x onerror="window.hit=2"><svg/onload=window.hit=3>',
  '<!--<script>',
  '\u202egpj.exe\u202c',
  'a\u0000b\u0007c\u001b[31mred',
  '\ud800 half a pair',
  '"\'`$' + '{window.hit=4}{{7*7}}',
  `${'x'.repeat(5000)}`,
  'A\u0301\u0302\u0303\u0304'.repeat(30),
];

const inBoth = (text: string) => ({ vi: text, en: text });

const finding = (i: number, change: Partial<ResultFinding> = {}): ResultFinding => ({
  kind: 'rule',
  rule: {
    id: `rule-${i % 40}`,
    title: i % 40 === 3 ? 'Trang cờ bạc trong cổng' : `Dấu vết thứ ${i % 40}`,
    level: levels[4 - (i % 5)]!,
    tags: ['attack.persistence', 'attack.initial-access', `attack.t${1100 + (i % 30)}`],
  },
  file: `logs/${i % 7}.log`,
  record: i,
  offset: i * 100,
  time: new Date(Date.UTC(2026, 7, 1) + i * 61_000).toISOString().replace('Z', '4567Z'),
  computer: i % 3 === 0 ? null : `MAY-${i % 11}`,
  channel: 'Security',
  eventId: 4688,
  matched: { 'cs-uri': `/tin-tuc/${i}`, list: ['một', `hai ${i}`] },
  ...change,
});

const frame: Omit<ReportData, keyof ReturnType<ReportCollector['data']>> = {
  kind: 'hunt',
  language: 'vi',
  version: '0.1.0',
  host: 'may-xach-tay-01',
  operator: 'Trần Thị Bình',
  label: 'SC-2026-0012',
  options: ['hunt', './logs', hostile[1]!],
  startedAt: '2026-08-20T01:02:03.000Z',
  seconds: 12.3,
  isComplete: true,
  records: 123456,
  unread: 0,
  inputs: [
    { path: hostile[3]!, format: 'evtx', bytes: 12_345_678, records: 99, faults: [inBoth(hostile[0]!)] },
    { path: 'logs/1.log', format: 'access', bytes: 400, records: 4, faults: [] },
  ],
  inputsLeftOut: 3,
  skipped: [inBoth(`${hostile[1]}: empty`)],
  ruleSet: {
    hash: 'ab'.repeat(32),
    loaded: 40,
    withData: 30,
    outside: 2,
    problems: [inBoth(hostile[0]!)],
    indicators: 7,
  },
};

type Opening = { width?: number; height?: number; scheme?: 'light' | 'dark'; data?: Partial<ReportData> };

async function open(findings: Iterable<ResultFinding>, opening: Opening = {}) {
  const collector = new ReportCollector();
  for (const one of findings) collector.add(one);
  const path = join(folder, `${crypto.randomUUID()}.html`);
  writeFileSync(path, writeReport({ ...frame, ...collector.data(new Map()), ...opening.data }, ['0 < 1']));
  const context = await browser.newContext({
    viewport: { width: opening.width ?? 1440, height: opening.height ?? 900 },
    colorScheme: opening.scheme ?? 'light',
    offline: true,
  });
  const page = await context.newPage();
  const faults = watchFaults(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, faults, requests: () => requests.slice(1), close: () => context.close() };
}

const few = Array.from({ length: 230 }, (_, i) => finding(i));
const rowsOf = (page: Page) => page.locator('tbody .finding');

describe.runIf(hasChromium)('the HTML report', () => {
  test('values out of logs never act: they stay text, and what is not seen is shown by its code', async () => {
    const bad = hostile.map((value, i) =>
      finding(i, {
        rule: { id: value, title: value, level: 'critical', tags: [value, 'attack.t1059'] },
        file: value,
        computer: value,
        channel: value,
        eventId: value,
        matched: { [value]: value, list: hostile },
      }),
    );
    const { page, faults, requests, close } = await open(bad);
    for (let i = 0; i < bad.length; i++) await rowsOf(page).nth(i).locator('.open').click();
    await page.locator('details summary').last().click();
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
    expect(await page.locator('.unseen', { hasText: 'U+202E' }).count()).toBeGreaterThan(0);
    expect(await page.locator('.unseen', { hasText: 'U+0000' }).count()).toBeGreaterThan(0);
    expect(
      await page.evaluate(() => /[\p{Cc}\p{Cf}]/u.test(document.body.innerText.replace(/[\n\t]/g, ''))),
    ).toBe(false);
    expect(await page.locator('main').innerText()).toContain('</script><script>window.hit=1</script>');
    expect([...faults, ...requests()]).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
    await takePicture(page, 'hunt-report-hostile');
    await close();
  });

  test('the policy forbids every script and style but its own', async () => {
    const { page, close } = await open(few.slice(0, 3));
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'window.hit = 1';
      } catch {
        // Trusted types refuse it even earlier.
      }
      document.body.append(script);
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = 'data:text/css,body{display:none}';
      document.body.append(link);
      return 'hit' in window;
    });
    expect(ran).toBe(false);
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; /);
    expect(policy).not.toContain('unsafe');
    await close();
  });

  for (const [name, opening] of [
    ['desk-light', {}],
    ['desk-dark', { scheme: 'dark' }],
    ['phone-light', { width: 390, height: 844 }],
    ['phone-dark', { width: 360, height: 780, scheme: 'dark' }],
  ] as const)
    test(`is accessible and fits the screen: ${name}`, async () => {
      const { page, faults, close } = await open(few, opening);
      await rowsOf(page).first().locator('.open').click();
      for (const summary of await page.locator('details summary').all()) await summary.click();
      expect(await listViolations(page)).toEqual([]);
      await page.click('.languages [lang=en]');
      expect(await page.getAttribute('html', 'lang')).toBe('en');
      expect(await page.locator('h1').innerText()).toContain('critical');
      expect(await listViolations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(opening.width ?? 1440);
      expect(faults).toEqual([]);
      await takePicture(page, `hunt-report-${name}`);
      await close();
    });

  test('times with nine digits of the second find place in their column', async () => {
    for (const width of [390, 1024, 1440]) {
      const one = finding(1, { time: '2026-08-01T03:04:05.123456789Z', file: 'nhat-ky/access.log' });
      const { page, close } = await open([one, { ...one, computer: null }], { width });
      const cell = page.locator('tbody .of-at').first();
      expect(await cell.innerText()).toContain('.123456789');
      expect(await cell.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([width, beyond]).toEqual([width, 0]);
      await close();
    }
  });

  test('tables sort and filter together with levels, techniques, machines and search', async () => {
    const { page, close } = await open(few);
    const total = () => page.locator('.pager span').innerText();
    expect(await total()).toContain('230');
    await page.click('.level-tile.level-4');
    expect(await total()).toContain('46');
    await page.click('.level-tile.level-4');
    await page.locator('.technique').first().click();
    expect(await page.locator('.chip').count()).toBe(1);
    await page.locator('.chip').click();
    await page.locator('#rules .groups .link').first().click();
    await page.locator('#sources .groups .link').first().click();
    expect(Number.parseInt((await total()).split(' ').at(-1)!, 10)).toBeLessThan(10);
    await page.getByRole('button', { name: 'Bỏ mọi bộ lọc' }).click();
    await page.fill('input[type=search]', 'co bac');
    await page.waitForFunction(() => document.querySelectorAll('tbody .finding').length < 10);
    expect(await rowsOf(page).first().innerText()).toContain('Trang cờ bạc');
    await page.fill('input[type=search]', '');
    await page.waitForFunction(() => document.querySelectorAll('tbody .finding').length === 50);
    await page.locator('.findings .of-at .sort').click();
    expect(await page.locator('.findings .of-at').first().getAttribute('aria-sort')).toBe('ascending');
    // The digits of the log are kept, in the zone that was chosen.
    expect(await rowsOf(page).first().innerText()).toContain('01/08/2026 07:00:00.0004567');
    await page.selectOption('select >> nth=0', 'utc');
    expect(await rowsOf(page).first().innerText()).toContain('01/08/2026 00:00:00.0004567');
    await page.click('.pager button >> nth=1');
    expect(await total()).toContain('51–100');
    await page.locator('.as-table summary').click();
    await page.locator('.as-table .link').first().click();
    expect(await page.locator('.chip').count()).toBe(1);
    await close();
  });

  test('the timeline narrows down to the columns that are drawn over', async () => {
    const { page, close } = await open(few);
    const box = (await page.locator('.chart').boundingBox())!;
    await page.mouse.move(box.x + 5, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 50);
    await page.mouse.up();
    const count = Number.parseInt((await page.locator('.pager span').innerText()).split(' ').at(-1)!, 10);
    expect(count).toBeGreaterThan(80);
    expect(count).toBeLessThan(150);
    await close();
  });

  test('prints what fits the filters, with a bound that is named', async () => {
    const many = Array.from({ length: 700 }, (_, i) => finding(i));
    const { page, close } = await open(many);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await rowsOf(page).count()).toBe(500);
    expect(await page.locator('#findings').innerText()).toContain('500 trong 700');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await rowsOf(page).count()).toBe(50);
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
    await close();
  });

  test('50,000 findings do not freeze it', async () => {
    const many = function* () {
      for (let i = 0; i < 50_000; i++) yield finding(i);
    };
    const started = performance.now();
    const { page, faults, close } = await open(many());
    await rowsOf(page).first().waitFor();
    // Generous for a busy machine; on a quiet one the page stands in about a second.
    expect(performance.now() - started).toBeLessThan(20_000);
    const answer = await page.evaluate(async () => {
      const start = performance.now();
      (document.querySelector('.level-tile.level-3') as HTMLElement).click();
      const filtered = performance.now() - start;
      (document.querySelector('.findings .of-rule .sort') as HTMLElement).click();
      return { filtered, sorted: performance.now() - start - filtered };
    });
    expect(answer.filtered).toBeLessThan(3000);
    expect(answer.sorted).toBeLessThan(3000);
    expect(await page.locator('*').count()).toBeLessThan(6000);
    expect(faults).toEqual([]);
    await close();
  });

  test('nothing found is said as carefully as something', async () => {
    const { page, faults, close } = await open([]);
    expect(await page.locator('h1').innerText()).toBe('Không phát hiện gì');
    expect(await page.locator('.lead').innerText()).toContain('không có nhật ký trong báo cáo');
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test('a scan of files is told in words of files', async () => {
    const { page, faults, close } = await open(few.slice(0, 5), { data: { kind: 'scan' } });
    expect(await page.locator('h1').innerText()).toContain(' tệp');
    expect(await page.locator('.findings thead').innerText()).toContain('Sửa lần cuối');
    expect(await page.locator('.chart g').count()).toBe(24);
    expect(faults).toEqual([]);
    await close();
  });
});
