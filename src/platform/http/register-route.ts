import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { networkOf } from '../access/network-of.ts';
import { createRequestQuota } from '../access/request-quota.ts';
import { type Ctx, createCtx } from '../ctx/ctx.ts';
import type { Services } from '../ctx/services.ts';
import { platformErrors } from '../errors/platform-errors.ts';
import { toInvalidError } from '../errors/problem.ts';
import type { Authenticate, BoundRoute, Input } from './handle.ts';
import { runOnce } from './idempotency.ts';
import { readMultipart, readRaw } from './read-body.ts';
import { refuseUnstorable } from './refuse-unstorable.ts';
import type { RawReply, Route } from './route.ts';

const check = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw toInvalidError(parsed.error, prefix);
  return parsed.data;
};

const KEY_LENGTH_MAX = 200;

/** A key that we could not keep whole must not be dropped: the caller relies on it. */
const readIdempotencyKey = (request: FastifyRequest): string | null => {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return null;
  if (key.length > KEY_LENGTH_MAX) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'Idempotency-Key', reason: 'tooLong', params: { limit: KEY_LENGTH_MAX } }],
    });
  }
  return key;
};

const isRawType = (request: FastifyRequest, route: Route): boolean =>
  (route.rawTypes ?? []).some((type) => request.headers['content-type']?.startsWith(type));

const mediaOf = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** A body of another type than the route takes is refused, whatever a parser made of it. */
const refuseOtherMedia = (request: FastifyRequest, route: Route): void => {
  const given = request.headers['content-type'];
  if (!route.body || !given) return;
  const wanted = mediaOf[route.bodyKind === 'form' ? 'form' : 'json'];
  if (given.split(';')[0]?.trim().toLowerCase() !== wanted) {
    throw platformErrors.unsupportedMedia(undefined, {
      fields: [{ field: 'Content-Type', reason: 'invalid' }],
    });
  }
};

const HOUR_MS = 3_600_000;
/** Full sets of attachments that visitors of one address may store within an hour, whatever comes of their posts. */
const SETS_PER_HOUR = 5;
const storedByAddress = new WeakMap<Services, ReturnType<typeof createRequestQuota>>();

/** A form that is never finished leaves its files for two days: without a limit anybody could fill the disk. */
const mayStore = (request: FastifyRequest, services: Services, sizeBytes: number): boolean => {
  if (request.actor.kind !== 'public') return true;
  const { KHIEN_ATTACHMENTS_MAX: count, KHIEN_ATTACHMENT_BYTES_MAX: bytes } = services.settings;
  const quota =
    storedByAddress.get(services) ??
    createRequestQuota({ limit: count * bytes * SETS_PER_HOUR, windowMs: HOUR_MS });
  storedByAddress.set(services, quota);
  return quota.take(networkOf(request.ip), performance.now(), sizeBytes);
};

const readBody = async (request: FastifyRequest, route: Route, services: Services) => {
  if (isRawType(request, route)) return readRaw(request, services, services.settings.KHIEN_MAIL_BYTES_MAX);
  if (route.bodyKind === 'multipart') {
    return readMultipart(request, services, (sizeBytes) => mayStore(request, services, sizeBytes));
  }
  if (route.bodyKind === 'raw') return readRaw(request, services, route.bodyBytesMax);
  refuseOtherMedia(request, route);
  return { body: route.body ? request.body : undefined, files: [] };
};

const sendRaw = (reply: FastifyReply, raw: RawReply) => {
  reply.status(raw.status ?? 200);
  if (raw.headers) reply.headers(raw.headers);
  reply.type(raw.contentType ?? 'text/html; charset=utf-8');
  if (raw.fileName !== undefined && !raw.isInline) {
    const ascii = raw.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
    reply.header(
      'content-disposition',
      `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(raw.fileName).replace(/['()*]/g, escape)}`,
    );
  }
  return reply.send(raw.body);
};

const isRaw = (route: Route): boolean => typeof route.answer === 'string';

const answerOf = (route: Route, result: unknown): unknown =>
  isRaw(route) || result === undefined ? result : (route.answer as z.ZodType).parse(result);

const refuseStranger = (ctx: Ctx, route: Route) => {
  if (route.access === 'public') return;
  if (ctx.actor.kind === 'public') throw platformErrors.notSignedIn();
  if (route.access !== 'signed-in') ctx.require(route.access);
};

const MINUTE_MS = 60_000;
const quotas = new WeakMap<Services, ReturnType<typeof createRequestQuota>>();

/** Programs with a key have one limit over all routes; people and the public have those of the routes. */
const refuseFlood = (ctx: Ctx) => {
  if (ctx.actor.kind !== 'api-key' || ctx.actor.id === null) return;
  const { services } = ctx;
  const quota =
    quotas.get(services) ??
    createRequestQuota({ limit: services.settings.KHIEN_API_REQUESTS_PER_MINUTE, windowMs: MINUTE_MS });
  quotas.set(services, quota);
  if (!quota.take(ctx.actor.id, performance.now())) throw platformErrors.tooManyRequests();
};

/** Puts one route of the list on the server: who, may they, is the input right, run, does the answer fit. */
export const registerRoute = (
  server: FastifyInstance,
  services: Services,
  authenticate: Authenticate,
  { route, handler }: BoundRoute,
): void => {
  const run = async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = await authenticate(request);
    request.actor = actor;
    request.authenticate = () => authenticate(request);
    const ctx = createCtx(services, {
      actor,
      language: request.language,
      requestId: request.id,
      clientAddress: request.ip,
    });
    refuseFlood(ctx);
    refuseStranger(ctx, route);
    refuseUnstorable(request.params);
    refuseUnstorable(request.query);
    const params = check(route.params, request.params, '');
    const query = check(route.query, request.query, '');
    const idempotencyKey = readIdempotencyKey(request);
    const { body: rawBody, files } = await readBody(request, route, services);
    refuseUnstorable(rawBody);
    const body = isRawType(request, route)
      ? undefined
      : check(route.body, rawBody ?? (route.body ? {} : undefined), '');
    const input = {
      params,
      query,
      body,
      files,
      request,
      reply,
      idempotencyKey,
      nonce: request.nonce,
    } as Input<Route>;
    const work = async () => answerOf(route, await handler(ctx, input));
    if (isRaw(route)) {
      const raw = (await work()) as RawReply | undefined;
      return raw === undefined ? reply : sendRaw(reply, raw);
    }
    const status = route.status ?? (route.method === 'POST' && route.isIdempotent ? 201 : 200);
    if (!route.isIdempotent || !idempotencyKey) return send(reply, status, await work());
    const once = await runOnce(
      ctx,
      { key: idempotencyKey, route: `${route.method} ${request.url}`, body, status },
      work,
    );
    if (once.isReplay) reply.header('idempotent-replayed', 'true');
    return send(reply, status, once.answer);
  };

  server.route({
    method: route.method,
    url: route.path,
    ...(route.bodyBytesMax ? { bodyLimit: route.bodyBytesMax } : {}),
    ...(route.requestsPerMinute
      ? { config: { rateLimit: { max: route.requestsPerMinute, timeWindow: 60_000 } } }
      : {}),
    handler: run,
  });
};

const send = (reply: FastifyReply, status: number, answer: unknown) =>
  answer === undefined || answer === null
    ? reply.status(status === 200 ? 204 : status).send()
    : reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(answer));
