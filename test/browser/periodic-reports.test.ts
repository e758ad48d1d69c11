import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { createTestAgency } from '../../src/slices/agencies/testing.ts';
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

describe.skipIf(!hasChromium)('a periodic report from the first figure to the restatement', () => {
  let live: LiveKhien;
  let browser: Browser;
  const cookies: Record<string, string> = {};
  const contexts: BrowserContext[] = [];
  let agencyId = '';
  let address = '';
  const ctx = () => createCtx(live.services, { actor: createSystemActor('test'), language: 'vi' });

  beforeAll(async () => {
    live = await startLiveKhien();
    browser = await launchChromium();
    await setTestProfile(ctx());
    agencyId = await createTestAgency(ctx(), { name: 'Sở Xây dựng' });
    for (let count = 0; count < 3; count += 1) await openTestIncident(ctx(), { agencyId });
    const officer = await createSignedInPerson(live, ['duty-officer'], { fullName: 'Trần Minh Quân' });
    const leader = await createSignedInPerson(live, ['team-leader'], { fullName: 'Nguyễn Hữu Trí' });
    cookies.officer = officer.cookie;
    cookies.leader = leader.cookie;
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await live?.stop();
  });

  const openPage = async (
    who: 'officer' | 'leader',
    path: string,
    options: { size?: 'desk' | 'phone'; language?: 'vi' | 'en' } = {},
  ): Promise<{ page: Page; faults: string[] }> => {
    const context = await openContext(browser, {
      baseUrl: live.baseUrl,
      cookie: cookies[who] as string,
      ...options,
    });
    contexts.push(context);
    const page = await context.newPage();
    const faults = watchFaults(page);
    await page.goto(path);
    return { page, faults };
  };

  test('the officer starts a report of this month; its numbers open the incidents they count', async () => {
    const { page, faults } = await openPage('officer', '/periodic-reports');
    await page.getByRole('link', { name: 'Lập báo cáo' }).click();
    await page.getByLabel('Khoảng ngày').check();
    await page.getByRole('button', { name: 'Lập báo cáo', exact: true }).click();
    await page.getByRole('link', { name: 'Sự cố tiếp nhận: 3' }).waitFor();
    address = new URL(page.url()).pathname;
    await takePicture(page, 'periodic-report-draft');
    expect(await listViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Sự cố tiếp nhận: 3' }).click();
    await page.getByRole('heading', { name: /Sự cố tiếp nhận/ }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: /^SC-/ }).count()).toBe(3);
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('the officer writes the remarks and submits; only somebody else approves', async () => {
    const { page } = await openPage('officer', address);
    await page.getByRole('button', { name: 'Sửa', exact: true }).click();
    await page.getByLabel(/I\. Tình hình chung/).fill('Tình hình ổn định.');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Tình hình ổn định.').waitFor();
    await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
    await page.getByText('Còn để trống').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Trình duyệt', exact: true }).click();
    await page.getByText('Chờ duyệt').waitFor();
    expect(await page.getByRole('button', { name: 'Duyệt báo cáo' }).count()).toBe(0);

    const second = (await openPage('leader', address)).page;
    await second.getByRole('button', { name: 'Duyệt báo cáo' }).click();
    await second.getByRole('dialog').getByRole('button', { name: 'Duyệt báo cáo' }).click();
    await second.getByText('Đã duyệt').waitFor();
    const download = second.waitForEvent('download');
    await second.getByRole('link', { name: 'PDF', exact: true }).click();
    expect((await download).suggestedFilename()).toMatch(/^bao-cao-.*\.pdf$/);
    // The officer's page follows by itself.
    await page.getByText('Đã duyệt').waitFor();
  });

  test('an incident that comes late shows as restated; the approved figure stays', async () => {
    const late = await openTestIncident(ctx(), { agencyId });
    const { page, faults } = await openPage('leader', address);
    await page.getByRole('heading', { name: 'Số liệu thay đổi sau khi duyệt' }).waitFor();
    await page.getByRole('link', { name: late.number }).waitFor();
    await page.getByRole('link', { name: 'Sự cố tiếp nhận: 3' }).waitFor();
    await takePicture(page, 'periodic-report-restated');
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('on a phone and in English nothing runs over the edge', async () => {
    const { page } = await openPage('leader', address, { size: 'phone', language: 'en' });
    await page.getByText('Restated after approval').first().waitFor();
    await takePicture(page, 'periodic-report-phone-en');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await listViolations(page)).toEqual([]);
  });
});
