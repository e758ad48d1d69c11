import type { BackgroundService } from '../../../platform/ctx/server-slice.ts';
import type { Services } from '../../../platform/ctx/services.ts';
import { runLadder } from './run-ladder.ts';

const PAUSE_MS = 2_000;

const keepRunning = (services: Services) => {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    try {
      while (!isStopped && (await runLadder(services)) > 0);
    } catch (error) {
      services.log.error({ err: error }, 'steps of call-ups');
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

/** Looks every two seconds whether somebody must be chased, replaced or told. */
export const ladderService: BackgroundService = {
  name: 'mobilisation.ladder',
  start: async (services) => keepRunning(services),
};
