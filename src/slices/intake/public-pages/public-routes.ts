import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { networkOf } from '../../../platform/access/network-of.ts';
import { createRateCounter } from '../../../platform/access/rate-counter.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { type BoundRoute, handle } from '../../../platform/http/handle.ts';
import { defineRoute, type RawReply } from '../../../platform/http/route.ts';
import { getOrganisationProfile } from '../../accounts/public.ts';
import { answerReportForm } from './answer-report-form.ts';
import { addToFollowUp, openFollowUp } from './follow-up.ts';
import { renderCodeForm } from './follow-up-page.ts';
import { createPageContext, type PageContext } from './page-shell.ts';
import { readKind } from './read-form.ts';
import { renderKindStep, renderWhatStep } from './report-form.ts';

const query = z.object({ lang: z.enum(['vi', 'en']).optional(), kind: z.string().max(40).optional() });
const page = { access: 'public', answer: 'html', query } as const;

export const reportFormRoute = defineRoute({
  ...page,
  method: 'GET',
  path: '/bao-cao',
  summary: 'Public report form: choice of the kind, then the first step',
});
export const reportFormEnglishRoute = defineRoute({
  ...page,
  method: 'GET',
  path: '/report',
  summary: 'The public report form in English',
});
export const postReportFormRoute = defineRoute({
  ...page,
  method: 'POST',
  path: '/bao-cao',
  summary: 'One step of the public form; the last one files the report',
  body: z.record(z.string(), z.unknown()),
  bodyKind: 'multipart',
  requestsPerMinute: 60,
});
export const followUpRoute = defineRoute({
  ...page,
  method: 'GET',
  path: '/theo-doi',
  summary: 'Follow-up page: asks for number and code',
});
export const postFollowUpRoute = defineRoute({
  ...page,
  method: 'POST',
  path: '/theo-doi',
  summary: 'Opens the follow-up page of one report',
  body: z.record(z.string(), z.unknown()),
  bodyKind: 'multipart',
  requestsPerMinute: 20,
});
export const addFollowUpRoute = defineRoute({
  ...page,
  method: 'POST',
  path: '/theo-doi/bo-sung',
  summary: 'Adds text and files to a report',
  body: z.record(z.string(), z.unknown()),
  bodyKind: 'multipart',
  requestsPerMinute: 20,
});
export const publicStyleRoute = defineRoute({
  method: 'GET',
  path: '/public/public.css',
  access: 'public',
  answer: 'text',
  summary: 'Style of the public pages',
});
export const publicScriptRoute = defineRoute({
  method: 'GET',
  path: '/public/public.js',
  access: 'public',
  answer: 'text',
  summary: 'Comfort of the public pages; they work without it',
});

export const publicIconRoute = defineRoute({
  method: 'GET',
  path: '/public/icon.svg',
  access: 'public',
  answer: 'text',
  summary: 'Icon of the public pages',
});

const withPage = async (ctx: Ctx): Promise<PageContext> => {
  const profile = await ctx.asSystem('public page').tx(getOrganisationProfile);
  return createPageContext(ctx.services, ctx.language, {
    teamName: (ctx.language === 'en' && profile.teamNameEn) || profile.teamNameVi || 'Khiên',
    hotline: profile.hotline,
    email: profile.email,
    paperProcedure: ctx.language === 'en' ? profile.paperProcedureEn : profile.paperProcedureVi,
  });
};

const asset = (name: string, contentType: string): RawReply => ({
  contentType,
  headers: { 'cache-control': 'public, max-age=3600' },
  body: readFileSync(join(import.meta.dirname, name), 'utf8'),
});

const HOUR_MS = 3_600_000;
const CODE_TRIES_PER_HOUR = 30;

/** The pages for everybody. Counters live as long as the route list, so each server has its own. */
export const createPublicRoutes = (): readonly BoundRoute[] => {
  let filed: ReturnType<typeof createRateCounter> | undefined;
  const codeTries = createRateCounter({ limit: CODE_TRIES_PER_HOUR, windowMs: HOUR_MS });
  const mayFile = (ctx: Ctx) => {
    filed ??= createRateCounter({
      limit: ctx.services.settings.KHIEN_PUBLIC_REPORTS_PER_HOUR,
      windowMs: HOUR_MS,
    });
    return filed.take(networkOf(ctx.clientAddress ?? ''), ctx.now().getTime());
  };
  const limitTries = (ctx: Ctx) => {
    if (!codeTries.take(networkOf(ctx.clientAddress ?? ''), ctx.now().getTime()))
      throw platformErrors.tooManyRequests();
  };
  const showForm = async (ctx: Ctx, kindName: string | undefined) => {
    const context = await withPage(ctx);
    const kind = readKind(kindName);
    return kind ? renderWhatStep(context, kind, {}, { kind, token: randomUUID() }) : renderKindStep(context);
  };
  return [
    handle(reportFormRoute, (ctx, { query: { kind } }) => showForm(ctx, kind)),
    handle(reportFormEnglishRoute, () => ({
      status: 303,
      headers: { location: '/bao-cao?lang=en' },
      body: '',
    })),
    handle(postReportFormRoute, async (ctx, input) =>
      answerReportForm(ctx, await withPage(ctx), input, () => mayFile(ctx)),
    ),
    handle(followUpRoute, async (ctx) => renderCodeForm(await withPage(ctx), {})),
    handle(postFollowUpRoute, async (ctx, { body }) => {
      limitTries(ctx);
      return openFollowUp(ctx, await withPage(ctx), body);
    }),
    handle(addFollowUpRoute, async (ctx, { body, files }) => {
      limitTries(ctx);
      return addToFollowUp(ctx, await withPage(ctx), body, files);
    }),
    handle(publicStyleRoute, () => asset('public.css', 'text/css; charset=utf-8')),
    handle(publicIconRoute, () => asset('icon.svg', 'image/svg+xml')),
    handle(publicScriptRoute, () => asset('public.js', 'text/javascript; charset=utf-8')),
  ];
};
