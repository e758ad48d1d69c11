import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveGallery } from '../gallery/serve-gallery.ts';
import { accessibilityOf, hasChromium, launchChromium, sizes } from './kit/chromium.ts';

/** Set to a folder to keep pictures of every page for looking at. */
const pictureFolder = process.env.GALLERY_PICTURES;

const modes: readonly {
  name: string;
  sizes: readonly (keyof typeof sizes)[];
  storage: Record<string, string>;
}[] = [
  { name: 'light', sizes: ['desk', 'phone'], storage: { 'ui.color-scheme': 'light' } },
  { name: 'dark', sizes: ['desk', 'phone'], storage: { 'ui.color-scheme': 'dark', 'ui.language': 'en' } },
  { name: 'contrast', sizes: ['desk'], storage: { 'ui.color-scheme': 'light', 'ui.contrast': 'more' } },
  {
    name: 'contrast-dark-large',
    sizes: ['phone'],
    storage: { 'ui.color-scheme': 'dark', 'ui.contrast': 'more', 'ui.text-step': '3' },
  },
];
const pages = [
  'list',
  'list?show=empty',
  'list?show=loading',
  'record',
  'form',
  'pieces',
  'sign-in',
  'missing',
];

describe.skipIf(!hasChromium)('gallery of the design system', () => {
  let browser: Browser;
  let gallery: Awaited<ReturnType<typeof serveGallery>>;
  beforeAll(async () => {
    if (pictureFolder) await mkdir(pictureFolder, { recursive: true });
    gallery = await serveGallery();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.stop();
  });

  const open = async (size: keyof typeof sizes, storage: Record<string, string>): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: sizes[size], reducedMotion: 'reduce' });
    await context.addInitScript((entries) => {
      for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
    }, storage);
    return context;
  };
  const visit = async (context: BrowserContext, path: string): Promise<{ page: Page; faults: string[] }> => {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${gallery.address}/${path}`);
    await page.locator('h1').first().waitFor();
    return { page, faults };
  };
  const violations = async (page: Page) =>
    (await accessibilityOf(page).analyze()).violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`)
          .join(' | ')}`,
    );
  const picture = async (page: Page, name: string) => {
    if (pictureFolder)
      await page.screenshot({
        path: `${pictureFolder}/${name.replaceAll(/[?=]/g, '-')}.png`,
        fullPage: name.includes('pieces') || name.includes('form'),
      });
  };

  for (const mode of modes) {
    for (const size of mode.sizes) {
      test(`every page at ${size} size in ${mode.name} is free of axe, policy and overflow faults`, async () => {
        const context = await open(size, mode.storage);
        const found: string[] = [];
        for (const path of pages) {
          const { page, faults } = await visit(context, path);
          if (path === 'form') await page.locator('button[type=submit]').click();
          await picture(page, `${size}-${mode.name}-${path}`);
          const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (excess > 0) found.push(`${path}: ${excess} px wider than the screen`);
          for (const fault of [...faults, ...(await violations(page))]) found.push(`${path}: ${fault}`);
          await page.close();
        }
        await context.close();
        expect(found).toEqual([]);
      });
    }
  }

  test('the high-contrast mode reaches AAA for text', async () => {
    const context = await open('desk', { 'ui.contrast': 'more', 'ui.color-scheme': 'light' });
    for (const path of ['list', 'record', 'form', 'pieces']) {
      const { page } = await visit(context, path);
      const axe = accessibilityOf(page).withRules(['color-contrast-enhanced']).exclude('[data-tlp]');
      expect((await axe.analyze()).violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual(
        [],
      );
    }
    await context.close();
  });

  test('a list is worked by keyboard: j, k, x and Enter', async () => {
    const context = await open('desk', {});
    const { page } = await visit(context, 'list');
    for (const key of ['j', 'j', 'j', 'k', 'x']) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-row-key'))).toBe(
      'SC-2026-0122',
    );
    expect(await page.locator('tr[data-selected]').count()).toBe(2);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/record?id=SC-2026-0122');
    await context.close();
  });

  test('a refused form keeps what was entered, names the fields and takes the focus to the summary', async () => {
    const context = await open('phone', {});
    const { page } = await visit(context, 'form');
    await page.locator('button[type=submit]').click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    await page.getByRole('alert').getByRole('link').first().click();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('bao.tq@');
    await context.close();
  });

  test('a filter lives in the address and a draft outlives the page', async () => {
    const context = await open('desk', {});
    const { page } = await visit(context, 'list');
    await page.getByRole('button', { name: 'Trạng thái' }).first().click();
    await page.getByRole('menuitem', { name: 'Chờ cơ quan' }).click();
    await page.waitForURL('**/list?state=1');
    await page.goto(`${gallery.address}/record`);
    await page.getByRole('textbox', { name: 'Ghi nhật ký' }).fill('Đã gọi đầu mối');
    await page.reload();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Ghi nhật ký' }).inputValue())
      .toBe('Đã gọi đầu mối');
    await context.close();
  });

  test('text size, contrast and language are kept and stand before the first paint', async () => {
    const context = await open('desk', {});
    const { page } = await visit(context, 'list');
    await page.getByRole('button', { name: 'Chữ lớn hơn' }).click();
    await page.getByRole('button', { name: 'Tương phản cao' }).click();
    await page.getByRole('button', { name: 'EN, English' }).click();
    await page.getByRole('button', { name: 'Larger text' }).waitFor();
    await page.reload({ waitUntil: 'commit' });
    await page.waitForFunction(() => document.documentElement.dataset.contrast === 'more');
    expect(
      await page.evaluate(() => [document.documentElement.style.fontSize, document.documentElement.lang]),
    ).toEqual(['112.5%', 'en']);
    await context.close();
  });

  test('dialogs open by keyboard under the content security policy without a fault', async () => {
    const context = await open('desk', {});
    const { page, faults } = await visit(context, 'pieces');
    await page.getByTestId('conflict').click();
    await page.getByRole('dialog').waitFor();
    await picture(page, 'desk-conflict');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('su co');
    await page.getByText('Tin báo sự cố').last().waitFor();
    await picture(page, 'desk-palette');
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});
