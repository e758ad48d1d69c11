import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { mobilisationGrants } from './access.ts';
import { ladderService } from './ladder/ladder-service.ts';
import { createCallUps } from './migrations/0001-create-call-ups.ts';
import { createOrders } from './migrations/0002-create-orders.ts';
import { createAnswerRoutes } from './public-pages/answer-routes.ts';
import { answerMailHandler } from './receive-answer-mail.ts';
import { mobilisationRoutes } from './routes.ts';

/** Call-ups, answers, attendance, coordination orders. */
export const mobilisationSlice: ServerSlice = {
  name: 'mobilisation',
  migrations: [createCallUps, createOrders],
  routes: [...mobilisationRoutes, ...createAnswerRoutes()],
  grants: mobilisationGrants,
  background: [ladderService],
  mailReplies: [answerMailHandler],
};
