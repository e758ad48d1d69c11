import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema } from '../../agencies/contract.ts';
import { callUpSchema, can, idParams } from './call-up.ts';
import * as codes from './codes.ts';
import { mobilisationErrors } from './errors.ts';

const reason = lineSchema(500);
const instant = z.iso.datetime({ offset: true });

/** One answer. A refusal always has its reason; a coming may leave the time open. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('received') }),
  z.strictObject({ kind: z.literal('coming'), at: instant.nullable().default(null) }),
  z.strictObject({ kind: z.literal('declined'), reason }),
  z.strictObject({ kind: z.literal('consented') }),
  z.strictObject({ kind: z.literal('refused'), reason }),
]);
export type Answer = z.output<typeof answerSchema>;

const recipientParams = idParams.extend({ recipientId: z.uuid() });
const errors = [
  platformErrors.notFound,
  mobilisationErrors.ended,
  mobilisationErrors.answerDoesNotFit,
] as const;

export const recordAnswerRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/call-ups/:id/recipients/:recipientId/answer',
  access: 'call-up.create',
  summary: 'Record an answer that somebody gave by telephone',
  params: recipientParams,
  body: z.strictObject({ answer: answerSchema }),
  answer: callUpSchema,
  errors,
});
export const setAttendanceRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/call-ups/:id/recipients/:recipientId/attendance',
  access: 'call-up.create',
  summary: 'Record when a member arrived and left',
  params: recipientParams,
  body: z.strictObject({ arrivedAt: instant, leftAt: instant.nullable().default(null) }),
  answer: callUpSchema,
  errors: [platformErrors.notFound, mobilisationErrors.answerDoesNotFit],
});
export const releasePersonRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/call-ups/:id/recipients/:recipientId/release',
  access: 'call-up.create',
  summary: 'Release a member: access to the incident ends',
  params: recipientParams,
  answer: callUpSchema,
  errors: [platformErrors.notFound, mobilisationErrors.answerDoesNotFit],
});

export const myCallUpSchema = z.object({
  recipientId: z.uuid(),
  number: z.string(),
  isExercise: z.boolean(),
  isRunning: z.boolean(),
  standingAgency: z.string(),
  text: z.string(),
  task: z.string().nullable(),
  place: z.string().nullable(),
  presentAt: z.iso.datetime().nullable(),
  bring: z.string().nullable(),
  contact: z.string(),
  state: z.enum(codes.recipientStates),
  calledAt: z.iso.datetime().nullable(),
  comingAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  arrivedAt: z.iso.datetime().nullable(),
  leftAt: z.iso.datetime().nullable(),
  /** The incident, while the call-up gives access to it. */
  incident: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
});
export type MyCallUp = z.output<typeof myCallUpSchema>;

export const listMyCallUpsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/my/call-ups',
  access: 'signed-in',
  summary: 'Call-ups of the caller, running ones first',
  answer: z.object({
    items: z.array(myCallUpSchema),
    /** Public key for push notes, null where they are off. */
    pushKey: z.string().nullable(),
    can,
  }),
});
export const answerMyCallUpRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/my/call-ups/:id/answer',
  access: 'signed-in',
  summary: 'Answer an own call-up; `id` is that of the recipient',
  params: idParams,
  body: z.strictObject({ answer: answerSchema }),
  answer: myCallUpSchema,
  errors,
});
export const setMyAttendanceRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/my/call-ups/:id/attendance',
  access: 'signed-in',
  summary: 'Say that one has arrived or leaves now',
  params: idParams,
  body: z.strictObject({ what: z.enum(['arrived', 'left']) }),
  answer: myCallUpSchema,
  errors,
});

const key = z
  .string()
  .max(200)
  .regex(/^[\w-]+$/);
export const addPushRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/my/push-subscriptions',
  access: 'signed-in',
  summary: 'Let this browser show call-ups as push notes',
  body: z.strictObject({ endpoint: z.url().max(1_000), p256dh: key, auth: key }),
  answer: z.undefined(),
  errors: [mobilisationErrors.pushRefused],
});
export const removePushRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/my/push-subscriptions/remove',
  access: 'signed-in',
  summary: 'No more push notes for this browser',
  body: z.strictObject({ endpoint: z.url().max(1_000) }),
  answer: z.undefined(),
});
