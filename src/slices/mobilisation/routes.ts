import { handle } from '../../platform/http/handle.ts';
import { recordAnswer } from './answer-call.ts';
import { releasePerson, setAttendance } from './attendance.ts';
import * as answers from './contract/answers.ts';
import * as callUps from './contract/call-up.ts';
import { hoursFileRoute, listHoursRoute } from './contract/hours.ts';
import * as orders from './contract/orders.ts';
import { addCalled, createCallUp } from './create-call-up.ts';
import { endCallUp, setMinutes } from './end-call-up.ts';
import { downloadHours } from './hours/hours-file.ts';
import { listHours } from './hours/list-hours.ts';
import { answerMyCallUp, listMyCallUps, setMyAttendance } from './my-call-ups.ts';
import { draftNoticeLetter } from './notice-letter.ts';
import { getOrder, listOrders } from './orders/describe-order.ts';
import { addOrderFiles, getOrderFile, moveOrder, setAction } from './orders/move-order.ts';
import { draftOrderLetter } from './orders/order-letter.ts';
import { createOrder, updateOrder } from './orders/save-order.ts';
import { printNotice } from './print-notice.ts';
import { addPushSubscription, removePushSubscription } from './push-subscriptions.ts';
import { getCallUp } from './queries/describe-call-up.ts';
import { listCallUps } from './queries/list-call-ups.ts';
import { listCandidates } from './queries/list-candidates.ts';
import { getDistance, setDistance } from './set-distance.ts';

const callUpRoutes = [
  handle(callUps.listCallUpsRoute, (ctx, { query }) => listCallUps(ctx, query)),
  handle(callUps.listCandidatesRoute, (ctx, { query }) => listCandidates(ctx, query)),
  handle(callUps.createCallUpRoute, (ctx, { body }) => createCallUp(ctx, body)),
  handle(callUps.getCallUpRoute, (ctx, { params }) => getCallUp(ctx, params.id)),
  handle(callUps.addCalledRoute, (ctx, { params, body }) => addCalled(ctx, params.id, body.members)),
  handle(callUps.setMinutesRoute, (ctx, { params, body }) => setMinutes(ctx, params.id, body)),
  handle(callUps.endCallUpRoute, (ctx, { params, body }) => endCallUp(ctx, params.id, body.reason)),
  handle(callUps.draftLetterRoute, (ctx, { params }) => draftNoticeLetter(ctx, params.id)),
  handle(callUps.printNoticeRoute, (ctx, { params, query }) => printNotice(ctx, params.id, query.format)),
  handle(callUps.getDistanceRoute, (ctx, { params }) => getDistance(ctx, params.id)),
  handle(callUps.setDistanceRoute, async (ctx, { params, body }) => {
    await setDistance(ctx, params.id, body.km);
    return undefined;
  }),
  handle(answers.recordAnswerRoute, (ctx, { params, body }) =>
    recordAnswer(ctx, params.id, params.recipientId, body.answer),
  ),
  handle(answers.setAttendanceRoute, (ctx, { params, body }) =>
    setAttendance(ctx, params.id, params.recipientId, body),
  ),
  handle(answers.releasePersonRoute, (ctx, { params }) => releasePerson(ctx, params.id, params.recipientId)),
  handle(listHoursRoute, (ctx, { query }) => listHours(ctx, query)),
  handle(hoursFileRoute, (ctx, { query }) => downloadHours(ctx, query)),
];

const ownRoutes = [
  handle(answers.listMyCallUpsRoute, (ctx) => listMyCallUps(ctx)),
  handle(answers.answerMyCallUpRoute, (ctx, { params, body }) => answerMyCallUp(ctx, params.id, body.answer)),
  handle(answers.setMyAttendanceRoute, (ctx, { params, body }) => setMyAttendance(ctx, params.id, body.what)),
  handle(answers.addPushRoute, async (ctx, { body }) => {
    await addPushSubscription(ctx, body);
    return undefined;
  }),
  handle(answers.removePushRoute, async (ctx, { body }) => {
    await removePushSubscription(ctx, body.endpoint);
    return undefined;
  }),
];

const orderRoutes = [
  handle(orders.listOrdersRoute, (ctx, { query }) => listOrders(ctx, query)),
  handle(orders.createOrderRoute, (ctx, { body }) => createOrder(ctx, body)),
  handle(orders.getOrderRoute, (ctx, { params }) => getOrder(ctx, params.id)),
  handle(orders.updateOrderRoute, (ctx, { params, body }) => updateOrder(ctx, params.id, body)),
  handle(orders.moveOrderRoute, (ctx, { params, body }) => moveOrder(ctx, params.id, body)),
  handle(orders.setActionRoute, (ctx, { params, body }) => setAction(ctx, params.id, params.actionId, body)),
  handle(orders.addOrderFilesRoute, (ctx, { params, body, files }) =>
    addOrderFiles(ctx, params.id, files, body.note),
  ),
  handle(orders.getOrderFileRoute, (ctx, { params }) => getOrderFile(ctx, params.id, params.fileId)),
  handle(orders.draftOrderLetterRoute, (ctx, { params }) => draftOrderLetter(ctx, params.id)),
];

export const mobilisationRoutes = [...callUpRoutes, ...ownRoutes, ...orderRoutes];
