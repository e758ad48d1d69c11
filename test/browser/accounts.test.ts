import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webDirectory } from '../../src/apps/server/serve-web.ts';
import { type RunningServer, startServer } from '../../src/apps/server/start-server.ts';
import { createSystemActor } from '../../src/platform/access/actor.ts';
import { readSettings } from '../../src/platform/config/settings.ts';
import { openTransaction } from '../../src/platform/ctx/transaction.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { createTestDatabase, type TestDatabase } from '../../src/platform/testing/test-database.ts';
import { createSetupLink } from '../../src/slices/accounts/public.ts';
import { createSignedInPerson, type TestPerson } from '../../src/slices/accounts/testing.ts';
import { fromBase32, totpCode, totpStepOf } from '../../src/slices/accounts/totp.ts';
import { accessibilityOf, hasChromium, launchChromium, sizes } from './kit/chromium.ts';
import { findFreePort } from './kit/live-khien.ts';

/** Set to a folder to keep pictures of every page for looking at. */
const pictureFolder = process.env.ACCOUNTS_PICTURES;
const password = 'rừng thông bảy chiếc thuyền';

/** A code of this moment, or of the next half minute where this one was used. */
const codeOf = (secret: string, later = 0): string =>
  totpCode(fromBase32(secret), totpStepOf(new Date()) + later);

describe.skipIf(!hasChromium)('accounts in the browser', () => {
  let database: TestDatabase;
  let dataDir: string;
  let server: RunningServer;
  let browser: Browser;
  let base: string;

  beforeAll(async () => {
    if (pictureFolder) await mkdir(pictureFolder, { recursive: true });
    if (!existsSync(join(webDirectory, 'index.html'))) {
      await build({
        configFile: join(import.meta.dirname, '../../src/apps/web/vite.config.ts'),
        logLevel: 'error',
      });
    }
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'khien-accounts-'));
    const port = await findFreePort();
    base = `http://localhost:${port}`;
    const settings = readSettings({
      KHIEN_PORT: String(port),
      KHIEN_DATA: dataDir,
      KHIEN_PUBLIC_URL: base,
      KHIEN_LOG_LEVEL: 'silent',
    });
    server = await startServer({
      settings,
      connectionString: database.connectionString,
      log: createLog('silent'),
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await database?.drop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  const open = async (
    options: { person?: TestPerson; size?: keyof typeof sizes; language?: 'vi' | 'en'; scheme?: string } = {},
  ): Promise<{ context: BrowserContext; page: Page; faults: string[] }> => {
    const context = await browser.newContext({
      viewport: sizes[options.size ?? 'desk'],
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const stored = { 'ui.language': options.language ?? 'vi', 'ui.color-scheme': options.scheme ?? 'light' };
    await context.addInitScript((entries) => {
      for (const [key, value] of Object.entries(entries)) {
        if (location.protocol === 'http:' && localStorage.getItem(key) === null)
          localStorage.setItem(key, value);
      }
    }, stored);
    if (options.person) {
      await context.addCookies([
        {
          name: 'khien_session',
          value: options.person.sessionToken,
          url: base,
          httpOnly: true,
          sameSite: 'Lax',
        },
      ]);
    }
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
    });
    return { context, page, faults };
  };

  const look = async (page: Page, name: string) => {
    await page.waitForLoadState('networkidle');
    if (pictureFolder) await page.screenshot({ path: join(pictureFolder, `${name}.png`), fullPage: true });
    const { violations } = await accessibilityOf(page).analyze();
    expect(
      violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' ')}`),
    ).toEqual([]);
  };

  const noteSecret = async (page: Page): Promise<string> =>
    (await page.locator('code').first().innerText()).replace(/\s/g, '');

  let adminSecret = '';

  test('set-up from the link of the console, out, and in again by password and code', async () => {
    const { context, page, faults } = await open();
    await page.goto(base);
    await page.getByText('Hệ thống chưa được thiết lập').waitFor();
    await look(page, 'setup-no-link');
    await page.goto('about:blank');
    await page.goto((await createSetupLink(server.services)) ?? '');
    await page
      .getByLabel('Tên Đội (tiếng Việt)')
      .fill('Đội ứng cứu sự cố an toàn thông tin mạng tỉnh Minh Sơn');
    expect(page.url()).toBe(`${base}/setup`);
    await page.getByLabel('Cơ quan thường trực').fill('Công an tỉnh Minh Sơn');
    await page.getByLabel('Tỉnh, thành phố').fill('Minh Sơn');
    await page.getByLabel('Họ và tên').fill('Trần Thị Minh Nguyệt');
    await page.getByLabel('Thư điện tử').fill('nguyet@minhson.example');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('matkhau12345');
    await page.getByLabel('Nhập lại mật khẩu', { exact: true }).fill('matkhau12345');
    adminSecret = await noteSecret(page);
    await page.getByLabel('Mã đang hiển thị trong ứng dụng').fill(codeOf(adminSecret));
    await page.getByRole('button', { name: 'Thiết lập' }).click();
    await page.getByText('Mật khẩu dễ đoán').first().waitFor();
    await look(page, 'setup-refused');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByLabel('Nhập lại mật khẩu', { exact: true }).fill(password);
    await page.getByLabel('Mã đang hiển thị trong ứng dụng').fill(codeOf(adminSecret));
    await page.getByRole('button', { name: 'Thiết lập' }).click();
    await page.getByRole('heading', { name: 'Mã dự phòng' }).waitFor();
    await look(page, 'setup-codes');
    await page.getByLabel('Tôi đã cất các mã này ở nơi an toàn').check();
    await page.getByRole('button', { name: 'Vào hệ thống' }).click();
    await page.getByRole('button', { name: 'Tài khoản của Trần Thị Minh Nguyệt' }).click();
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await look(page, 'sign-in');
    await page.getByLabel('Thư điện tử').fill('nguyet@minhson.example');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('không đúng mật khẩu');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('Không đăng nhập được').waitFor();
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Mã xác thực').waitFor();
    await look(page, 'sign-in-code');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('code');
    await page.keyboard.type(codeOf(adminSecret, 1));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Tài khoản của Trần Thị Minh Nguyệt' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a passkey is added and signs in alone', async () => {
    const person = await createSignedInPerson(server, ['administrator'], { fullName: 'Lê Hoàng Khóa' });
    const { context, page, faults } = await open({ person });
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${base}/account`);
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await page.getByLabel('Tên gợi nhớ').fill('Máy phòng trực');
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click();
    await page.getByText('Máy phòng trực').waitFor();
    await look(page, 'account');
    await context.clearCookies();
    await page.goto(`${base}/sign-in?next=/account`);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.waitForURL(`${base}/account`);
    await page.locator('li').filter({ hasText: 'Phiên này' }).getByText('bằng khóa truy cập').waitFor();
    await page.getByRole('button', { name: 'Gỡ', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gỡ', exact: true }).click();
    await page.getByText('Khóa truy cập cho phép đăng nhập bằng vân tay').waitFor();
    await context.clearCookies();
    await page.goto(`${base}/sign-in`);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.getByText('Khóa truy cập này chưa được đăng ký tại đây').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('an invitation by link: roles, password, authenticator, recovery codes, first page', async () => {
    const admin = await createSignedInPerson(server, ['administrator']);
    const { context, page } = await open({ person: admin });
    await page.goto(`${base}/people/new`);
    await page.getByLabel('Họ và tên').fill('Nguyễn Văn Ứng Cứu');
    await page.getByLabel('Thư điện tử').fill('ung.cuu@minhson.example');
    await look(page, 'invite');
    await page.getByRole('button', { name: 'Gửi lời mời' }).click();
    await page.getByText('Đã mời Nguyễn Văn Ứng Cứu').waitFor();
    await look(page, 'invited');
    const link = await page.locator('code').first().innerText();
    const guest = await open();
    await guest.page.goto(link);
    await guest.page.getByText('Nguyễn Văn Ứng Cứu (ung.cuu@minhson.example)').waitFor();
    await look(guest.page, 'invitation');
    const secret = await noteSecret(guest.page);
    await guest.page.getByLabel('Mật khẩu mới').fill(password);
    await guest.page.getByLabel('Nhập lại mật khẩu', { exact: true }).fill(password);
    await guest.page.getByLabel('Mã đang hiển thị trong ứng dụng').fill(codeOf(secret));
    await guest.page.getByRole('button', { name: 'Tạo tài khoản' }).click();
    await guest.page.getByLabel('Tôi đã cất các mã này ở nơi an toàn').check();
    await guest.page.getByRole('button', { name: 'Vào hệ thống' }).click();
    await guest.page.getByRole('button', { name: 'Tài khoản của Nguyễn Văn Ứng Cứu' }).waitFor();
    await guest.page.goto(link);
    await guest.page.getByText('Đường dẫn không còn hiệu lực').waitFor();
    await guest.context.close();
    await context.close();
  });

  test('a sensitive action asks for the second factor on the way and then goes through', async () => {
    const admin = await createSignedInPerson(server, ['administrator']);
    const target = await createSignedInPerson(server, ['responder'], { fullName: 'Phạm Thôi Việc' });
    await openTransaction(server.services, createSystemActor('test'), (tx) =>
      tx
        .updateTable('sessions')
        .set({ second_factor_at: new Date(Date.now() - 3_600_000) })
        .where('person_id', '=', admin.id)
        .execute(),
    );
    const { context, page } = await open({ person: admin });
    await page.goto(`${base}/people/${target.id}`);
    await page.getByRole('button', { name: 'Khóa tài khoản' }).click();
    await page.getByLabel('Lý do').fill('Chuyển công tác');
    await page.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click();
    await page.getByText('Xác nhận lại danh tính').waitFor();
    await look(page, 'confirm');
    await page.getByLabel('Mã xác thực').fill(codeOf(admin.totpSecret));
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByText('Đã khóa').waitFor();
    await look(page, 'person');
    await context.close();
  });

  const pages = [
    'people',
    'account',
    'audit',
    'settings',
    'settings/api-keys',
    'settings/program',
    'people/new',
  ];

  test.each([
    { size: 'desk', language: 'en', scheme: 'light' },
    { size: 'phone', language: 'vi', scheme: 'dark' },
    { size: 'phone', language: 'en', scheme: 'light' },
  ] as const)('pages hold on $size in $language, $scheme', async (mode) => {
    const admin = await createSignedInPerson(server, ['administrator'], { language: mode.language });
    const { context, page, faults } = await open({ person: admin, ...mode });
    for (const path of pages) {
      await page.goto(`${base}/${path}`);
      await page.locator('h1').waitFor();
      await look(page, `${path.replace('/', '-')}-${mode.size}-${mode.language}-${mode.scheme}`);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, overflow]).toEqual([path, 0]);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a key is made, shown once, and revoked', async () => {
    const admin = await createSignedInPerson(server, ['administrator']);
    const { context, page } = await open({ person: admin });
    await page.goto(`${base}/settings/api-keys`);
    await page.getByRole('button', { name: 'Tạo khóa API' }).click();
    await page.getByLabel('Tên khóa').fill('Cổng giám sát SOC');
    await page.getByRole('button', { name: 'Tạo khóa', exact: true }).click();
    await page.getByText('Sao chép ngay').waitFor();
    const secret = await page.locator('code').first().innerText();
    await look(page, 'key-made');
    const ask = () => fetch(`${base}/api/v1/session`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    await page.getByRole('button', { name: 'Thu hồi', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi', exact: true }).click();
    await page.getByText('Đã thu hồi').waitFor();
    expect((await ask()).status).toBe(401);
    await context.close();
  });

  test('the audit log says sentences and is saved as a file', async () => {
    const auditor = await createSignedInPerson(server, ['auditor']);
    const { context, page } = await open({ person: auditor });
    await page.goto(`${base}/audit`);
    await page.getByText('đã thu hồi khóa API Cổng giám sát SOC').waitFor();
    await look(page, 'audit');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Xuất JSON Lines' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.jsonl$/);
    await context.close();
  });
});
