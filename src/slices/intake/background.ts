import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { BackgroundService } from '../../platform/ctx/server-slice.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { recogniseReports } from './recognise-reports.ts';

const PAUSE_MS = 500;

const runRecogniser = (services: Services) => {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    const ctx = createCtx(services, { actor: createSystemActor('recogniser'), language: 'vi' });
    try {
      while (!isStopped && (await recogniseReports(ctx)) > 0);
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
