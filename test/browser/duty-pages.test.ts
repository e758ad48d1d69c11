import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { createCtx } from '../../src/platform/ctx/ctx.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { fillAgenciesDemo } from '../../src/slices/agencies/demo.ts';
import { fillTeamDemo } from '../../src/slices/team/demo.ts';
import { listShifts } from '../../src/slices/team/duty-shifts.ts';
import {
  hasChromium,
  launchChromium,
  listViolations,
  openContext,
  takePicture,
  watchFaults,
} from './kit/chromium.ts';
import { type LiveKhien, startLiveKhien } from './kit/live-khien.ts';

// Eleven pages with an axe run each: minutes on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

let khien: LiveKhien;
let browser: Browser;
let cookie: string;
const pages = new Map<string, string>([
  ['month', '/duty?view=month'],
  ['week', '/duty?view=week'],
  ['swaps', '/duty/swaps'],
  ['fairness', '/duty/fairness'],
  ['escalation', '/duty/escalation'],
  ['planning', '/duty/planning'],
  ['skills', '/team/skills'],
  ['gaps', '/team/skills?view=gaps'],
  ['catalogue', '/team/skills?view=catalogue'],
]);

beforeAll(async () => {
  if (!hasChromium) return;
  khien = await startLiveKhien();
  browser = await launchChromium();
  const system = createCtx(khien.services, { actor: createSystemActor('test'), language: 'vi' });
  const leader = await createSignedInPerson(khien, ['team-leader'], { fullName: 'Nguyễn Hữu Trí' });
  cookie = leader.cookie;
  await system.tx(async (tx) => {
    await tx
      .updateTable('organisation_profile')
      .set({
        team_name_vi: 'Đội ứng cứu sự cố tỉnh Minh Sơn',
        team_name_en: 'Minh Son CSIRT',
        is_set_up: true,
      })
      .execute();
    const agencies = await fillAgenciesDemo(system);
    const { members } = await fillTeamDemo(system, agencies, new Map([['Nguyễn Hữu Trí', leader.id]]));
    pages.set('member', `/team/members/${members.get('Hồ Đức Mạnh')}`);
  });
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const { items } = await listShifts(system, { from: day, days: 2 });
  pages.set('hand-over', `/duty/hand-over/${items.find((shift) => shift.handOver === 'signed')?.id}`);
});
afterAll(async () => {
  await browser?.close();
  await khien?.stop();
});

const looks = [
  { size: 'desk', language: 'vi', scheme: 'light' },
  { size: 'phone', language: 'vi', scheme: 'light' },
  { size: 'desk', language: 'en', scheme: 'dark' },
] as const;

describe.skipIf(!hasChromium)('pages of duty and skills', () => {
  test.each(looks)(
    'have no accessibility violation and fit the screen ($size, $language, $scheme)',
    async (look) => {
      const context = await openContext(browser, { ...look, cookie, baseUrl: khien.baseUrl });
      const page = await context.newPage();
      if (look.size === 'phone') await page.setViewportSize({ width: 360, height: 780 });
      const faults = watchFaults(page);
      for (const [name, path] of pages) {
        await page.goto(path);
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        expect([name, await listViolations(page)]).toEqual([name, []]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([name, overflow]).toEqual([name, 0]);
        await takePicture(page, `duty-${name}-${look.size}-${look.language}`);
      }
      expect(faults).toEqual([]);
      await context.close();
    },
  );
});
