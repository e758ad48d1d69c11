import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { type Ctx, createCtx } from '../../src/platform/ctx/ctx.ts';
import { createMailSender } from '../../src/platform/mail/mail-sender.ts';
import { createSignedInPerson, type TestPerson } from '../../src/slices/accounts/testing.ts';
import { createTestAgency } from '../../src/slices/agencies/testing.ts';
import { openTestIncident } from '../../src/slices/incidents/testing.ts';
import { nameStandingAgency } from '../../src/slices/mobilisation/testing.ts';
import { createTestMember } from '../../src/slices/team/testing.ts';
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
let system: Ctx;
let leader: TestPerson;
let responder: TestPerson;
let incidentId: string;

beforeAll(async () => {
  if (!hasChromium) return;
  khien = await startLiveKhien();
  browser = await launchChromium();
  system = createCtx(khien.services, { actor: createSystemActor('test'), language: 'vi' });
  await nameStandingAgency(system, 'Công an tỉnh Minh Sơn');
  await system.tx((tx) =>
    tx.updateTable('organisation_profile').set({ is_set_up: true, hotline: '0200 114 114' }).execute(),
  );
  leader = await createSignedInPerson(khien, ['team-leader'], { fullName: 'Nguyễn Hữu Trí' });
  responder = await createSignedInPerson(khien, ['responder'], { fullName: 'Hồ Đức Mạnh' });
  const agencyId = await createTestAgency(system, { name: 'Sở Nông nghiệp và Môi trường' });
  await createTestMember(system, {
    agencyId,
    personId: responder.id,
    fullName: 'Hồ Đức Mạnh',
    email: 'manh@so.example',
    phone: '0912345678',
  });
  await createTestMember(system, { agencyId, fullName: 'Lê Hoàng Nam', email: 'nam@so.example' });
  incidentId = (await openTestIncident(system, { title: 'Cổng thông tin bị chèn liên kết cờ bạc' })).id;
});
afterAll(async () => {
  await browser?.close();
  await khien?.stop();
});

const open = async (options: {
  cookie?: string;
  size?: 'desk' | 'phone';
  hasScript?: boolean;
  language?: 'vi' | 'en';
}) => {
  const context = await openContext(browser, { ...options, baseUrl: khien.baseUrl });
  const page = await context.newPage();
  return { page, faults: watchFaults(page), close: () => context.close() };
};
const linkTo = async (address: string): Promise<string> => {
  const mail = await khien.mailSink.waitFor((message) => message.envelope.to.includes(address));
  const text = mail.text.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
  return new URL(/http:\/\/localhost:\d+\/h\/[\w-]{22}/.exec(text)?.[0] ?? '').pathname;
};
/** Marks the page, so that a reload would be seen. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isSame: true }));
const isSame = (page: Page) =>
  page.evaluate(() => (window as unknown as { isSame?: boolean }).isSame === true);

describe.skipIf(!hasChromium)('a call-up', () => {
  test('four clicks from the incident to sent; answered on a phone without script; the board follows by itself', async () => {
    const desk = await open({ cookie: leader.cookie });
    await desk.page.goto(`/incidents/${incidentId}`);
    let clicks = 0;
    const click = async (name: string | RegExp, inside = desk.page.locator('body')) => {
      await inside.getByRole('button', { name }).last().click();
      clicks += 1;
    };
    await click('Huy động');
    await desk.page.getByText('Đã chọn 2 người').waitFor();
    expect(await listViolations(desk.page)).toEqual([]);
    await takePicture(desk.page, 'call-up-compose');
    await click('Gửi huy động');
    await desk.page.getByRole('dialog').waitFor();
    await click('Gửi huy động', desk.page.getByRole('dialog'));
    await desk.page.getByRole('heading', { name: /HD-\d{4}-\d{4}/ }).waitFor();
    expect(clicks).toBeLessThanOrEqual(4);
    await mark(desk.page);
    expect(await listViolations(desk.page)).toEqual([]);

    const phone = await open({ size: 'phone', hasScript: false });
    await phone.page.setViewportSize({ width: 360, height: 740 });
    await phone.page.goto(await linkTo('manh@so.example'));
    const width = await phone.page
      .locator('html')
      .evaluate((html) => html.scrollWidth)
      .catch(() => 360);
    expect(width).toBeLessThanOrEqual(360);
    await takePicture(phone.page, 'answer-page-360');
    await phone.page.getByRole('button', { name: 'Tôi đến' }).click();
    await phone.page.getByText('Đã ghi nhận: đồng chí đến.').waitFor();

    await desk.page
      .getByRole('listitem')
      .filter({ hasText: 'Hồ Đức Mạnh' })
      .getByText('Sẽ đến')
      .first()
      .waitFor();
    expect(await isSame(desk.page)).toBe(true);
    await takePicture(desk.page, 'call-up-board');

    const other = await open({ size: 'phone' });
    await other.page.goto(`${await linkTo('nam@so.example')}?lang=en`);
    expect(await listViolations(other.page)).toEqual([]);
    await other.page.getByText('I cannot come').click();
    await other.page.getByRole('button', { name: 'Ill', exact: true }).click();
    await other.page.getByText('Noted: you cannot come.').waitFor();
    await desk.page
      .getByRole('listitem')
      .filter({ hasText: 'Lê Hoàng Nam' })
      .getByText('Không đến')
      .first()
      .waitFor();
    expect([...desk.faults, ...other.faults]).toEqual([]);
    await Promise.all([desk.close(), phone.close(), other.close()]);
  });

  test('the member who accepted sees the incident and says by one tap to have arrived', async () => {
    const phone = await open({ cookie: responder.cookie, size: 'phone' });
    await phone.page.goto('/my-call-ups');
    await phone.page.getByRole('link', { name: /Mở sự cố SC-/ }).waitFor();
    expect(await listViolations(phone.page)).toEqual([]);
    await takePicture(phone.page, 'my-call-ups');
    await phone.page.getByRole('button', { name: 'Tôi đã có mặt' }).click();
    await phone.page.getByRole('button', { name: 'Tôi rời đi' }).waitFor();
    await phone.page.goto(`/incidents/${incidentId}`);
    await phone.page.getByRole('heading', { name: /Cổng thông tin/ }).waitFor();
    expect(phone.faults).toEqual([]);
    await phone.close();
  });

  test('a line of mail to the listener is an answer, without anybody at a screen', async () => {
    const headers = { cookie: leader.cookie, 'content-type': 'application/json' };
    const read = async (path: string) => (await fetch(`${khien.baseUrl}${path}`, { headers })).json();
    const { items } = (await read('/api/v1/call-up-candidates')) as {
      items: { memberId: string; email: string }[];
    };
    const nam = items.find((one) => one.email === 'nam@so.example');
    const before = khien.mailSink.messages.length;
    const answer = await fetch(`${khien.baseUrl}/api/v1/call-ups`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        incidentId,
        text: 'Mời tham gia',
        contact: '0200 114 114',
        askHeads: false,
        members: [{ memberId: nam?.memberId }],
      }),
    });
    const { id } = (await answer.json()) as { id: string };
    const notice = await khien.mailSink.waitFor(before + 1);
    const replyTo = /^Reply-To: <?([^>\r\n]+)>?/im.exec(notice.text)?.[1] ?? '';
    const reader = createMailSender({
      url: `smtp://127.0.0.1:${khien.smtpPort}`,
      from: { name: 'Lê Hoàng Nam', address: 'nam@so.example' },
      log: khien.services.log,
    });
    const mail = { subject: 'Re: HUY DONG', text: 'Có, tôi đến ngay', messageId: '<reply-1@so.example>' };
    await reader.send({ to: [{ name: '', address: replyTo }], ...mail });
    reader.close();
    const board = (await read(`/api/v1/call-ups/${id}`)) as { recipients: object[] };
    expect(board.recipients[0]).toMatchObject({ state: 'coming', answerChannel: 'mail' });
  });

  test('a communications check is marked on screen, an order goes its way', async () => {
    const desk = await open({ cookie: leader.cookie });
    await desk.page.goto('/call-ups/new?check=1');
    await desk.page.getByText('ĐÂY LÀ DIỄN TẬP').waitFor();
    await desk.page.getByRole('button', { name: 'Bắt đầu kiểm tra' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Bắt đầu kiểm tra' }).click();
    await desk.page.getByText('Điểm kiểm tra liên lạc').waitFor();
    expect(await listViolations(desk.page)).toEqual([]);
    await desk.page.goto('/orders/new');
    await desk.page.getByLabel('Trích yếu').fill('Rà soát máy chủ thư điện tử');
    await desk.page.getByLabel('Cơ quan ban hành').fill('Trung tâm An ninh mạng quốc gia');
    await desk.page.getByLabel('Nơi nhận').fill('Công an tỉnh');
    expect(await listViolations(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await desk.page.getByRole('heading', { name: /DP-\d{4}-\d{4}/ }).waitFor();
    await desk.page.getByRole('button', { name: 'Đồng ý thực hiện' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Đồng ý thực hiện' }).click();
    await desk.page.getByRole('button', { name: 'Bắt đầu thực hiện' }).waitFor();
    expect(await listViolations(desk.page)).toEqual([]);
    for (const path of ['/call-ups', '/orders', '/call-up-hours']) {
      await desk.page.goto(path);
      await desk.page.locator('h1').waitFor();
      expect(await listViolations(desk.page)).toEqual([]);
    }
    expect(desk.faults).toEqual([]);
    await desk.close();
  });
});
