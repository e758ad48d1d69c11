import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { createCtx } from '../../src/platform/ctx/ctx.ts';
import { composeMail, composeMultipart } from '../../src/platform/mail/testing/compose-mail.ts';
import { composeOutlookMessage } from '../../src/platform/mail/testing/compose-outlook-message.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { createTestAgency } from '../../src/slices/agencies/testing.ts';
import {
  hasChromium,
  launchChromium,
  listViolations,
  openContext,
  takePicture,
  watchFaults,
} from './kit/chromium.ts';
import { type LiveKhien, startLiveKhien } from './kit/live-khien.ts';

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

describe.skipIf(!hasChromium)('the first working day', () => {
  let khien: LiveKhien;
  let browser: Browser;
  let desk: Page;
  let faults: string[];
  const contexts: BrowserContext[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'khien-day-'));

  beforeAll(async () => {
    khien = await startLiveKhien();
    browser = await launchChromium();
    const system = createCtx(khien.services, { actor: createSystemActor('test'), language: 'vi' });
    await system.tx((tx) =>
      tx
        .updateTable('organisation_profile')
        .set({ team_name_vi: 'Đội ứng cứu sự cố tỉnh Minh Sơn', hotline: '0000 114 114', is_set_up: true })
        .execute(),
    );
    await createTestAgency(system, { name: 'Sở Tài chính', domains: ['sotaichinh.minhson.example'] });
    const officer = await createSignedInPerson(khien, ['duty-officer', 'deputy-leader'], {
      fullName: 'Bùi Thị Mai',
    });
    const context = await openContext(browser, { baseUrl: khien.baseUrl, cookie: officer.cookie });
    contexts.push(context);
    desk = await context.newPage();
    desk.setDefaultTimeout(20_000);
    faults = watchFaults(desk);
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await khien?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const openDesk = async () => {
    await desk.goto('/');
    await desk.getByRole('heading', { level: 1, name: 'Trực ban' }).waitFor();
  };

  /** From the report's page to an open incident. */
  const openIncident = async (title: string) => {
    await desk.getByRole('button', { name: 'Xác minh', exact: true }).first().click();
    await desk.getByText('Đang xác minh', { exact: true }).first().waitFor();
    await desk.getByRole('button', { name: 'Mở sự cố', exact: true }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Tên sự cố' }).fill(title);
    await dialog.getByRole('button', { name: 'Mở sự cố', exact: true }).click();
    await desk.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
    await desk.getByRole('heading', { level: 1, name: /SC-\d{4}-\d{4}/ }).waitFor();
  };

  const move = async (name: string) => {
    await desk.getByRole('button', { name: 'Chuyển trạng thái' }).click();
    await desk.getByRole('menuitem', { name }).click();
    await desk.getByRole('dialog').getByRole('button', { name }).click();
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });
  };

  const closeIncident = async (outcome: string) => {
    for (const name of [
      'Xác nhận là sự cố',
      'Bắt đầu ứng cứu',
      'Ghi nhận đã khoanh vùng',
      'Ghi nhận đã khôi phục',
    ]) {
      await move(name);
    }
    await desk.getByRole('button', { name: 'Chuyển trạng thái' }).click();
    await desk.getByRole('menuitem', { name: /Kết thúc sự cố/ }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Kết quả xử lý').fill(outcome);
    await dialog.getByLabel('Nguyên nhân gốc').fill('Chức năng tải tệp không kiểm tra loại tệp');
    await dialog.getByLabel('Bài học kinh nghiệm').fill('Tắt chức năng không dùng, rà soát hằng tuần');
    await dialog.getByRole('button', { name: 'Kết thúc sự cố' }).click();
    await desk.locator('[data-tone]', { hasText: 'Đã kết thúc' }).first().waitFor();
  };

  /** Drafts a form from the incident's page and reads the two files that come of it. */
  const downloadForm = async (button: string, name: RegExp) => {
    const incident = desk.url();
    await desk.getByRole('button', { name: button }).click();
    await desk.waitForURL(/\/documents\//);
    await desk.getByRole('img', { name: /trang 1/ }).waitFor();
    const texts: Record<string, string> = {};
    for (const format of ['PDF', 'DOCX'] as const) {
      const download = desk.waitForEvent('download');
      await desk.getByRole('link', { name: format }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(name);
      const path = join(folder, file.suggestedFilename());
      await file.saveAs(path);
      const reader =
        format === 'PDF' ? ['pdftotext', '-layout', path, '-'] : ['unzip', '-p', path, 'word/document.xml'];
      texts[format] = spawnSync(reader[0] as string, reader.slice(1), { encoding: 'utf8' }).stdout;
    }
    await desk.goto(incident);
    await desk.getByRole('heading', { level: 1, name: /SC-/ }).waitFor();
    return texts;
  };

  test('a citizen reports on a phone, the incident is handled, closed and reported on both forms', async () => {
    await openDesk();
    const phone = await openContext(browser, { baseUrl: khien.baseUrl, size: 'phone' });
    contexts.push(phone);
    const citizen = await phone.newPage();
    await citizen.goto('/bao-cao');
    expect(await listViolations(citizen)).toEqual([]);
    await citizen.getByRole('link', { name: 'Trang web bị chèn liên kết cờ bạc, cá độ' }).click();
    expect(await listViolations(citizen)).toEqual([]);
    await citizen
      .getByLabel('Mô tả ngắn gọn sự việc')
      .fill(
        'Tìm trên mạng thấy https://sotaichinh.minhson.example/van-ban dẫn sang trang cá độ hxxp://keo[.]example',
      );
    await citizen.getByRole('button', { name: 'Tiếp tục' }).click();
    await citizen.getByRole('button', { name: 'Tiếp tục' }).click();
    await citizen.getByLabel('Họ và tên').fill('Nguyễn Thị Hoa');
    await citizen.getByLabel('Thư điện tử').fill('hoa@citizen.example');
    await citizen.getByLabel('Ảnh chụp màn hình').setInputFiles({
      name: 'ảnh chụp.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e470d0a1a0a', 'hex'),
    });
    await citizen.getByRole('button', { name: 'Gửi', exact: true }).click();
    await citizen.getByRole('heading', { name: 'Đã tiếp nhận báo cáo' }).waitFor();
    expect(await listViolations(citizen)).toEqual([]);
    await takePicture(citizen, 'day-receipt-phone');

    await desk.locator('[data-report]').first().waitFor({ timeout: 5_000 });
    await khien.mailSink.waitFor(1);
    await desk.locator('[data-report] a').first().click();
    await desk.getByText('Sở Tài chính').first().waitFor();
    await desk.getByText('ảnh chụp.png').first().waitFor();
    expect(await listViolations(desk)).toEqual([]);
    await openIncident('Chèn liên kết cờ bạc vào cổng Sở Tài chính');

    await desk
      .getByRole('textbox', { name: 'Ghi nhật ký' })
      .fill('Đã gọi đầu mối, giữ nguyên nhật ký máy chủ');
    await desk.getByRole('button', { name: 'Gửi', exact: true }).click();
    await desk.getByText('Đã gọi đầu mối, giữ nguyên nhật ký máy chủ').first().waitFor();
    await desk.getByRole('button', { name: 'Thêm việc' }).click();
    await desk.getByRole('dialog').getByLabel('Việc', { exact: true }).fill('Lấy nhật ký máy chủ web');
    await desk.getByRole('dialog').getByRole('button', { name: 'Lưu', exact: true }).click();
    await desk.getByText('Lấy nhật ký máy chủ web').first().waitFor();
    await desk.locator('input[type=file]').setInputFiles({
      name: 'access.log',
      mimeType: 'text/plain',
      buffer: Buffer.from('198.51.100.7 - - "GET /van-ban HTTP/1.1" 200'),
    });
    await desk.getByRole('button', { name: 'Tải lên' }).click();
    await desk.getByRole('link', { name: /access\.log/ }).waitFor();

    const initial = await downloadForm(
      'Lập báo cáo ban đầu (Mẫu 03)',
      /^SC-\d{4}-\d{4}_Mau-03_v1\.(pdf|docx)$/,
    );
    await closeIncident('Đã gỡ mã chèn, khôi phục trang');
    const final = await downloadForm(
      'Lập báo cáo kết thúc (Mẫu 04)',
      /^SC-\d{4}-\d{4}_Mau-04_v1\.(pdf|docx)$/,
    );
    expect(initial.DOCX).toContain('BÁO CÁO BAN ĐẦU');
    expect(final.DOCX).toContain('Đã gỡ mã chèn, khôi phục trang');
    if (hasPoppler) {
      expect(initial.PDF).toContain('BÁO CÁO BAN ĐẦU');
      expect(initial.PDF).toContain('Sở Tài chính');
      expect(final.PDF).toContain('Đã gỡ mã chèn, khôi phục trang');
    }
    await takePicture(desk, 'day-incident-closed');

    await citizen.getByRole('link', { name: 'Mở trang theo dõi' }).click();
    await citizen.getByText('Đã xử lý xong').waitFor();
    expect(await listViolations(citizen)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('a mail with a mail and an Outlook message inside becomes a report and an incident', async () => {
    await openDesk();
    const inner = composeMail(
      [
        'From: ke-gia-mao@xau.example',
        'Subject: Nang cap thu cong vu',
        'Content-Type: text/plain; charset=utf-8',
      ],
      Buffer.from('Bấm http://198.51.100.23/owa để cập nhật'),
    );
    const outlook = composeOutlookMessage({ subject: 'Thư chuyển tiếp', text: 'Nội dung trong tệp Outlook' });
    const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
    const raw = composeMultipart(
      [
        'From: =?utf-8?B?xJBpbmggVGjhu4sgUGjGsMahbmc=?= <phuong@agency.example>',
        'To: intake@khien.test',
        'Subject: [TBSC] Thu gia mao',
        'Message-ID: <day-2@agency.example>',
      ],
      [
        composeMail(
          ['Content-Type: text/plain; charset=utf-8'],
          Buffer.from('Hai cán bộ đã nhập mật khẩu <b>x</b>'),
        ),
        composeMail(
          ['Content-Type: message/rfc822', 'Content-Disposition: attachment; filename="goc.eml"'],
          inner,
        ),
        composeMail(
          [
            'Content-Type: application/vnd.ms-outlook; name="chuyen-tiep.msg"',
            'Content-Transfer-Encoding: base64',
            'Content-Disposition: attachment; filename="chuyen-tiep.msg"',
          ],
          encoded(outlook),
        ),
      ],
    );
    const transport = createTransport({ host: '127.0.0.1', port: khien.smtpPort, ignoreTLS: true });
    const envelope = { from: 'phuong@agency.example', to: 'intake@khien.test' };
    await transport.sendMail({ envelope, raw });
    await transport.sendMail({ envelope, raw });
    await desk.locator('[data-report]').first().waitFor({ timeout: 5_000 });
    expect(await desk.locator('[data-report]').count()).toBe(1);
    await desk.locator('[data-report] a').first().click();
    await desk.getByText('Hai cán bộ đã nhập mật khẩu <b>x</b>').first().waitFor();
    await desk.getByText('Bấm http://198.51.100.23/owa để cập nhật').first().waitFor();
    await desk.getByText('Nội dung trong tệp Outlook').first().waitFor();
    await desk.getByText('goc.eml').first().waitFor();
    await desk.getByText('chuyen-tiep.msg').first().waitFor();
    await openIncident('Thư giả mạo lấy mật khẩu');
    await desk.getByText('198[.]51[.]100[.]23').first().waitFor();
    await closeIncident('Đã đổi mật khẩu hai tài khoản');
    expect(faults).toEqual([]);
  });

  test('a call is filed from the sheet and ends as an incident', async () => {
    await desk.goto('/calls/new');
    await desk.getByRole('heading', { level: 1, name: 'Tiếp nhận cuộc gọi' }).waitFor();
    await desk.keyboard.press('6');
    await desk.getByRole('textbox', { name: 'Họ và tên' }).fill('Mai Tiến Đạt');
    await desk.getByRole('button', { name: 'Lưu và cấp số' }).click();
    await desk
      .getByRole('main')
      .getByText(/^TN-\d{4}-\d{6}$/)
      .waitFor();
    await desk.getByRole('button', { name: 'Mở báo cáo', exact: true }).click();
    await desk.waitForURL(/\/reports\//);
    await openIncident('Máy chủ tệp bị mã hóa');
    await closeIncident('Khôi phục từ bản sao lưu');
    expect(faults).toEqual([]);
  });
});
