import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { networkOf } from '../../../platform/access/network-of.ts';
import { createRateCounter } from '../../../platform/access/rate-counter.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { AppError } from '../../../platform/errors/app-error.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { type BoundRoute, handle } from '../../../platform/http/handle.ts';
import { defineRoute, type RawReply } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/catalogue.ts';
import { oneLine } from '../../../platform/sms/sms-text.ts';
import { getOrganisationProfile } from '../../accounts/public.ts';
import { answerInTx } from '../answer-call.ts';
import { hashAnswerToken } from '../answer-token.ts';
import type { CallUpRow, RecipientRow } from '../call-up-rows.ts';
import { lockAnswering } from '../receive-answer-mail.ts';
import { type AnswerPage, createAnswerPage, renderAnswerPage, renderDeadLink } from './answer-page.ts';
import { readAnswerForm } from './read-answer-form.ts';

const params = z.strictObject({ token: z.string().max(100) });
const query = z.object({ lang: z.enum(['vi', 'en']).optional() });

export const answerPageRoute = defineRoute({
  method: 'GET',
  path: '/h/:token',
  access: 'public',
  answer: 'html',
  params,
  query,
  summary: 'Answer page of one call-up recipient; shows and changes nothing',
  requestsPerMinute: 240,
});
export const postAnswerRoute = defineRoute({
  method: 'POST',
  path: '/h/:token',
  access: 'public',
  answer: 'html',
  params,
  query,
  body: z.record(z.string(), z.unknown()),
  bodyKind: 'form',
  bodyBytesMax: 20_000,
  summary: 'The answer of one recipient, from the page of the link',
  requestsPerMinute: 120,
});
export const answerStyleRoute = defineRoute({
  method: 'GET',
  path: '/public/answer.css',
  access: 'public',
  answer: 'text',
  summary: 'Style of the answer page',
});

const HOUR_MS = 3_600_000;
/** Links that do not open which one network may try within an hour; those that open do not count. */
const WRONG_PER_HOUR = 30;

type Found = { callUp: CallUpRow; recipient: RecipientRow };

/** The recipient of a link that still works, locked. Wrong, expired, ended and released look alike. */
const findByToken = async (ctx: Ctx, tx: Tx, token: string): Promise<Found | undefined> => {
  const hash = hashAnswerToken(token);
  const row = hash
    ? await tx.selectFrom('call_up_recipients').select('id').where('token_hash', '=', hash).executeTakeFirst()
    : undefined;
  const found = row ? await lockAnswering(tx, row.id) : undefined;
  if (!found) return undefined;
  const { callUp, recipient } = found;
  const isLive = callUp.state === 'running' && callUp.links_expire_at > ctx.now();
  return isLive && recipient.state !== 'reserve' && recipient.state !== 'released' ? found : undefined;
};

const listMembers = async (tx: Tx, { callUp, recipient }: Found): Promise<string[]> => {
  if (recipient.kind !== 'head') return [];
  const rows = await tx
    .selectFrom('call_up_recipients')
    .select('full_name')
    .where('call_up_id', '=', callUp.id)
    .where('agency_id', '=', recipient.agency_id)
    .where('kind', '=', 'member')
    .where('state', 'not in', ['reserve', 'declined', 'released'])
    .orderBy('position')
    .execute();
  return rows.map((row) => row.full_name);
};

const pageFor = async (ctx: Ctx, tx: Tx, language: Language): Promise<AnswerPage> => {
  const profile = await getOrganisationProfile(tx);
  return createAnswerPage(ctx.services, language, {
    teamName: (language === 'en' && profile.teamNameEn) || profile.teamNameVi || 'Khiên',
    hotline: profile.hotline,
  });
};

const asset = (): RawReply => ({
  contentType: 'text/css; charset=utf-8',
  headers: { 'cache-control': 'public, max-age=3600' },
  body: readFileSync(join(import.meta.dirname, 'answer.css'), 'utf8'),
});

/** The pages behind answer links. Counters live as long as the route list, so each server has its own. */
export const createAnswerRoutes = (): readonly BoundRoute[] => {
  const wrong = createRateCounter({ limit: WRONG_PER_HOUR, windowMs: HOUR_MS });
  const refuse = async (ctx: Ctx, tx: Tx, language: Language): Promise<RawReply> => {
    const isFew = wrong.take(networkOf(ctx.clientAddress ?? ''), ctx.now().getTime());
    if (!isFew) throw platformErrors.tooManyRequests();
    return renderDeadLink(await pageFor(ctx, tx, language));
  };
  const show = (ctx: Ctx, token: string, lang: Language | undefined): Promise<RawReply> => {
    const system = ctx.asSystem('answer link');
    return system.tx(async (tx) => {
      const found = await findByToken(ctx, tx, token);
      if (!found) return refuse(ctx, tx, lang ?? ctx.language);
      const page = await pageFor(ctx, tx, lang ?? found.recipient.language);
      const members = await listMembers(tx, found);
      return renderAnswerPage(page, found.callUp, found.recipient, { path: `/h/${token}`, members });
    });
  };
  const answer = (ctx: Ctx, token: string, lang: Language | undefined, body: Record<string, unknown>) => {
    const system = ctx.asSystem('answer link');
    return system.tx(async (tx): Promise<RawReply> => {
      const found = await findByToken(ctx, tx, token);
      if (!found) return refuse(ctx, tx, lang ?? ctx.language);
      const { callUp, recipient } = found;
      const page = await pageFor(ctx, tx, lang ?? recipient.language);
      const read = readAnswerForm(body, { page, now: ctx.now(), presentAt: callUp.present_at });
      if (read === 'needsReason') {
        const members = await listMembers(tx, found);
        const fault = page.t('mobilisation.page.reasonFault');
        return renderAnswerPage(page, callUp, recipient, { path: `/h/${token}`, members, fault });
      }
      if (read) await takeAnswer(ctx.asSystem(oneLine(recipient.full_name)), tx, found, read);
      return { status: 303, headers: { location: `/h/${token}?lang=${page.language}` }, body: '' };
    });
  };
  return [
    handle(answerPageRoute, (ctx, { params: { token }, query: { lang } }) => show(ctx, token, lang)),
    handle(postAnswerRoute, (ctx, { params: { token }, query: { lang }, body }) =>
      answer(ctx, token, lang, body),
    ),
    handle(answerStyleRoute, asset),
  ];
};

/** An answer that no longer fits (the member has arrived meanwhile) leaves everything as it is; the page shows how it is. */
const takeAnswer = async (
  ctx: Ctx,
  tx: Tx,
  { callUp, recipient }: Found,
  answer: Parameters<typeof answerInTx>[4],
): Promise<void> => {
  try {
    await answerInTx(ctx, tx, callUp, recipient, answer, 'link');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'mobilisation.answerDoesNotFit') throw error;
  }
};
