import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../../platform/config/settings.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { type EventHub, startEventHub } from '../../platform/events/event-hub.ts';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import type { Log } from '../../platform/log/log.ts';
import { authenticateRequest } from '../../slices/accounts/public.ts';
import { allMigrations } from '../migrations.ts';
import { createRoutes } from '../routes.ts';
import { serverSlices } from '../slices.ts';
import { createServices, type RunningServices, readVersion } from './create-services.ts';
import { createMailDelivery } from './mail-delivery.ts';
import { serveWeb } from './serve-web.ts';
import { createSignalDelivery } from './signal-delivery.ts';

export type RunningServer = {
  address: string;
  services: RunningServices['services'];
  /** Ends everything in order: no new requests, background work, jobs, database connections. */
  stop(): Promise<void>;
};

const startBackground = async (services: RunningServices['services']) => {
  const running: { stop(): Promise<void> }[] = [];
  for (const service of serverSlices.flatMap((slice) => slice.background ?? [])) {
    running.push(await service.start(services));
  }
  return running;
};

/**
 * The composition root: database up to date, devices, routes, background work, then the port is opened. Nothing else
 * in the program starts anything.
 */
export const startServer = async (options: {
  settings: Settings;
  connectionString: string;
  log: Log;
}): Promise<RunningServer> => {
  const { settings, connectionString, log } = options;
  mkdirSync(resolve(settings.KHIEN_DATA), { recursive: true });
  await migrate(connectionString, allMigrations);
  const mail = createMailDelivery(settings, log);
  const signals = createSignalDelivery(settings, log);
  const running = await createServices({
    settings,
    connectionString,
    log,
    isWorking: true,
    wakeOutbox: () => {
      mail.wake();
      signals.wake();
    },
  });
  const { services } = running;
  const hub: EventHub = await startEventHub(services.db, connectionString, log);
  const server: FastifyInstance = await createHttpServer({
    services,
    routes: createRoutes({ services, hub: () => hub, mailState: mail.state, version: readVersion() }),
    authenticate: authenticateRequest(services),
    extend: serveWeb,
  });
  mail.start(services.db, services.blobs);
  signals.start(services);
  const background = await startBackground(services);
  const address = await server.listen({ port: settings.KHIEN_PORT, host: settings.KHIEN_HOST });
  return {
    address,
    services,
    stop: async () => {
      await server.close();
      for (const service of background.reverse()) await service.stop();
      await mail.stop();
      await signals.stop();
      await hub.stop();
      await running.close();
    },
  };
};
