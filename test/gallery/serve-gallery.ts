import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const mediaTypes: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

const policy = (nonce: string): string =>
  [
    "default-src 'none'; script-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'",
    `style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; form-action 'self'`,
  ].join('; ');

/** Builds the gallery and serves it on a free loopback port under the same content security policy as the product. */
export const serveGallery = async (): Promise<{ address: string; stop: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));
  await build({ configFile, build: { outDir: folder } });
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname);
    const mediaType = mediaTypes[extname(path)];
    if (!mediaType) {
      const nonce = randomBytes(16).toString('base64');
      response.setHeader('content-security-policy', policy(nonce));
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page.replaceAll('__CSP_NONCE__', nonce));
      return;
    }
    response.setHeader('content-type', mediaType);
    readFile(join(folder, path)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
