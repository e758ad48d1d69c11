import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { type Ctx, createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { createTestAgency } from '../../src/slices/agencies/testing.ts';
import { addShift, listShifts } from '../../src/slices/team/duty-shifts.ts';
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

const HOUR_MS = 3_600_000;

let khien: LiveKhien;
let browser: Browser;
let system: Ctx;
const cookies = new Map<string, string>();
const dayAfter = (days: number) => {
  const at = new Date(Date.now() + 7 * HOUR_MS + days * 24 * HOUR_MS);
  return at.toISOString().slice(0, 10);
};
/** Two coming days of one week, so that the month of the first shows both. */
const offset = new Date(dayAfter(2)).getUTCDay() === 0 ? 3 : 2;
const first = dayAfter(offset);
const second = dayAfter(offset + 1);

const member = async (fullName: string, role: 'responder' | 'team-leader', agencyId: string) => {
  const person = await createSignedInPerson(khien, [role], { fullName });
  cookies.set(fullName, person.cookie);
  return createTestMember(system, {
    fullName,
    agencyId,
    personId: person.id,
    email: `${person.id}@khien.test`,
  });
};

beforeAll(async () => {
  if (!hasChromium) return;
  khien = await startLiveKhien();
  browser = await launchChromium();
  system = createCtx(khien.services, { actor: createSystemActor('test'), language: 'vi' });
  await system.tx((tx) =>
    tx
      .updateTable('organisation_profile')
      .set({ team_name_vi: 'Đội ứng cứu sự cố tỉnh Minh Sơn', is_set_up: true })
      .execute(),
  );
  const agencyId = await createTestAgency(system, { name: 'Sở Khoa học và Công nghệ' });
  const an = await member('Lê Văn An', 'responder', agencyId);
  const binh = await member('Trần Thị Bình', 'responder', agencyId);
  await member('Phạm Quốc Dũng', 'team-leader', agencyId);
  const add = (memberId: string, day: string) =>
    addShift(system, {
      memberId,
      place: 'main',
      kind: 'primary',
      startsAt: `${day}T06:00:00+07:00`,
      endsAt: `${day}T14:00:00+07:00`,
    });
  await add(an, first);
  await add(binh, second);
});
afterAll(async () => {
  await browser?.close();
  await khien?.stop();
});

const openAs = async (name: string, path: string, size: 'desk' | 'phone') => {
  const cookie = cookies.get(name) as string;
  const context = await openContext(browser, { size, cookie, baseUrl: khien.baseUrl });
  const page = await context.newPage();
  const faults = watchFaults(page);
  await page.goto(path);
  return { page, faults, close: () => context.close() };
};

const holders = async () => {
  const { items } = await listShifts(system, { from: first, days: 2 });
  return items.map((shift) => shift.member.fullName);
};

const tall = async (page: Page) => page.setViewportSize({ width: 360, height: 780 });

describe.skipIf(!hasChromium)('a duty swap', () => {
  test('goes from request to approval by keyboard and thumb, and is seen on the calendar without reload', async () => {
    const leader = await openAs('Phạm Quốc Dũng', `/duty?view=month&from=${first}`, 'desk');
    const firstCell = (name: string) =>
      leader.page.getByRole('button', { name: `Mở ca trực của ${name}, 06:00–14:00` });
    await firstCell('Lê Văn An').waitFor();
    expect(await listViolations(leader.page)).toEqual([]);

    // The asking member carries the own shift with the keyboard alone.
    const asking = await openAs('Lê Văn An', `/duty?view=month&from=${first}`, 'desk');
    const own = asking.page.getByRole('button', { name: 'Mở ca trực của Lê Văn An, 06:00–14:00' });
    await own.focus();
    await asking.page.keyboard.press('Enter');
    await asking.page.getByRole('button', { name: 'Chuyển hoặc đổi trên lịch' }).focus();
    await asking.page.keyboard.press('Enter');
    await asking.page.getByText('Chọn ca của người khác để đề nghị đổi.').waitFor();
    await asking.page.getByRole('button', { name: 'Đổi với Trần Thị Bình, 06:00–14:00' }).focus();
    await asking.page.keyboard.press('Enter');
    await asking.page.getByRole('dialog').getByLabel('Lý do').fill('Đi khám sức khỏe');
    expect(await listViolations(asking.page)).toEqual([]);
    await takePicture(asking.page, 'duty-swap-request');
    await asking.page.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await asking.page.getByText('Đã gửi đề nghị đổi ca.').waitFor();
    expect(await holders()).toEqual(['Lê Văn An', 'Trần Thị Bình']);

    // The asked member agrees on a phone, from the first page of duty.
    const asked = await openAs('Trần Thị Bình', '/duty', 'phone');
    await tall(asked.page);
    await asked.page.getByRole('link', { name: '1 đề nghị chờ anh, chị trả lời' }).click();
    await asked.page.getByText('Đi khám sức khỏe').waitFor();
    expect(await listViolations(asked.page)).toEqual([]);
    const width = await asked.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await takePicture(asked.page, 'duty-swap-answer-phone');
    await asked.page.getByRole('button', { name: 'Đồng ý', exact: true }).click();
    await asked.page.getByRole('dialog').getByRole('button', { name: 'Đồng ý', exact: true }).click();
    await asked.page.getByText('Chờ duyệt').waitFor();

    const deciding = await openAs('Phạm Quốc Dũng', '/duty/swaps', 'desk');
    await deciding.page.getByRole('button', { name: 'Duyệt đổi ca' }).click();
    await deciding.page.getByRole('dialog').getByRole('button', { name: 'Duyệt đổi ca' }).click();
    await deciding.page.getByText('Đã đổi').waitFor();
    expect(await listViolations(deciding.page)).toEqual([]);
    await takePicture(deciding.page, 'duty-swap-approved');

    expect(await holders()).toEqual(['Trần Thị Bình', 'Lê Văn An']);
    // The calendar that was open all the time shows it: the earlier of the two cells now names the other.
    const chips = leader.page.getByRole('button', { name: /Mở ca trực của/ });
    await expect
      .poll(() => chips.allTextContents(), { timeout: 15_000 })
      .toEqual([expect.stringContaining('Trần Thị Bình'), expect.stringContaining('Lê Văn An')]);
    await takePicture(leader.page, 'duty-swap-calendar');
    for (const one of [leader, asking, asked, deciding]) {
      expect(one.faults).toEqual([]);
      await one.close();
    }
  });

  test('a planner drags one shift onto another, is asked, and the list changes', async () => {
    const planner = await openAs('Phạm Quốc Dũng', `/duty?view=month&from=${first}`, 'desk');
    const chip = (name: string) =>
      planner.page.getByRole('button', { name: new RegExp(`của ${name}, 06:00`) });
    await chip('Lê Văn An').waitFor();
    const before = await holders();
    await chip('Lê Văn An').dragTo(chip('Trần Thị Bình'));
    await planner.page.getByRole('dialog').getByRole('button', { name: 'Đổi ca' }).click();
    await planner.page.getByText(/Đã đổi ca của/).waitFor();
    expect(await holders()).toEqual([...before].reverse());
    expect(planner.faults).toEqual([]);
    await planner.close();
  });
});
