import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { type Ctx, createCtx } from '../../src/platform/ctx/ctx.ts';
import { parseMessage } from '../../src/platform/mail/parse-message.ts';
import { defaultParseLimits } from '../../src/platform/mail/parsed-message.ts';
import { addDays, vietnamDateOf } from '../../src/platform/time/vietnam-time.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { addContact } from '../../src/slices/agencies/add-contact.ts';
import { askConfirmations } from '../../src/slices/agencies/ask-confirmations.ts';
import { createContactSchema } from '../../src/slices/agencies/contract.ts';
import { setOrganisationRole } from '../../src/slices/agencies/organisation-roles.ts';
import { createTestAgency } from '../../src/slices/agencies/testing.ts';
import { carryOutAccess } from '../../src/slices/team/access-changes.ts';
import { createDecisionSchema } from '../../src/slices/team/contract.ts';
import { createDecision } from '../../src/slices/team/save-decision.ts';
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

const today = vietnamDateOf(new Date());
const written = (date: string) => date.split('-').reverse().join('/');

describe.skipIf(!hasChromium)('a replacement, from the report to the new roster', () => {
  let khien: LiveKhien;
  let browser: Browser;
  let system: Ctx;
  let folder: string;
  let agencyId: string;
  const cookies = { head: '', leader: '', leaver: '' };

  beforeAll(async () => {
    khien = await startLiveKhien();
    folder = await mkdtemp(join(tmpdir(), 'khien-letter-'));
    system = createCtx(khien.services, { actor: createSystemActor('test'), language: 'vi' });
    const profile = {
      team_name_vi: 'Đội ứng cứu sự cố tỉnh Minh Sơn',
      province: 'Minh Sơn',
      is_set_up: true,
    };
    await system.tx((tx) => tx.updateTable('organisation_profile').set(profile).execute());
    agencyId = await createTestAgency(system, { name: 'Sở Y tế', shortName: 'SYT' });
    for (const [role, name] of [
      ['peoples-committee', 'Ủy ban nhân dân tỉnh Minh Sơn'],
      ['standing-agency', 'Công an tỉnh Minh Sơn'],
    ] as const) {
      const id = await createTestAgency(system, { name });
      await setOrganisationRole(system, role, { agencyId: id, validFrom: '2020-01-01' });
    }
    await createDecision(
      system,
      createDecisionSchema.parse({
        number: '878/QĐ-UBND',
        kind: 'founding',
        issuedOn: '2022-12-30',
        effectiveOn: '2022-12-30',
        issuer: 'Ủy ban nhân dân tỉnh',
        signer: 'Lâm Quang Đạo',
        signerTitle: 'Phó Chủ tịch',
        title: 'Về việc thành lập Đội ứng cứu sự cố',
      }),
    );
    const head = await createSignedInPerson(khien, [{ role: 'agency-head', agencyId }], {
      fullName: 'Giám đốc Sở',
    });
    const leader = await createSignedInPerson(khien, ['team-leader'], { fullName: 'Đội trưởng' });
    const leaver = await createSignedInPerson(khien, ['responder'], { fullName: 'Trịnh Xuân Nam' });
    Object.assign(cookies, { head: head.cookie, leader: leader.cookie, leaver: leaver.cookie });
    await createTestMember(system, { agencyId, fullName: 'Trịnh Xuân Nam', personId: leaver.id });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await khien?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (who: keyof typeof cookies, path: string, size: 'desk' | 'phone' = 'desk') => {
    const context = await openContext(browser, { size, cookie: cookies[who], baseUrl: khien.baseUrl });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const faults = watchFaults(page);
    await page.goto(path);
    return { page, faults };
  };
  const fill = async (page: Page, values: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(values)) {
      await page.getByRole('dialog').getByLabel(label, { exact: false }).first().fill(value);
    }
  };

  test('the member reports, the head nominates on a phone, the team checks, proposes and records the decision', async () => {
    // The member himself, on a phone.
    const self = await open('leaver', '/team/members', 'phone');
    await self.page.getByRole('link', { name: 'Trịnh Xuân Nam' }).first().click();
    await self.page.getByRole('button', { name: 'Báo thôi tham gia' }).click();
    await fill(self.page, { 'Thôi từ ngày': written(addDays(today, -3)) });
    await self.page.getByRole('dialog').getByRole('button', { name: 'Báo thôi tham gia' }).click();
    await self.page.getByRole('heading', { level: 1, name: 'Thay thế Trịnh Xuân Nam' }).waitFor();
    const replacementPath = new URL(self.page.url()).pathname;
    expect(await self.page.getByText('Báo muộn').count()).toBeGreaterThan(0);
    expect(self.faults).toEqual([]);

    // The head of the agency, on a phone, with the letter.
    const head = await open('head', replacementPath, 'phone');
    await head.page.getByRole('button', { name: 'Cử người thay' }).click();
    await fill(head.page, {
      'Họ và tên': 'Giáp Thị Thu Hà',
      'Chức vụ': 'Chuyên viên CNTT',
      'Thư điện tử': 'ha@syt.example',
      'Số văn bản': '1188/SYT-VP',
    });
    await head.page
      .getByRole('dialog')
      .getByLabel('Điện thoại', { exact: false })
      .first()
      .fill('0000 900 101');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Cử người thay' }).click();
    await head.page.getByText('Giáp Thị Thu Hà').first().waitFor();
    const letter = join(folder, 'cong-van.pdf');
    await writeFile(letter, '%PDF-1.7 công văn cử người');
    await head.page.locator('input[type=file]').setInputFiles(letter);
    await head.page.getByRole('link', { name: 'cong-van.pdf' }).waitFor();
    expect(await listViolations(head.page)).toEqual([]);
    await takePicture(head.page, 'replacement-head-phone');
    expect(head.faults).toEqual([]);

    // The team: check, compile by keyboard, papers, decision.
    const { page, faults } = await open('leader', replacementPath);
    await page.getByRole('button', { name: 'Xác nhận đủ điều kiện' }).click();
    await page.getByText('Chờ lập tờ trình').first().waitFor();
    await page.goto('/team/replacements');
    const choice = page.getByLabel('Chọn Trịnh Xuân Nam để lập tờ trình');
    await choice.focus();
    await page.keyboard.press('Space');
    expect(await listViolations(page)).toEqual([]);
    await takePicture(page, 'replacement-board');
    await page.getByRole('button', { name: 'Lập tờ trình (1)' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tờ trình thay thế thành viên' }).waitFor();
    await page.getByRole('button', { name: 'Soạn tờ trình và dự thảo quyết định' }).click();
    await page.getByRole('link', { name: 'Mở để sửa, ký và cấp số' }).first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Dự thảo quyết định kèm danh sách, DOCX' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('du-thao-quyet-dinh.docx');
    await page.getByRole('button', { name: 'Ghi quyết định của Ủy ban nhân dân' }).click();
    await fill(page, {
      'Số, ký hiệu': '999/QĐ-UBND',
      'Ngày ban hành': written(today),
      'Có hiệu lực từ': written(today),
      'Cơ quan ban hành': 'Ủy ban nhân dân tỉnh Minh Sơn',
      'Chức vụ người ký': 'Phó Chủ tịch',
      'Trích yếu': 'Về việc kiện toàn Đội ứng cứu sự cố',
    });
    await page.getByRole('dialog').getByLabel('Người ký', { exact: true }).fill('Lâm Quang Đạo');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Ghi quyết định của Ủy ban nhân dân' })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Đã quyết định').first().waitFor();

    // The roster of today, the declaration to renew, and access.
    await page.goto('/team');
    await page.getByRole('link', { name: 'Giáp Thị Thu Hà' }).waitFor();
    expect(await page.getByRole('link', { name: 'Trịnh Xuân Nam' }).count()).toBe(0);
    await page.getByRole('region', { name: 'Khai báo mạng lưới cần cập nhật' }).waitFor();
    await takePicture(page, 'replacement-roster');
    await carryOutAccess(system);
    await self.page.goto('/team');
    await self.page.waitForURL(/sign-in/);
    await page.goto(replacementPath);
    await page.getByText('Đã thay').first().waitFor();
    expect(faults).toEqual([]);
  });

  test('a roster with two leaders is refused by row and column on screen', async () => {
    const { page, faults } = await open('leader', '/team/import');
    const file = join(folder, 'doi.csv');
    const rows = ['A,Sở Y tế,Đội trưởng,01/01/2024', 'B,Sở Y tế,Đội trưởng,01/02/2024'];
    await writeFile(file, ['Họ và tên,Cơ quan,Vai trò trong Đội,Từ ngày', ...rows].join('\n'));
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('Vai trò trong Đội: Hai Đội trưởng cùng lúc: trùng với dòng 2 (A).').waitFor();
    expect(await page.getByRole('button', { name: /^Nhập/ }).count()).toBe(0);
    expect(await listViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('a focal point confirms by one tap on the link of a real mail, without signing in', async () => {
    const contact = createContactSchema.parse({
      kind: 'focal-point',
      fullName: 'Đầu Mối Y Tế',
      email: 'daumoi@syt.example',
      validFrom: '2024-01-01',
    });
    await addContact(system, agencyId, contact);
    await askConfirmations(system);
    const isForFocalPoint = ({ envelope }: { envelope: unknown }) =>
      JSON.stringify(envelope).includes('daumoi@syt.example');
    const { raw } = await khien.mailSink.waitFor(isForFocalPoint, 20_000);
    const { text } = await parseMessage(raw, defaultParseLimits);
    const link = /\/confirm-agency#\S+/.exec(text)?.[0] ?? '';
    const context = await openContext(browser, { size: 'phone', baseUrl: khien.baseUrl });
    const page = await context.newPage();
    await page.goto(link);
    await page.getByRole('button', { name: 'Thông tin còn đúng' }).click();
    await page.getByRole('heading', { name: 'Cảm ơn, đã ghi nhận' }).waitFor();
    expect(await listViolations(page)).toEqual([]);
    const again = await context.newPage();
    await again.goto(link);
    await again.getByRole('heading', { name: 'Cảm ơn, đã ghi nhận' }).waitFor();
  });
});
