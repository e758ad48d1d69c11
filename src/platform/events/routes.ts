import type { Actor } from '../access/actor.ts';
import { handle } from '../http/handle.ts';
import { defineRoute } from '../http/route.ts';
import type { EventHub } from './event-hub.ts';
import { accessChangedEvent } from './publish.ts';

const HEARTBEAT_MS = 20_000;

/** The stream of live events (WHATWG HTML, server-sent events): type and ids only, filtered by the caller's rights. */
export const streamEventsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/events',
  access: 'signed-in',
  summary: 'Live events as server-sent events; each tells a type and ids, never content',
  answer: 'events',
});

const isSameAccess = (one: Actor, other: Actor): boolean =>
  one.id === other.id &&
  one.reach === other.reach &&
  one.organisationIds.join() === other.organisationIds.join() &&
  JSON.stringify([...one.permissions].sort()) === JSON.stringify([...other.permissions].sort());

/** A stream ends when its caller is no longer who they were, at the latest with the next heartbeat. */
export const createEventRoutes = (hub: () => EventHub) => [
  handle(streamEventsRoute, (ctx, { request, reply }) => {
    const head = reply.getHeaders() as Record<string, string>;
    reply.hijack();
    reply.raw.writeHead(200, {
      ...head,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 2000\n\n');
    const endIfChanged = () =>
      request.authenticate().then(
        (actor) => isSameAccess(actor, ctx.actor) || reply.raw.destroy(),
        () => reply.raw.destroy(),
      );
    const end = hub().subscribe(ctx.actor, (event) => {
      if (event.type === accessChangedEvent) {
        void endIfChanged();
        return;
      }
      // A page that does not read must not fill our memory: it reconnects and asks afresh.
      if (reply.raw.writableLength > 1_000_000) reply.raw.destroy();
      else reply.raw.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`);
    });
    const heartbeat = setInterval(() => {
      reply.raw.write(': \n\n');
      void endIfChanged();
    }, HEARTBEAT_MS);
    request.raw.on('close', () => {
      clearInterval(heartbeat);
      end();
    });
    return undefined as never;
  }),
];
