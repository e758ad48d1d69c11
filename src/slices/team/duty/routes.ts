import { handle } from '../../../platform/http/handle.ts';
import * as list from '../contract/duty.ts';
import * as plans from '../contract/duty-plans.ts';
import * as swaps from '../contract/duty-swaps.ts';
import * as ladder from '../contract/escalation.ts';
import * as notes from '../contract/hand-over.ts';
import { addShift, getDutyNow, listShifts, removeShift } from '../duty-shifts.ts';
import { addAbsence, getPlanning, removeAbsence } from './absences.ts';
import { answerSwap, withdrawSwap } from './answer-swap.ts';
import {
  createCalendarLink,
  getCalendarLink,
  readCalendarFeed,
  revokeCalendarLink,
} from './calendar-link.ts';
import { discardPlan, publishPlan, setPlanShift } from './change-plan.ts';
import { exchangeShifts, updateShift } from './change-shift.ts';
import { decideSwap } from './decide-swap.ts';
import { draftHandOver } from './draft-hand-over.ts';
import { getFairness } from './fairness.ts';
import { giveHandOver, saveHandOver, signHandOver } from './give-hand-over.ts';
import { getHandOver } from './hand-over-records.ts';
import { listSwaps } from './list-swaps.ts';
import { createPlan } from './make-plan.ts';
import { getMyDuty } from './my-duty.ts';
import { getPlan } from './plan-records.ts';
import { requestSwap } from './request-swap.ts';
import { createPattern, updatePattern } from './save-pattern.ts';
import { getEscalation, setEscalation } from './set-escalation.ts';

export const dutyRosterRoutes = [
  handle(list.dutyNowRoute, (ctx) => getDutyNow(ctx)),
  handle(list.myDutyRoute, (ctx) => getMyDuty(ctx)),
  handle(list.listShiftsRoute, (ctx, { query }) => listShifts(ctx, query)),
  handle(list.addShiftRoute, (ctx, { body }) => addShift(ctx, body)),
  handle(list.updateShiftRoute, (ctx, { params, body }) => updateShift(ctx, params.id, body)),
  handle(list.exchangeShiftsRoute, (ctx, { body }) => exchangeShifts(ctx, body)),
  handle(list.removeShiftRoute, (ctx, { params }) => removeShift(ctx, params.id)),
  handle(swaps.listSwapsRoute, (ctx, { query }) => listSwaps(ctx, query)),
  handle(swaps.requestSwapRoute, (ctx, { body }) => requestSwap(ctx, body)),
  handle(swaps.answerSwapRoute, (ctx, { params, body }) => answerSwap(ctx, params.id, body)),
  handle(swaps.decideSwapRoute, (ctx, { params, body }) => decideSwap(ctx, params.id, body)),
  handle(swaps.withdrawSwapRoute, (ctx, { params, body }) => withdrawSwap(ctx, params.id, body.version)),
  handle(notes.getHandOverRoute, (ctx, { query }) => getHandOver(ctx, query.shiftId)),
  handle(notes.draftHandOverRoute, (ctx, { params }) => draftHandOver(ctx, params.shiftId)),
  handle(notes.saveHandOverRoute, (ctx, { params, body }) => saveHandOver(ctx, params.shiftId, body)),
  handle(notes.giveHandOverRoute, (ctx, { params, body }) => giveHandOver(ctx, params.shiftId, body)),
  handle(notes.signHandOverRoute, (ctx, { params, body }) => signHandOver(ctx, params.shiftId, body)),
  handle(ladder.getEscalationRoute, (ctx) => getEscalation(ctx)),
  handle(ladder.setEscalationRoute, (ctx, { body }) => setEscalation(ctx, body)),
  handle(ladder.getCalendarLinkRoute, (ctx) => getCalendarLink(ctx)),
  handle(ladder.createCalendarLinkRoute, (ctx) => createCalendarLink(ctx)),
  handle(ladder.revokeCalendarLinkRoute, (ctx) => revokeCalendarLink(ctx)),
  handle(ladder.calendarFeedRoute, (ctx, { params }) => readCalendarFeed(ctx, params.token)),
  handle(plans.listPatternsRoute, (ctx) => getPlanning(ctx)),
  handle(plans.createPatternRoute, (ctx, { body }) => createPattern(ctx, body)),
  handle(plans.updatePatternRoute, (ctx, { params, body }) => updatePattern(ctx, params.id, body)),
  handle(plans.createPlanRoute, (ctx, { body }) => createPlan(ctx, body)),
  handle(plans.getPlanRoute, (ctx, { query }) => getPlan(ctx, query.id)),
  handle(plans.setPlanShiftRoute, (ctx, { params, body }) => setPlanShift(ctx, params.id, body)),
  handle(plans.publishPlanRoute, (ctx, { params, body }) => publishPlan(ctx, params.id, body)),
  handle(plans.discardPlanRoute, (ctx, { params, body }) => discardPlan(ctx, params.id, body.version)),
  handle(plans.addAbsenceRoute, (ctx, { body }) => addAbsence(ctx, body)),
  handle(plans.removeAbsenceRoute, (ctx, { params }) => removeAbsence(ctx, params.id)),
  handle(plans.fairnessRoute, (ctx, { query }) => getFairness(ctx, query)),
];
