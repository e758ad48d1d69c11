import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

describe('build of the web application', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'web-'));
    const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));
    // As it is shipped: under Vitest's own NODE_ENV the development build of React would be measured. The build fails
    // above 260 kB gzip of JavaScript for the first load.
    vi.stubEnv('NODE_ENV', 'production');
    await build({ configFile, mode: 'production', logLevel: 'silent', build: { outDir: folder } });
    vi.unstubAllEnvs();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('the page has no inline script or style and carries the place of the nonce', async () => {
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    expect(page).toContain('property="csp-nonce" nonce="__CSP_NONCE__"');
    expect(page.match(/<script(?![^>]*\ssrc=)/g)).toBeNull();
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  test('only the Vietnamese and the Latin part of the font are shipped', async () => {
    const fonts = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.woff2'));
    expect(fonts.map((name) => name.split('-').slice(0, 2).join('-')).sort()).toEqual([
      'inter-latin',
      'inter-vietnamese',
    ]);
  });
});
