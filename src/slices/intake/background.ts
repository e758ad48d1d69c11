import { setTimeout as sleep } from 'node:timers/promises';
import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { BackgroundService } from '../../platform/ctx/server-slice.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { recogniseReports } from './recognise-reports.ts';
import { isInBurst } from './report-batcher.ts';

const PAUSE_MS = 500;
/** Under a burst without end one batch is looked at so often. */
const DEFERRED_MS_MAX = 20_000;

const runRecogniser = (services: Services) => {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const untilCalm = async () => {
    const startMs = performance.now();
    while (!isStopped && isInBurst(services) && performance.now() - startMs < DEFERRED_MS_MAX)
      await sleep(PAUSE_MS);
  };
  const round = async () => {
    const ctx = createCtx(services, { actor: createSystemActor('recogniser'), language: 'vi' });
    try {
      while (!isStopped && (await recogniseReports(ctx)) > 0) await untilCalm();
    } catch (error) {
      services.log.error({ err: error }, 'recognising reports');
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

/** Finds agency and system of new reports. */
export const recogniserService: BackgroundService = {
  name: 'intake.recogniser',
  start: async (services) => runRecogniser(services),
};
