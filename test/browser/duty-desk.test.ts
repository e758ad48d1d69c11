import { createTransport } from 'nodemailer';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson, type TestPerson } from '../../src/slices/accounts/testing.ts';
import {
  hasChromium,
  launchChromium,
  listViolations,
  openContext,
  takePicture,
  watchFaults,
} from './kit/chromium.ts';
import { type LiveKhien, startLiveKhien } from './kit/live-khien.ts';

const hostile = '<img src=x onerror="document.title=1"> <script>alert(1)</script>';

describe.skipIf(!hasChromium)('the duty desk', () => {
  let khien: LiveKhien;
  let browser: Browser;
  let officer: TestPerson;

  beforeAll(async () => {
    khien = await startLiveKhien();
    const system = createCtx(khien.services, { actor: createSystemActor('test'), language: 'vi' });
    const profile = { team_name_vi: 'Đội ứng cứu sự cố tỉnh Minh Sơn', is_set_up: true };
    await system.tx((tx) => tx.updateTable('organisation_profile').set(profile).execute());
    officer = await createSignedInPerson(khien, ['duty-officer'], { fullName: 'Bùi Thị Mai Hương' });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await khien?.stop();
  });

  const openDesk = async (size: 'desk' | 'phone' = 'desk'): Promise<{ page: Page; faults: string[] }> => {
    const context = await openContext(browser, { size, cookie: officer.cookie, baseUrl: khien.baseUrl });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const faults = watchFaults(page);
    // Only a desk that is connected can hear of an arrival.
    const live = page.waitForResponse((response) => response.url().endsWith('/api/v1/events'));
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Trực ban' }).waitFor();
    await live;
    return { page, faults };
  };
  const sendMail = (subject: string, text: string) =>
    createTransport({ host: '127.0.0.1', port: khien.smtpPort, ignoreTLS: true }).sendMail({
      from: '"Trần Quốc Bảo" <bao@agency.example>',
      to: 'intake@khien.test',
      subject,
      text,
    });

  test('a mail shows as a card within one second, is verified by key and becomes an incident', async () => {
    const { page, faults } = await openDesk();
    await page.getByText('Hết báo cáo chờ').waitFor();
    const subject = `Cổng thông tin bị chèn liên kết cờ bạc ${hostile}`;
    await sendMail(subject, `Kính gửi Đội,\n\n${hostile}\nhttp://portal.agency.example/ca-do.html`);
    const acceptedAt = Date.now();
    const card = page.locator('[data-report]');
    await card.first().waitFor({ timeout: 5_000 });
    expect(Date.now() - acceptedAt).toBeLessThan(1_000);
    expect(await card.getAttribute('data-tone')).toBe('new');
    expect(await page.getByRole('status').allInnerTexts()).toContainEqual(
      expect.stringContaining('Báo cáo mới TN-'),
    );
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'duty-new-report');

    await page.keyboard.press('j');
    await page.keyboard.press('v');
    await page.getByRole('heading', { name: /Đang xác minh/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/reports\//);
    await page.getByText('Đang xác minh', { exact: true }).first().waitFor();
    expect(await page.locator('article').innerText()).toContain(hostile);
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'report-verifying');

    await page.keyboard.press('i');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Tên sự cố' }).fill('Chèn liên kết cờ bạc vào cổng thông tin');
    expect(await listViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Mở sự cố', exact: true }).click();
    await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: /SC-\d{4}-0001/ }).waitFor();
    await page.getByRole('link', { name: /TN-\d{4}-000001/ }).waitFor();
    await takePicture(page, 'incident-of-report');

    await page.goto('/');
    await page.getByText('Hết báo cáo chờ').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('a call is taken down by keyboard alone and its number read out', async () => {
    const { page, faults } = await openDesk();
    await page.keyboard.press('p');
    await page.getByRole('heading', { level: 1, name: 'Tiếp nhận cuộc gọi' }).waitFor();
    await page.keyboard.press('6');
    await page.keyboard.type('Lê Thị Thanh Mai');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0000 912 345');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Bệnh viện Trung Sơn');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Đã rút dây mạng, máy vẫn bật');
    expect(await listViolations(page)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Tiếp nhận cuộc gọi' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Họ và tên' }).inputValue()).toBe('Lê Thị Thanh Mai');
    await page.getByRole('textbox', { name: 'Họ và tên' }).focus();
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('main')
      .getByText(/^TN-\d{4}-\d{6}$/)
      .waitFor();
    await page.getByRole('main').getByText('Mã theo dõi').waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'call-filed');
    await page.getByRole('button', { name: 'Mở báo cáo', exact: true }).click();
    await page.getByText('Đã rút dây mạng, máy vẫn bật').first().waitFor();
    expect(await page.getByText('Đã rút dây mạng, máy vẫn bật').count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('two officers who edit the same fact see both values', async () => {
    const { page } = await openDesk();
    await page
      .getByRole('link', { name: /Bệnh viện Trung Sơn/ })
      .first()
      .click();
    await page.waitForURL(/\/reports\//);
    await page.getByRole('button', { name: 'Sửa Loại sự việc' }).click();
    await page.getByRole('combobox', { name: 'Loại sự việc' }).click();
    await page.getByRole('option', { name: 'Máy tính nhiễm mã độc' }).click();
    // The other officer is faster. The page under the editor renews itself; the edit still stands upon the old report.
    const id = page.url().split('/').pop() ?? '';
    await page.evaluate(async (reportId) => {
      const address = `/api/v1/reports/${reportId}`;
      const { version } = await (await fetch(address)).json();
      const body = JSON.stringify({ version, kind: 'data-leak' });
      await fetch(address, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body });
    }, id);
    await page.getByText('Lộ, lọt dữ liệu').first().waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Máy tính nhiễm mã độc').waitFor();
    await dialog.getByText('Lộ, lọt dữ liệu').waitFor();
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'report-conflict');
    await dialog.getByRole('button', { name: 'Lưu theo lựa chọn' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Máy tính nhiễm mã độc').first().waitFor();
    await page.context().close();
  });

  test('the desk, the list and a report fit a phone', async () => {
    const { page, faults } = await openDesk('phone');
    for (const path of ['/', '/reports', '/calls/new']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(await listViolations(page)).toEqual([]);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
