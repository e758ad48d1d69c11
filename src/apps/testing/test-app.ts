import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Actor } from '../../platform/access/actor.ts';
import { publicActor } from '../../platform/access/actor.ts';
import { permissionsOfRoles } from '../../platform/access/policy.ts';
import { readSettings, type Settings } from '../../platform/config/settings.ts';
import { type Ctx, createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { type EventHub, startEventHub } from '../../platform/events/event-hub.ts';
import { addressOf, type CallInput, ProblemError } from '../../platform/http/client.ts';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import type { AnswerOf, Route } from '../../platform/http/route.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { createLog } from '../../platform/log/log.ts';
import { createTestDatabase } from '../../platform/testing/test-database.ts';
import { createFixedClock } from '../../platform/time/clock.ts';
import { authenticateRequest } from '../../slices/accounts/public.ts';
import { type Role, rolesThatSeeAll } from '../../slices/accounts/roles.ts';
import { createRoutes } from '../routes.ts';
import { createServices } from '../server/create-services.ts';

type ActorOptions = { id?: string; label?: string; organisationIds?: readonly string[] };

/** A caller with given roles, without the way through sign-in. */
export type TestCaller = {
  actor: Actor;
  ctx(): Ctx;
  /** Calls a route; throws ProblemError like the web client. */
  call<R extends Route>(route: R, input?: CallInput<R>): Promise<AnswerOf<R>>;
  /** The raw answer, for status, headers and bodies that are not JSON. */
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
};

export type TestApp = {
  services: Services;
  server: FastifyInstance;
  hub: EventHub;
  clock: ReturnType<typeof createFixedClock>;
  /** The secret-free address of the throw-away database. */
  connectionString: string;
  as(roles: readonly Role[], options?: ActorOptions): TestCaller;
  public(): TestCaller;
  system(): Ctx;
  stop(): Promise<void>;
};

const ACTOR_HEADER = 'x-test-actor';

/**
 * The whole server in process on a database of its own; only who-is-calling is short-cut. Start it in `beforeAll`,
 * stop it in `afterAll`.
 */
export const createTestApp = async (
  options: { settings?: Partial<Record<keyof Settings, string>> } = {},
): Promise<TestApp> => {
  const database = await createTestDatabase();
  // Not the prefix of test servers: what carries that one and is a minute old, the next run clears away.
  const dataDir = await mkdtemp(join(tmpdir(), 'khien-files-'));
  const settings = readSettings({
    KHIEN_DATA: dataDir,
    KHIEN_LOG_LEVEL: process.env.KHIEN_TEST_LOG ?? 'silent',
    ...options.settings,
  });
  const log = createLog(settings.KHIEN_LOG_LEVEL);
  const clock = createFixedClock('2026-11-23T02:10:00+07:00');
  const running = await createServices({
    settings,
    connectionString: database.connectionString,
    log,
    clock,
    isWorking: false,
  });
  const { services } = running;
  const hub = await startEventHub(services.db, database.connectionString, log);
  const actors = new Map<string, Actor>();
  const server = await createHttpServer({
    services,
    routes: createRoutes({
      services,
      hub: () => hub,
      mailState: () => 'not-configured',
      version: '0.0.0-test',
    }),
    // Callers made by `as` are known by their header; everybody else goes through real sign-in.
    authenticate: async (request) =>
      actors.get(String(request.headers[ACTOR_HEADER])) ?? authenticateRequest(services)(request),
  });
  await server.ready();

  const callerFor = (actor: Actor): TestCaller => {
    const handleName = uuid7();
    actors.set(handleName, actor);
    const inject = (request: InjectOptions) =>
      server.inject({ ...request, headers: { [ACTOR_HEADER]: handleName, ...request.headers } });
    return {
      actor,
      ctx: () => createCtx(services, { actor, language: 'vi' }),
      inject,
      call: async (route, input = {}) => {
        const body = input.body as unknown;
        const response = await inject({
          method: route.method,
          url: addressOf(route, input.params, input.query),
          headers: {
            'accept-language': input.language ?? 'vi',
            ...(input.idempotencyKey ? { 'idempotency-key': input.idempotencyKey } : {}),
            ...input.headers,
          },
          ...(body === undefined ? {} : { payload: body as object }),
        });
        if (response.statusCode >= 400) throw new ProblemError(response.json());
        return (response.body === '' ? undefined : response.json()) as never;
      },
    };
  };

  return {
    services,
    server,
    hub,
    clock,
    connectionString: database.connectionString,
    as: (roles, actorOptions = {}) =>
      callerFor({
        kind: 'person',
        id: actorOptions.id ?? uuid7(),
        label: actorOptions.label ?? `${roles.join('+')} (test)`,
        reach: roles.some((role) => rolesThatSeeAll.includes(role)) ? 'all' : 'own',
        organisationIds: actorOptions.organisationIds ?? [],
        permissions: permissionsOfRoles(services.grants, roles),
      }),
    public: () => callerFor(publicActor),
    system: () =>
      createCtx(services, {
        actor: { ...publicActor, kind: 'system', label: 'test', reach: 'all' },
        language: 'vi',
      }),
    stop: async () => {
      await server.close();
      await hub.stop();
      await running.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
