import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { openFilledIncident, setTestProfile } from '../../src/slices/duties/testing.ts';
import {
  hasChromium,
  launchChromium,
  listViolations,
  openContext,
  takePicture,
  watchFaults,
} from './kit/chromium.ts';
import { type LiveKhien, startLiveKhien } from './kit/live-khien.ts';

describe.skipIf(!hasChromium)('forms of an incident on the screen', () => {
  let live: LiveKhien;
  let browser: Browser;
  let cookie = '';
  let incident: Awaited<ReturnType<typeof openFilledIncident>>;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    live = await startLiveKhien();
    browser = await launchChromium();
    const ctx = createCtx(live.services, { actor: createSystemActor('test'), language: 'vi' });
    await setTestProfile(ctx);
    incident = await openFilledIncident(ctx);
    cookie = (await createSignedInPerson(live, ['duty-officer'], { fullName: 'Trần Minh Quân' })).cookie;
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await live?.stop();
  });

  const openPage = async (
    path: string,
    options: { size?: 'desk' | 'phone'; language?: 'vi' | 'en' } = {},
  ): Promise<{ page: Page; faults: string[] }> => {
    const context = await openContext(browser, { baseUrl: live.baseUrl, cookie, ...options });
    contexts.push(context);
    const page = await context.newPage();
    const faults = watchFaults(page);
    await page.goto(path);
    return { page, faults };
  };
  let address = '';

  test('one press drafts form 03 from the records and shows its pages', async () => {
    const { page, faults } = await openPage(`/incidents/${incident.id}`);
    await page.getByRole('button', { name: 'Lập báo cáo ban đầu (Mẫu 03)' }).click();
    await page.waitForURL(/\/documents\//);
    address = new URL(page.url()).pathname;
    await page.getByRole('img', { name: /trang 2 trên 2/ }).waitFor();
    expect(await page.getByLabel('Họ và tên người liên hệ (*)').inputValue()).toBe('Hoàng Thị Ánh Tuyết');
    await expect
      .poll(() =>
        page
          .getByRole('img', { name: /trang 1 trên 2/ })
          .evaluate((image) => (image as HTMLImageElement).naturalWidth),
      )
      .toBeGreaterThan(100);
    await takePicture(page, 'form-03-desk-vi');
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('a missing entry is named, leads to its field, and goes away when it is filled', async () => {
    const { page } = await openPage(address);
    await page.getByText('Còn thiếu 2 mục bắt buộc').waitFor();
    await page.getByRole('link', { name: 'Đã gửi thông báo sự cố cho' }).click();
    await page.getByLabel('Cơ quan điều phối').check();
    await page.getByLabel('Kiểm tra dữ liệu lưu lại (log file)').check();
    await page.getByText('Đã đủ các mục bắt buộc').waitFor();
    await page.getByText('Có thay đổi chưa lưu').waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Có thay đổi chưa lưu').waitFor({ state: 'detached' });
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'PDF' }).click();
    expect((await download).suggestedFilename()).toBe(`${incident.number}_Mau-03_v2.pdf`);
  });

  test('two people save the same form: the second one compares and both values survive', async () => {
    const one = (await openPage(address)).page;
    const two = (await openPage(address)).page;
    const purpose = 'Kiến nghị, đề xuất hỗ trợ';
    await one.getByLabel(purpose).fill('Đề nghị hỗ trợ phân tích mã độc');
    await two.getByLabel(purpose).fill('Đề nghị cử chuyên gia');
    await two.getByLabel('Hệ điều hành', { exact: true }).fill('Debian');
    await one.getByRole('button', { name: 'Lưu', exact: true }).click();
    await two.getByText(/vừa lưu bản 3/).waitFor();
    await two.getByRole('button', { name: 'Lưu', exact: true }).click();
    const dialog = two.getByRole('dialog');
    await dialog.getByText('Đề nghị hỗ trợ phân tích mã độc').waitFor();
    await takePicture(two, 'form-03-conflict');
    await dialog.getByText('Đề nghị hỗ trợ phân tích mã độc').click();
    await dialog.getByRole('button').last().click();
    await dialog.waitFor({ state: 'detached' });
    expect(await two.getByLabel(purpose).inputValue()).toBe('Đề nghị hỗ trợ phân tích mã độc');
    expect(await two.getByLabel('Hệ điều hành', { exact: true }).inputValue()).toBe('Debian');
  });

  test('on a phone the fields and the pages are two tabs', async () => {
    const { page, faults } = await openPage(address, { size: 'phone', language: 'en' });
    await page.getByText('All required entries are there').waitFor();
    await takePicture(page, 'form-03-phone-en');
    expect(await page.getByRole('img', { name: /page 1/ }).isVisible()).toBe(false);
    await page.getByText('Pages', { exact: true }).click();
    await page.getByRole('img', { name: /page 1/ }).waitFor();
    await takePicture(page, 'form-03-phone-pages-en');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('an earlier version is shown as it was and cannot be changed', async () => {
    const { page } = await openPage(`${address}?version=1`);
    await page.getByText('Đang xem bản 1').waitFor();
    expect(await page.getByRole('button', { name: 'Lưu', exact: true }).count()).toBe(0);
    await takePicture(page, 'form-03-older');
    await page.getByRole('link', { name: 'Mở bản mới nhất' }).click();
    await page.getByRole('button', { name: 'Lưu', exact: true }).waitFor();
  });

  test('printing gives the pages of the form and nothing else', async () => {
    const { page } = await openPage(address);
    await page.getByRole('img', { name: /trang 2 trên 2/ }).waitFor();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
  });

  test('the card on the incident page tells versions and files', async () => {
    const { page } = await openPage(`/incidents/${incident.id}`);
    await page.getByRole('link', { name: 'Mẫu 03: Báo cáo ban đầu' }).waitFor();
    await takePicture(page, 'forms-card-desk-vi');
    expect(await page.getByRole('link', { name: 'DOCX' }).count()).toBe(1);
    expect(await listViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lập báo cáo kết thúc (Mẫu 04)' }).click();
    await page.getByRole('img', { name: /Mẫu 04.*trang 1/ }).waitFor();
    await takePicture(page, 'form-04-desk-vi');
    expect(await listViolations(page)).toEqual([]);
  });
});
