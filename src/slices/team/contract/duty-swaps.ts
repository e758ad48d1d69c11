import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { memberRefSchema, teamErrors } from '../contract.ts';
import { shiftSchema } from './duty.ts';
import { swapStates } from './duty-codes.ts';
import { dutyErrors } from './duty-errors.ts';

/** A swap was asked for, answered or decided; data: `id`. */
export const swapChanged = 'duty.swap-changed';

const can = z.record(z.string(), z.boolean());
const idParams = z.strictObject({ id: z.uuid() });
const noteSchema = z.string().trim().max(1_000).default('');

export const swapSchema = z.object({
  id: z.uuid(),
  state: z.enum(swapStates),
  isOpenOffer: z.boolean(),
  shift: shiftSchema,
  /** What is given in return; null when the shift is handed on. */
  returnShift: shiftSchema.nullable(),
  from: memberRefSchema,
  to: memberRefSchema.nullable(),
  reason: z.string(),
  requestedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  answerNote: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  version: z.int(),
  can,
});
export type Swap = z.output<typeof swapSchema>;

export const requestSwapSchema = z.strictObject({
  shiftId: z.uuid(),
  /** Whom to ask; null offers the shift to everybody in the team, and the first who takes it has it. */
  toMemberId: z.uuid().nullable().default(null),
  /** A shift of the asked member to take over in return; null hands the shift on. */
  returnShiftId: z.uuid().nullable().default(null),
  reason: z.string().trim().min(1).max(1_000),
});
export const answerSwapSchema = z.strictObject({ accept: z.boolean(), note: noteSchema, version: z.int() });
export const decideSwapSchema = z.strictObject({ approve: z.boolean(), note: noteSchema, version: z.int() });
export const withdrawSwapSchema = z.strictObject({ version: z.int() });
export type RequestSwap = z.output<typeof requestSwapSchema>;
export type AnswerSwap = z.output<typeof answerSwapSchema>;
export type DecideSwap = z.output<typeof decideSwapSchema>;

const stale = [platformErrors.notFound, platformErrors.stale] as const;
const refusals = [
  dutyErrors.swapClosed,
  dutyErrors.swapVoid,
  dutyErrors.shiftPast,
  teamErrors.memberOverlaps,
] as const;

export const listSwapsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/swaps',
  access: 'duty.swap',
  summary: 'Swaps of duty shifts, the newest first: those that wait, or those that are closed',
  query: z.strictObject({
    state: z.enum(['waiting', 'closed']).default('waiting'),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({
    items: z.array(swapSchema),
    nextCursor: z.string().nullable(),
    myMemberId: z.uuid().nullable(),
    can,
  }),
});
export const requestSwapRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/swaps',
  access: 'duty.swap',
  summary: 'Ask to exchange an own shift, or to hand it on',
  body: requestSwapSchema,
  answer: swapSchema,
  isIdempotent: true,
  errors: [
    dutyErrors.accountWithoutMember,
    dutyErrors.notYourShift,
    dutyErrors.shiftPast,
    dutyErrors.swapOpen,
    teamErrors.memberOverlaps,
  ],
});
export const answerSwapRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/swaps/:id/answer',
  access: 'duty.swap',
  summary: 'Accept or decline a swap as the asked member, or take an open offer',
  params: idParams,
  body: answerSwapSchema,
  answer: swapSchema,
  errors: [...stale, ...refusals, dutyErrors.accountWithoutMember, dutyErrors.notYourShift],
});
export const decideSwapRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/swaps/:id/decide',
  access: 'duty.approve',
  summary: 'Approve or refuse a swap that both have agreed; approval changes the duty list',
  params: idParams,
  body: decideSwapSchema,
  answer: swapSchema,
  errors: [...stale, ...refusals, dutyErrors.swapOwnApproval],
});
export const withdrawSwapRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/swaps/:id/withdraw',
  access: 'duty.swap',
  summary: 'Take back an own request that is not yet decided',
  params: idParams,
  body: withdrawSwapSchema,
  answer: swapSchema,
  errors: [...stale, dutyErrors.swapClosed, dutyErrors.notYourShift],
});
