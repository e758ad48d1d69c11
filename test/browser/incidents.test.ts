import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { type Ctx, createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { createTestAgency } from '../../src/slices/agencies/testing.ts';
import { fillIncidentsDemo } from '../../src/slices/incidents/demo.ts';
import { updateIncident } from '../../src/slices/incidents/update-incident.ts';
import {
  hasChromium,
  launchChromium,
  listViolations,
  openContext,
  takePicture,
  watchFaults,
} from './kit/chromium.ts';
import { type LiveKhien, startLiveKhien } from './kit/live-khien.ts';

let khien: LiveKhien;
let browser: Browser;
let cookie: string;
let system: Ctx;

beforeAll(async () => {
  if (!hasChromium) return;
  khien = await startLiveKhien();
  browser = await launchChromium();
  system = createCtx(khien.services, { actor: createSystemActor('test'), language: 'vi' });
  const name = {
    team_name_vi: 'Đội ứng cứu sự cố tỉnh Minh Sơn',
    team_name_en: 'Minh Son Incident Response Team',
  };
  await system.tx((tx) =>
    tx
      .updateTable('organisation_profile')
      .set({ ...name, is_set_up: true })
      .execute(),
  );
  const agencyIds = [
    await createTestAgency(system, { name: 'Sở Nông nghiệp và Môi trường' }),
    await createTestAgency(system, { name: 'Trung tâm Phục vụ hành chính công tỉnh' }),
  ];
  const responder = await createSignedInPerson(khien, ['responder'], { fullName: 'Lê Hoàng Nam' });
  const leader = await createSignedInPerson(khien, ['team-leader'], { fullName: 'Nguyễn Thị Thu Hằng' });
  cookie = leader.cookie;
  await fillIncidentsDemo(system, { agencyIds, systemIds: [], personIds: [responder.id, leader.id] });
});
afterAll(async () => {
  await browser?.close();
  await khien?.stop();
});

const open = async (
  path: string,
  options: { size?: 'desk' | 'phone'; language?: 'vi' | 'en'; scheme?: 'light' | 'dark' } = {},
): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> => {
  const context = await openContext(browser, { ...options, cookie, baseUrl: khien.baseUrl });
  const page = await context.newPage();
  const faults = watchFaults(page);
  await page.goto(path);
  return { page, faults, close: () => context.close() };
};

const looks = [
  { size: 'desk', language: 'vi', scheme: 'light' },
  { size: 'phone', language: 'vi', scheme: 'light' },
  { size: 'desk', language: 'en', scheme: 'dark' },
] as const;

describe.skipIf(!hasChromium)('incident screens', () => {
  test.each(looks)(
    'list, page and form have no accessibility violation ($size, $language, $scheme)',
    async (look) => {
      const { page, faults, close } = await open('/incidents', look);
      await page.locator('tbody tr[data-row-key]').first().waitFor();
      expect(await listViolations(page)).toEqual([]);
      await takePicture(page, `incidents-list-${look.size}-${look.language}`);
      await page.locator('a[data-open]').first().click();
      await page.locator('h1').waitFor();
      await page.locator('textarea').first().waitFor({ state: 'attached' });
      expect(await listViolations(page)).toEqual([]);
      await takePicture(page, `incident-page-${look.size}-${look.language}`);
      await page.goto('/incidents/new');
      await page.locator('form').waitFor();
      expect(await listViolations(page)).toEqual([]);
      await takePicture(page, `incident-open-${look.size}-${look.language}`);
      expect(faults).toEqual([]);
      await close();
    },
  );

  test('an incident is opened, worked and closed without leaving its page', async () => {
    const { page, faults, close } = await open('/incidents/new');
    await page.getByLabel('Tên sự cố').fill('Thử <b>nghiệm</b> chèn liên kết');
    await page.getByLabel('Phát hiện (T0)').fill('22/11/2025 02:10');
    await page.getByRole('button', { name: 'Mở sự cố', exact: true }).last().click();
    await page.getByRole('heading', { name: /SC-\d{4}-\d{4} Thử <b>nghiệm<\/b> chèn liên kết/ }).waitFor();
    await page.getByRole('textbox', { name: 'Ghi nhật ký' }).fill('Đã gọi đầu mối hxxp://xau[.]example');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Đã gọi đầu mối hxxp://xau[.]example').first().waitFor();
    await page.getByRole('button', { name: 'Thêm việc' }).click();
    await page.getByRole('dialog').getByLabel('Việc', { exact: true }).fill('Lấy nhật ký máy chủ');
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Lấy nhật ký máy chủ').first().waitFor();
    const move = async (name: string) => {
      await page.getByRole('button', { name: 'Chuyển trạng thái' }).click();
      await page.getByRole('menuitem', { name }).click();
      await page.getByRole('dialog').getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    };
    for (const name of [
      'Xác nhận là sự cố',
      'Bắt đầu ứng cứu',
      'Ghi nhận đã khoanh vùng',
      'Ghi nhận đã khôi phục',
    ]) {
      await move(name);
    }
    await page.getByRole('button', { name: 'Chuyển trạng thái' }).click();
    await page.getByRole('menuitem', { name: /Kết thúc sự cố/ }).click();
    await takePicture(page, 'incident-close-dialog');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Kết thúc sự cố' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Kết quả xử lý').fill('Đã gỡ');
    await dialog.getByLabel('Nguyên nhân gốc').fill('Mật khẩu yếu');
    await dialog.getByLabel('Bài học kinh nghiệm').fill('Bật xác thực hai lớp');
    await dialog.getByRole('button', { name: 'Kết thúc sự cố' }).click();
    await page.locator('[data-tone]', { hasText: 'Đã kết thúc' }).first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  test('a stale save shows both values and keeps the chosen one', async () => {
    const { page, close } = await open('/incidents?state=open&sort=number');
    await page.locator('a[data-open]').first().click();
    await page.getByRole('button', { name: 'Sửa Tên sự cố' }).click();
    const id = new URL(page.url()).pathname.split('/').pop() as string;
    const row = await system.tx((tx) =>
      tx.selectFrom('incidents').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    await page.getByLabel('Tên sự cố').last().fill('Tên của tôi');
    // Live events would bring the other change in; the field keeps what was typed and the save must still be checked.
    await page.route(`**/api/v1/incidents/${id}`, (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await updateIncident(system, id, { version: row.version, title: 'Tên của người khác' });
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Có người vừa lưu trước').waitFor();
    await takePicture(page, 'incident-conflict');
    await page.getByRole('button', { name: 'Lưu theo lựa chọn' }).click();
    await page.getByRole('heading', { name: /Tên của tôi/ }).waitFor();
    await close();
  });

  test('the list is walked by keys', async () => {
    const { page, close } = await open('/incidents');
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^SC-/ }).waitFor();
    await close();
  });
});
