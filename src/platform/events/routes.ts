import { handle } from '../http/handle.ts';
import { defineRoute } from '../http/route.ts';
import type { EventHub } from './event-hub.ts';

const HEARTBEAT_MS = 20_000;

/** The stream of live events (WHATWG HTML, server-sent events): type and ids only, filtered by the caller's rights. */
export const streamEventsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/events',
  access: 'signed-in',
  summary: 'Live events as server-sent events; each tells a type and ids, never content',
  answer: 'events',
});

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
    const end = hub().subscribe(ctx.actor, (event) => {
      // A page that does not read must not fill our memory: it reconnects and asks afresh.
      if (reply.raw.writableLength > 1_000_000) reply.raw.destroy();
      else reply.raw.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`);
    });
    const heartbeat = setInterval(() => reply.raw.write(': \n\n'), HEARTBEAT_MS);
    request.raw.on('close', () => {
      clearInterval(heartbeat);
      end();
    });
    return undefined as never;
  }),
];
