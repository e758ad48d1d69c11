import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import type { Ctx } from '../ctx/ctx.ts';
import type { StoredBlob } from '../files/blob-store.ts';
import type { AnswerInputOf, BodyOf, ParamsOf, QueryOf, Route } from './route.ts';

/** Finds out who sends a request. Throws platform.notSignedIn only for wrong credentials, never for missing ones. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor>;

/** A file of a multipart or raw body, already in the blob store. */
export type UploadedFile = StoredBlob & { field: string; name: string; contentType: string };

export type Input<R> = {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  files: readonly UploadedFile[];
  /** Raw request and reply, for cookies and streams only. */
  request: FastifyRequest;
  reply: FastifyReply;
  /** Idempotency-Key header, where the route has its own memory of it. */
  idempotencyKey: string | null;
  nonce: string;
};

export type Handler<R> = (ctx: Ctx, input: Input<R>) => Promise<AnswerInputOf<R>> | AnswerInputOf<R>;

export type BoundRoute = { route: Route; handler: Handler<Route> };

/** Joins a route of the contract with its use case; `routes.ts` of a slice is a list of these. */
export const handle = <R extends Route>(route: R, handler: Handler<R>): BoundRoute => ({
  route: route as unknown as Route,
  handler: handler as unknown as Handler<Route>,
});
