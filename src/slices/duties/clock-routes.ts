import { handle } from '../../platform/http/handle.ts';
import { continueClock, explainLateness, pauseClock, stopClock } from './clocks/change-clock.ts';
import { listClocks, readClock, readIncidentClocks, summariseClocks } from './clocks/read-clocks.ts';
import { startClockByHand } from './clocks/start-by-hand.ts';
import * as clocks from './contract/clocks.ts';
import * as dispatches from './contract/dispatches.ts';
import {
  proveDispatch,
  readDispatchFile,
  readDispatchPackage,
  withdrawDispatch,
} from './dispatch/change-dispatch.ts';
import { sendDispatches } from './dispatch/send-dispatches.ts';

export const clockRoutes = [
  handle(clocks.listClocksRoute, (ctx, { query }) => listClocks(ctx, query)),
  handle(clocks.clockSummaryRoute, (ctx) => summariseClocks(ctx)),
  handle(clocks.incidentClocksRoute, (ctx, { params }) => readIncidentClocks(ctx, params.id)),
  handle(clocks.getClockRoute, (ctx, { params }) => readClock(ctx, params.id)),
  handle(clocks.startClockRoute, (ctx, { body }) => startClockByHand(ctx, body)),
  handle(clocks.pauseClockRoute, (ctx, { params, body }) => pauseClock(ctx, params.id, body)),
  handle(clocks.continueClockRoute, (ctx, { params, body }) => continueClock(ctx, params.id, body)),
  handle(clocks.stopClockRoute, (ctx, { params, body }) => stopClock(ctx, params.id, body)),
  handle(clocks.explainLatenessRoute, (ctx, { params, body }) => explainLateness(ctx, params.id, body)),
  handle(dispatches.sendDispatchRoute, (ctx, { params, body }) => sendDispatches(ctx, params.id, body)),
  handle(dispatches.proveDispatchRoute, (ctx, { params, body, files }) =>
    proveDispatch(ctx, params.id, body, files),
  ),
  handle(dispatches.withdrawDispatchRoute, (ctx, { params, body }) =>
    withdrawDispatch(ctx, params.id, body.reason),
  ),
  handle(dispatches.getDispatchFileRoute, (ctx, { params }) =>
    readDispatchFile(ctx, params.id, params.fileId),
  ),
  handle(dispatches.getDispatchPackageRoute, (ctx, { params }) => readDispatchPackage(ctx, params.id)),
];
