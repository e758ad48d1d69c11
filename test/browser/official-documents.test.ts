import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import {
  createIdentity,
  hasOpenssl,
  removeIdentity,
  signPdf,
} from '../../src/slices/documents/signatures/testing/sign-pdf.ts';
import { setTestProfile } from '../../src/slices/duties/testing.ts';
import {
  hasChromium,
  launchChromium,
  listViolations,
  openContext,
  takePicture,
  watchFaults,
} from './kit/chromium.ts';
import { type LiveKhien, startLiveKhien } from './kit/live-khien.ts';

describe.skipIf(!hasChromium)('an official document from the first word to the signed copy', () => {
  let live: LiveKhien;
  let browser: Browser;
  let cookie = '';
  let address = '';
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    live = await startLiveKhien();
    browser = await launchChromium();
    await setTestProfile(createCtx(live.services, { actor: createSystemActor('test'), language: 'vi' }));
    cookie = (await createSignedInPerson(live, ['team-leader'], { fullName: 'Nguyễn Hữu Trí' })).cookie;
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

  test('written by keyboard it saves itself, shows its page, and says when nothing is missing', async () => {
    const { page, faults } = await openPage('/documents/new');
    await page.getByRole('combobox', { name: 'Loại văn bản' }).click();
    await page.getByRole('option', { name: 'Công văn' }).click();
    await page.getByLabel('Tên trong danh sách').fill('phối hợp rà soát lỗ hổng');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}/);
    address = new URL(page.url()).pathname;
    await page.getByText('Chưa ghi nơi nhận để gửi (Kính gửi).').waitFor();
    await page.getByLabel('Nơi nhận để gửi').fill('Sở Tài chính\nSở Y tế');
    const block = page.locator('[data-block="0"]').first();
    await block.fill('Đề nghị **kiểm tra** máy chủ thư. ');
    await block.press('Control+Enter');
    await page.keyboard.type('Đoạn gõ tiếp từ bàn phím.');
    await page.getByLabel('Chức vụ người ký').fill('Đội trưởng');
    await page.getByLabel('Họ và tên người ký').fill('Nguyễn Hữu Trí');
    await page.getByText('Đủ thể thức để ký và phát hành').waitFor();
    await page.getByText('Đã lưu', { exact: true }).waitFor();
    await page.getByRole('img', { name: /trang 1 trên 1/ }).waitFor();
    await takePicture(page, 'document-draft-desk-vi');
    expect(await listViolations(page)).toEqual([]);
    await page.reload();
    expect(await page.locator('[data-block="1"]').first().inputValue()).toBe('Đoạn gõ tiếp từ bàn phím.');
    expect(faults).toEqual([]);
  });

  test('signed and issued it gets number 01, and the list shows it', async () => {
    const { page, faults } = await openPage(address);
    for (const step of ['Ghi nhận đã ký', 'Cấp số, phát hành']) {
      await page.getByRole('button', { name: step }).click();
      await page.getByRole('dialog').getByRole('button', { name: step }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await page.getByRole('heading', { name: /01\/ĐƯCSC phối hợp/ }).waitFor();
    await takePicture(page, 'document-issued-desk-vi');
    expect(await listViolations(page)).toEqual([]);
    await page.goto('/documents?state=issued');
    await page.getByText('01/ĐƯCSC').waitFor();
    await page.goto('/documents/registers');
    await page.getByRole('link', { name: 'Công văn' }).click();
    await page.getByText('01/ĐƯCSC').waitFor();
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test.skipIf(!hasOpenssl)(
    'the signed PDF that comes back is checked, by whom and whether whole',
    async () => {
      const { page, faults } = await openPage(address);
      const pdf = await page.request.get(`/api/v1/official-${address.slice(1)}/pdf`);
      const identity = createIdentity('Nguyễn Hữu Trí');
      try {
        await page.locator('input[type=file]').setInputFiles({
          name: 'ky.pdf',
          mimeType: 'application/pdf',
          buffer: signPdf(await pdf.body(), identity),
        });
        await page.getByRole('button', { name: 'Lưu và kiểm tra chữ ký' }).click();
        await page.getByText('Chữ ký còn nguyên vẹn').waitFor();
        await page.getByText('Ký trên đúng tệp PDF đã phát hành ở đây.').waitFor();
        await takePicture(page, 'document-signed-copy-desk-vi');
      } finally {
        removeIdentity(identity);
      }
      expect(faults).toEqual([]);
    },
  );

  test('on a phone and in English nothing runs out of the screen', async () => {
    for (const [path, name] of [
      [address, 'document'],
      ['/documents', 'documents'],
      ['/documents/registers', 'registers'],
      ['/forms', 'yearly-forms'],
    ] as const) {
      const { page, faults } = await openPage(path, { size: 'phone', language: 'en' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await takePicture(page, `${name}-phone-en`);
      expect(await listViolations(page)).toEqual([]);
      expect(faults).toEqual([]);
    }
  });
});
