import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { setTestProfile } from '../../src/slices/duties/testing.ts';
import { openTestIncident } from '../../src/slices/incidents/testing.ts';
import {
  hasChromium,
  launchChromium,
  listViolations,
  openContext,
  takePicture,
  watchFaults,
} from './kit/chromium.ts';
import { type LiveKhien, startLiveKhien } from './kit/live-khien.ts';

describe.skipIf(!hasChromium)('duties on the screen', () => {
  let live: LiveKhien;
  let browser: Browser;
  let incident: { id: string; number: string };
  const cookies: Record<string, string> = {};
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    live = await startLiveKhien();
    browser = await launchChromium();
    const ctx = createCtx(live.services, { actor: createSystemActor('test'), language: 'vi' });
    await setTestProfile(ctx);
    incident = await openTestIncident(ctx, {
      title: 'Mã độc mã hóa dữ liệu máy chủ một cửa',
      classification: {
        group: 'severe',
        severity: 'M1',
        cause: 'attack',
        reason: 'Hệ thống ngừng phục vụ',
      },
    });
    const signIn = async (
      name: string,
      fullName: string,
      roles: Parameters<typeof createSignedInPerson>[1],
    ) => {
      cookies[name] = (await createSignedInPerson(live, roles, { fullName })).cookie;
    };
    await signIn('leader', 'Nguyễn Hữu Trí', ['team-leader']);
    await signIn('deputy', 'Lê Thị Bích Thủy', ['deputy-leader']);
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await live?.stop();
  });

  const openPage = async (
    path: string,
    options: { who?: string; size?: 'desk' | 'phone'; language?: 'vi' | 'en' } = {},
  ): Promise<{ page: Page; faults: string[] }> => {
    const { who = 'leader', ...rest } = options;
    const context = await openContext(browser, {
      baseUrl: live.baseUrl,
      cookie: cookies[who] ?? '',
      ...rest,
    });
    contexts.push(context);
    const page = await context.newPage();
    const faults = watchFaults(page);
    await page.goto(path);
    return { page, faults };
  };

  test('the leader sees the 24-hour and the 72-hour clock of a severe incident on the first page', async () => {
    const { page, faults } = await openPage('/');
    const strip = page.getByRole('region', { name: 'Sự cố nghiêm trọng: thời hạn đang tính' });
    await strip.locator('[data-rule=B2]').waitFor();
    await strip.locator('[data-rule=B3]').waitFor();
    expect(await strip.locator('[data-rule=B2]').innerText()).toMatch(/còn 2[23] giờ/);
    await takePicture(page, 'duties-desk-vi');
    expect(await listViolations(page)).toEqual([]);
    await strip.getByRole('link', { name: new RegExp(incident.number) }).click();
    await page.getByText('24 giờ kể từ: Phát hiện sự cố (T0)').first().waitFor();
    await takePicture(page, 'duties-incident-vi');
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('sent by the document system with its number, the duty rests; withdrawn, it runs again', async () => {
    const { page } = await openPage(`/incidents/${incident.id}`);
    const clock = page.locator('li[data-rule=B2]').first();
    await clock.getByRole('button', { name: 'Gửi ngay' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Chứng minh' }).click();
    await page.getByRole('option', { name: 'Số công văn đi' }).click();
    await dialog.getByLabel('Số, mã hoặc họ tên').fill('07/BC-ĐƯCSC');
    await takePicture(page, 'duties-send-vi');
    await dialog.getByRole('button', { name: 'Gửi ngay' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/Đã xong hoặc đã dừng/).click();
    await clock
      .getByText(/07\/BC-ĐƯCSC/)
      .first()
      .waitFor({ state: 'attached' });
    await clock.getByText('Xem diễn biến và các lần gửi').click();
    await clock.getByRole('button', { name: 'Rút lại', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Gửi nhầm văn bản');
    await page.getByRole('dialog').getByRole('button', { name: 'Rút lại', exact: true }).click();
    await page.locator('li[data-rule=B2]').getByRole('button', { name: 'Gửi ngay' }).waitFor();
  });

  test('the board fits a phone, in English too', async () => {
    const { page, faults } = await openPage('/duties', { size: 'phone', language: 'en' });
    await page.getByText('Report on cause, scope and remedy').first().waitFor();
    await takePicture(page, 'duties-board-phone-en');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('two people change a rule; the preview says what it would have meant', async () => {
    const { page } = await openPage('/duties/rules');
    await page.getByRole('button', { name: 'Soạn bộ quy tắc mới' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Áp dụng từ ngày').fill('01/01/2030');
    await dialog.getByLabel('Lý do sửa').fill('Rút thời hạn báo cáo');
    await dialog.getByRole('button', { name: 'Soạn bộ quy tắc mới' }).click();
    await page.waitForURL(/rule-sets/);
    const row = page.getByRole('row', { name: /^B3 / });
    await row.getByRole('button', { name: 'Sửa', exact: true }).click();
    await page.getByLabel('Số lượng').fill('48');
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('button', { name: 'Lưu bản soạn thảo' }).click();
    await page.getByText('limit.value').waitFor();
    await page.getByRole('button', { name: 'Tính thử' }).click();
    await page.getByText(/1 thời hạn khác đi/).waitFor();
    await takePicture(page, 'duties-rule-set-vi');
    expect(await listViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trình phê duyệt' }).click();
    await page.getByText('Người soạn hoặc trình không tự phê duyệt được.').waitFor();
    const second = await openPage(new URL(page.url()).pathname, { who: 'deputy' });
    await second.page.getByRole('button', { name: 'Phê duyệt', exact: true }).click();
    await second.page.getByRole('dialog').getByRole('button', { name: 'Phê duyệt', exact: true }).click();
    await second.page.getByRole('heading', { name: 'Bộ quy tắc số 2' }).waitFor();
  });
});
