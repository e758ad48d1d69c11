import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `public`: nobody need sign in. `signed-in`: any person or key. Else the permission that the caller must hold. */
export type RouteAccess = 'public' | 'signed-in' | (string & {});

/** How an answer that is not JSON leaves the server. */
export type RawAnswer = 'html' | 'file' | 'events' | 'text';

/**
 * A route as data. The server, the typed client, OpenAPI, the rights tests and the documentation all come from it,
 * so this file and every contract are free of Node and of the DOM.
 */
export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType | RawAnswer = z.ZodType | RawAnswer,
> = {
  method: Method;
  /** Fastify path, parameters as `:id`. */
  path: string;
  access: RouteAccess;
  /** One line in English for OpenAPI. */
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** `multipart` and `raw` bodies are handed to the use case as files; `form` is a plain HTML form. */
  bodyKind?: 'json' | 'multipart' | 'raw' | 'form';
  bodyBytesMax?: number;
  /** Content types that come as one file beside JSON, such as `message/rfc822`; then `body` is undefined. */
  rawTypes?: readonly string[];
  answer: Answer;
  status?: number;
  errors?: readonly { readonly code: string; readonly status: number }[];
  /** The caller may send Idempotency-Key; a repeat gets the first answer. On for every POST that creates. */
  isIdempotent?: boolean;
  /** Requests per minute and client address, on top of the general limit. */
  requestsPerMinute?: number;
  example?: unknown;
};

/** Declares a route and keeps its exact types. */
export const defineRoute = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  const Answer extends z.ZodType | RawAnswer = z.ZodType,
>(
  route: Route<Params, Query, Body, Answer>,
): Route<Params, Query, Body, Answer> => route;

export type ParamsOf<R> = R extends Route<infer P, infer _Q, infer _B, infer _A> ? z.output<P> : never;
export type QueryOf<R> = R extends Route<infer _P, infer Q, infer _B, infer _A> ? z.output<Q> : never;
export type BodyOf<R> = R extends Route<infer _P, infer _Q, infer B, infer _A> ? z.output<B> : never;
export type BodyInputOf<R> = R extends Route<infer _P, infer _Q, infer B, infer _A> ? z.input<B> : never;
export type QueryInputOf<R> = R extends Route<infer _P, infer Q, infer _B, infer _A> ? z.input<Q> : never;
export type AnswerOf<R> =
  R extends Route<infer _P, infer _Q, infer _B, infer A>
    ? A extends z.ZodType
      ? z.output<A>
      : never
    : never;
export type AnswerInputOf<R> =
  R extends Route<infer _P, infer _Q, infer _B, infer A>
    ? A extends z.ZodType
      ? z.input<A>
      : RawReply
    : never;

/** What a handler returns for an answer that is not JSON. */
export type RawReply = {
  status?: number;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
  body: string | Uint8Array | NodeJS.ReadableStream;
  /** Name under which a file is saved; such answers always download. */
  fileName?: string;
  /** Shown in the browser instead of saved: only for types that cannot carry script. */
  isInline?: boolean;
};
