import { isUtf8 } from 'node:buffer';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Actor } from '../access/actor.ts';
import type { Services } from '../ctx/services.ts';
import { platformErrors } from '../errors/platform-errors.ts';
import { toAppError, toProblem } from '../errors/problem.ts';
import { type Language, pickLanguage } from '../i18n/catalogue.ts';
import { uuid7 } from '../ids/uuid7.ts';
import type { Authenticate, BoundRoute } from './handle.ts';
import { registerRoute } from './register-route.ts';
import { createNonce, securityHeaders } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
    /** Looks again who sends this, for answers that stay open. */
    authenticate: () => Promise<Actor>;
    language: Language;
    nonce: string;
  }
}

export type HttpServerOptions = {
  services: Services;
  routes: readonly BoundRoute[];
  authenticate: Authenticate;
  /** Adds what is not part of the route list: static files, the app's page. */
  extend?(server: FastifyInstance): Promise<void>;
};

const languageOf = (request: FastifyRequest): Language => {
  const chosen =
    (request.query as Record<string, unknown> | undefined)?.lang ?? request.cookies.khien_language;
  return chosen === 'en' || chosen === 'vi' ? chosen : pickLanguage(request.headers['accept-language']);
};

const sendProblem = (services: Services, thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const error = toAppError(thrown);
  const entry = {
    err: error.cause ?? error,
    code: error.code,
    requestId: request.id,
    internal: error.internal,
  };
  if (error.status >= 500) services.log.error(entry, 'request failed');
  else services.log.debug(entry, 'request refused');
  const body = toProblem(error, request.language ?? 'vi', services.texts, request.id);
  return reply.status(error.status).type('application/problem+json').send(JSON.stringify(body));
};

/** Cookies travel with requests that other sites start; a change is taken only from our own pages. */
const refuseCrossSite = (request: FastifyRequest) => {
  if (request.method === 'GET' || request.method === 'HEAD' || request.headers.authorization) return;
  const site = request.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') throw platformErrors.crossSite();
  const origin = request.headers.origin;
  // `null` is the origin of sandboxed frames and of documents without an address, never of our own pages.
  if (!site && origin && URL.parse(origin)?.host !== request.headers.host) {
    throw platformErrors.crossSite();
  }
};

const unreadable: Readonly<Record<string, { line: string; status: number; field: string; reason: string }>> =
  {
    HPE_HEADER_OVERFLOW: {
      line: '431 Request Header Fields Too Large',
      status: 431,
      field: 'headers',
      reason: 'tooLarge',
    },
    ERR_HTTP_REQUEST_TIMEOUT: {
      line: '408 Request Timeout',
      status: 408,
      field: 'body',
      reason: 'malformed',
    },
  };

/** What is no HTTP request at all, or comes too slowly: there is no request object, so the answer is written by hand. */
const refuseUnreadable = (services: Services, error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const fault = unreadable[error.code ?? ''];
  const problem = platformErrors.malformed(undefined, {
    fields: [{ field: fault?.field ?? 'request', reason: fault?.reason ?? 'malformed' }],
  });
  const status = fault?.status ?? 400;
  const body = JSON.stringify({ ...toProblem(problem, 'vi', services.texts), status });
  services.log.debug({ code: error.code }, 'request refused');
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${fault?.line ?? '400 Bad Request'}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
};

/** JSON is UTF-8 (RFC 8259 section 8.1); other bytes would reach the record as replacement characters. */
const takeJson = (server: FastifyInstance): void => {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const isReadable = isUtf8(body as Buffer);
    if (isReadable) parse(request, body.toString('utf8'), done);
    else done(platformErrors.malformed(undefined, { fields: [{ field: 'body', reason: 'malformed' }] }));
  });
};

/** Builds the server from the route list. It listens only when the caller says so. */
export const createHttpServer = async (options: HttpServerOptions): Promise<FastifyInstance> => {
  const { services, routes, authenticate } = options;
  const { settings } = services;
  const server = Fastify({
    logger: false,
    genReqId: () => uuid7(),
    // One hop: only what our own proxy wrote counts; entries before it are the visitor's word.
    trustProxy: settings.KHIEN_TRUST_PROXY ? (_address: string, hop: number) => hop < 1 : false,
    bodyLimit: settings.KHIEN_BODY_BYTES_MAX,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // The framework's own refusal (bad URL) must look like every other problem answer.
    frameworkErrors: (error, request, reply) => void sendProblem(services, error, request, reply),
    clientErrorHandler: (error, socket) => refuseUnreadable(services, error, socket),
  });
  server.removeContentTypeParser('text/plain');
  takeJson(server);

  await server.register(cookie);
  await server.register(rateLimit, { global: false });
  await server.register(multipart, {
    limits: {
      fileSize: settings.KHIEN_ATTACHMENT_BYTES_MAX,
      files: settings.KHIEN_ATTACHMENTS_MAX,
      fields: 60,
      fieldSize: 200_000,
      parts: 60 + settings.KHIEN_ATTACHMENTS_MAX,
    },
  });
  server.addContentTypeParser('message/rfc822', (_request, payload, done) => done(null, payload));
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: settings.KHIEN_BODY_BYTES_MAX },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );

  server.addHook('onRequest', async (request, reply) => {
    request.language = languageOf(request);
    request.nonce = createNonce();
    reply.headers(securityHeaders(request.nonce));
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    refuseCrossSite(request);
  });
  server.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(services, error, request, reply),
  );
  server.setNotFoundHandler((request, reply) =>
    sendProblem(services, platformErrors.notFound(), request, reply),
  );

  for (const bound of routes) registerRoute(server, services, authenticate, bound);
  await options.extend?.(server);
  return server;
};
