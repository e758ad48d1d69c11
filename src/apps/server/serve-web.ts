import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 31_536_000;

/** The built pages of the web application. */
export const webDirectory = join(import.meta.dirname, '../../../dist/web');

/**
 * Serves the web application: hashed assets for a year, and its one page under every address that is no other route,
 * with the nonce of the answer in it. Without a build the API works alone.
 */
export const serveWeb = async (server: FastifyInstance, directory: string = webDirectory): Promise<void> => {
  const indexPath = join(directory, 'index.html');
  if (!existsSync(indexPath)) return;
  const index = readFileSync(indexPath, 'utf8');
  await server.register(staticFiles, {
    root: directory,
    index: false,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const isHashed = path.includes(`${join(directory, 'assets')}`);
      reply.header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
  server.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) return reply.callNotFound();
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(index.replaceAll('__CSP_NONCE__', request.nonce));
  });
};
