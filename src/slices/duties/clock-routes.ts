import { handle } from '../../platform/http/handle.ts';
import { continueClock, explainLateness, pauseClock, stopClock } from './clocks/change-clock.ts';
import { listClocks, readClock, readIncidentClocks, summariseClocks } from './clocks/read-clocks.ts';
import { startClockByHand } from './clocks/start-by-hand.ts';
import * as clocks from './contract/clocks.ts';
import * as dispatches from './contract/dispatches.ts';
import * as sets from './contract/rule-sets.ts';
import {
  proveDispatch,
  readDispatchFile,
  readDispatchPackage,
  withdrawDispatch,
} from './dispatch/change-dispatch.ts';
import { sendDispatches } from './dispatch/send-dispatches.ts';
import {
  approveRuleSet,
  createRuleSet,
  importRuleSet,
  proposeRuleSet,
  refuseRuleSet,
  returnRuleSet,
  saveRuleSet,
} from './rules/change-rule-set.ts';
import { previewRuleSet } from './rules/preview-rule-set.ts';
import {
  exportRuleSet,
  listRuleSets,
  listRules,
  readRuleSet,
  serveRuleSetSchema,
} from './rules/read-rule-sets.ts';

const ruleRoutes = [
  handle(sets.listRulesRoute, (ctx, { query }) => listRules(ctx, query.on)),
  handle(sets.listRuleSetsRoute, (ctx) => listRuleSets(ctx)),
  handle(sets.getRuleSetRoute, (ctx, { params }) => readRuleSet(ctx, params.id)),
  handle(sets.createRuleSetRoute, (ctx, { body }) => createRuleSet(ctx, body)),
  handle(sets.saveRuleSetRoute, (ctx, { params, body }) => saveRuleSet(ctx, params.id, body)),
  handle(sets.proposeRuleSetRoute, (ctx, { params, body }) => proposeRuleSet(ctx, params.id, body)),
  handle(sets.returnRuleSetRoute, (ctx, { params, body }) => returnRuleSet(ctx, params.id, body)),
  handle(sets.approveRuleSetRoute, (ctx, { params, body }) => approveRuleSet(ctx, params.id, body)),
  handle(sets.refuseRuleSetRoute, (ctx, { params, body }) => refuseRuleSet(ctx, params.id, body)),
  handle(sets.exportRuleSetRoute, (ctx, { params }) => exportRuleSet(ctx, params.id)),
  handle(sets.importRuleSetRoute, (ctx, { body }) => importRuleSet(ctx, body)),
  handle(sets.ruleSetSchemaRoute, () => serveRuleSetSchema()),
  handle(sets.previewRuleSetRoute, (ctx, { params, body }) => previewRuleSet(ctx, params.id, body)),
];

export const clockRoutes = [
  ...ruleRoutes,
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
