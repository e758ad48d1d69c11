import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Services } from '../../platform/ctx/services.ts';
import { type BoundRoute, handle } from '../../platform/http/handle.ts';
import { createOpenApi } from '../../platform/http/openapi.ts';
import { defineRoute } from '../../platform/http/route.ts';
import type { TextKey, TextParams } from '../../platform/i18n/catalogue.ts';
import { type Interface, renderInterfacePage } from './interface-page.ts';

const readySchema = z.object({
  status: z.enum(['ready', 'not-ready']),
  database: z.boolean(),
  jobs: z.boolean(),
  mail: z.enum(['ok', 'not-configured', 'failing']),
});

export const healthRoute = defineRoute({
  method: 'GET',
  path: '/healthz',
  access: 'public',
  summary: 'The process lives',
  answer: z.object({ status: z.literal('ok') }),
});

export const readyRoute = defineRoute({
  method: 'GET',
  path: '/readyz',
  access: 'public',
  summary: 'Database, jobs and mail are ready; 503 otherwise',
  answer: 'text',
});

export const openApiRoute = defineRoute({
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  summary: 'This interface as OpenAPI 3.1',
  answer: 'text',
});

export const interfacePageRoute = defineRoute({
  method: 'GET',
  path: '/api',
  access: 'public',
  summary: 'This interface as a page to read',
  query: z.object({ lang: z.enum(['vi', 'en']).optional() }),
  answer: 'html',
});

export const interfaceStyleRoute = defineRoute({
  method: 'GET',
  path: '/api/interface.css',
  access: 'public',
  summary: 'Style of the page of the interface',
  answer: 'text',
});

export type MailState = z.infer<typeof readySchema>['mail'];

const describe = (options: { routes: () => readonly BoundRoute[]; version: string }) =>
  createOpenApi(
    options.routes().map((bound) => bound.route),
    options.version,
  );

/** Health, readiness and the description of the interface. */
export const createSystemRoutes = (options: {
  services: Services;
  mailState: () => MailState;
  routes: () => readonly BoundRoute[];
  version: string;
}): BoundRoute[] => [
  handle(healthRoute, () => ({ status: 'ok' as const })),
  handle(readyRoute, async () => {
    const database = await sql`select 1`.execute(options.services.db).then(
      () => true,
      () => false,
    );
    const jobs = options.services.jobs.isReady();
    const mail = options.mailState();
    const isReady = database && jobs && mail !== 'failing';
    return {
      status: isReady ? 200 : 503,
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify(
        readySchema.parse({ status: isReady ? 'ready' : 'not-ready', database, jobs, mail }),
      ),
    };
  }),
  handle(openApiRoute, () => ({
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(describe(options)),
  })),
  handle(interfacePageRoute, ({ language: asked }, { query }) => {
    const language = query.lang ?? asked;
    const t = (key: TextKey, params?: TextParams) => options.services.texts.t(language, key, params);
    return renderInterfacePage({ language, t }, describe(options) as Interface);
  }),
  handle(interfaceStyleRoute, () => ({
    contentType: 'text/css; charset=utf-8',
    headers: { 'cache-control': 'public, max-age=3600' },
    body: readFileSync(join(import.meta.dirname, 'interface.css'), 'utf8'),
  })),
];
