import { createSystemActor } from '../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../platform/ctx/ctx.ts';
import type { BackgroundService } from '../../platform/ctx/server-slice.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { JobDefinition } from '../../platform/jobs/job-queue.ts';
import { giveWarnings } from './clocks/give-warnings.ts';
import { openSystemDuties } from './clocks/open-system-duties.ts';
import { openYearlyDuties } from './clocks/open-team-duties.ts';
import { recountClocks } from './clocks/recount-clocks.ts';
import { settleMails } from './clocks/settle-mails.ts';
import { tellClocks } from './clocks/sync-incident-clocks.ts';

const PAUSE_MS = 5_000;
/** A program that comes up first takes in what waited (mail, imports): nobody is warned of what is then fulfilled. */
const WARNINGS_AFTER_MS = 60_000;
const MINUTE_MS = 60_000;
/** Duties of the calendar change by the day; looking every ten minutes costs nothing. */
const CALENDAR_EVERY_MS = 10 * MINUTE_MS;

const asWatch = (services: Services): Ctx =>
  createCtx(services, { actor: createSystemActor('Khiên'), language: 'vi' });

/** Opens the duties of the calendar and of systems whose time has come. Harmless when repeated. */
export const openCalendarDuties = (ctx: Ctx): Promise<number> =>
  ctx.tx(async (tx) => {
    const count = (await openYearlyDuties(ctx, tx)) + (await openSystemDuties(ctx, tx));
    if (count > 0) await tellClocks(ctx, tx);
    return count;
  });

const runWatch = (services: Services) => {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const startedAt = performance.now();
  let calendarAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    const ctx = asWatch(services);
    try {
      if (performance.now() - calendarAt > CALENDAR_EVERY_MS) {
        await openCalendarDuties(ctx);
        calendarAt = performance.now();
      }
      await settleMails(ctx);
      if (performance.now() - startedAt > WARNINGS_AFTER_MS) await giveWarnings(ctx);
    } catch (error) {
      services.log.error({ err: error }, 'watching duties');
    }
    if (!isStopped) timer = setTimeout(next, PAUSE_MS);
  };
  const next = () => {
    running = round();
  };
  next();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};

/** Keeps the clocks: proofs of mail, warnings, duties of the calendar. Every process may run it; rows are locked. */
export const watchService: BackgroundService = {
  name: 'duties.watch',
  start: async (services) => runWatch(services),
};

export const dutyJobs = (services: () => Services): readonly JobDefinition[] => [
  {
    name: 'duties.recount-clocks',
    run: async () => {
      await recountClocks(asWatch(services()));
    },
  },
];
