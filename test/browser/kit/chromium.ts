import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where Chromium is, as bin/test.mjs found it or at Debian's place. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

/** Set to a folder to keep a picture of every step for looking at. */
const pictureFolder = process.env.KHIEN_PICTURES;

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args: flags });

type ContextOptions = {
  size?: keyof typeof sizes;
  language?: 'vi' | 'en';
  scheme?: 'light' | 'dark';
  /** Cookie header of a signed-in person. */
  cookie?: string;
  baseUrl: string;
  hasScript?: boolean;
};

/** A browser of one person: own size, language, session. */
export const openContext = async (browser: Browser, options: ContextOptions): Promise<BrowserContext> => {
  const language = options.language ?? 'vi';
  const context = await browser.newContext({
    viewport: sizes[options.size ?? 'desk'],
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
    baseURL: options.baseUrl,
    javaScriptEnabled: options.hasScript ?? true,
  });
  await context.addInitScript(
    ([lang, scheme]) => {
      localStorage.setItem('ui.language', lang as string);
      localStorage.setItem('ui.color-scheme', scheme as string);
    },
    [language, options.scheme ?? 'light'],
  );
  if (options.cookie) {
    const at = options.cookie.indexOf('=');
    await context.addCookies([
      { name: options.cookie.slice(0, at), value: options.cookie.slice(at + 1), url: options.baseUrl },
    ]);
  }
  return context;
};

/** Notes what a page complains of: errors of scripts and of the content security policy. */
export const watchFaults = (page: Page): string[] => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    const isExpected = /Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !isExpected) faults.push(message.text());
  });
  return faults;
};

/** An accessibility check of the page itself, which has no frames: no second page is opened for the result. */
export const accessibilityOf = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();

/** Accessibility violations as readable lines; empty is right. */
export const listViolations = async (page: Page): Promise<string[]> =>
  (await accessibilityOf(page).analyze()).violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );

export const takePicture = async (page: Page, name: string): Promise<void> => {
  if (!pictureFolder) return;
  await mkdir(pictureFolder, { recursive: true });
  await page.screenshot({ path: `${pictureFolder}/${name}.png`, fullPage: true });
};
