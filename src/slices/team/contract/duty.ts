import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema } from '../../agencies/contract.ts';
import { memberRefSchema, teamErrors } from '../contract.ts';
import { shiftKinds } from './codes.ts';
import { handOverStates } from './duty-codes.ts';
import { dutyErrors } from './duty-errors.ts';

/** The duty list changed; data: `id` of the shift, or of the plan that was published. */
export const dutyChanged = 'duty.changed';

const can = z.record(z.string(), z.boolean());
const idParams = z.strictObject({ id: z.uuid() });
const instant = z.iso.datetime({ offset: true });

/** The desk where shifts are kept unless another is named. */
export const DEFAULT_PLACE = 'main';

export const shiftSchema = z.object({
  id: z.uuid(),
  member: memberRefSchema,
  phone: z.string().nullable(),
  backupPhone: z.string().nullable(),
  place: z.string(),
  kind: z.enum(shiftKinds),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  version: z.int(),
  /** State of the hand-over note; null while nobody has begun one. */
  handOver: z.enum(handOverStates).nullable(),
});
export type Shift = z.output<typeof shiftSchema>;

const shiftFields = {
  memberId: z.uuid(),
  place: lineSchema(60).default(DEFAULT_PLACE),
  kind: z.enum(shiftKinds).default('primary'),
  startsAt: instant,
  endsAt: instant,
};
export const addShiftSchema = z.strictObject(shiftFields);
export const updateShiftSchema = z.strictObject({ ...shiftFields, version: z.int() });
export type AddShift = z.output<typeof addShiftSchema>;
export type UpdateShift = z.output<typeof updateShiftSchema>;
export const exchangeShiftsSchema = z.strictObject({
  shiftId: z.uuid(),
  shiftVersion: z.int(),
  otherId: z.uuid(),
  otherVersion: z.int(),
});
export type ExchangeShifts = z.output<typeof exchangeShiftsSchema>;

const overlaps = [teamErrors.primaryOverlaps, teamErrors.memberOverlaps] as const;

export const dutyNowRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/now',
  access: 'duty.read',
  summary: 'Who is on duty now and who comes next',
  answer: z.object({
    at: z.iso.datetime(),
    current: z.array(shiftSchema),
    next: z.array(shiftSchema),
    /** False when nobody is on duty as primary at this moment. */
    isCovered: z.boolean(),
  }),
});
export const myDutyRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/mine',
  access: 'duty.swap',
  summary: 'The caller as a member: own shifts now and next, hand-over and swaps that wait for them',
  answer: z.object({
    /** Null for an account that is no member's. */
    memberId: z.uuid().nullable(),
    current: shiftSchema.nullable(),
    upcoming: z.array(shiftSchema),
    /** The shift that the caller has to hand over: the running one, or the last one without a given note. */
    toHandOver: shiftSchema.nullable(),
    /** The earlier shift whose note waits for the caller's signature. */
    toSign: shiftSchema.nullable(),
    swapsWaiting: z.int(),
  }),
});
export const listShiftsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/shifts',
  access: 'duty.read',
  summary:
    'Shifts that touch the given days of Viet Nam time, at most 62 days, with the special days among them',
  query: z.strictObject({
    from: z.iso.date().optional(),
    days: z.coerce.number().int().min(1).max(62).default(7),
  }),
  answer: z.object({
    from: z.iso.date(),
    to: z.iso.date(),
    items: z.array(shiftSchema),
    /** Holidays, swap days and weekends of the span; ordinary workdays are left out. */
    days: z.array(
      z.object({
        day: z.iso.date(),
        kind: z.enum(['weekend', 'holiday', 'swap-workday', 'swap-day-off']),
        name: z.string().nullable(),
      }),
    ),
    can,
  }),
});
export const addShiftRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/shifts',
  access: 'duty.update',
  summary: 'Put a member on duty; two primaries at one place never overlap',
  body: addShiftSchema,
  answer: shiftSchema,
  isIdempotent: true,
  errors: [...overlaps],
});
export const updateShiftRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/duty/shifts/:id',
  access: 'duty.update',
  summary: 'Move a shift that has not begun to other hours or another member',
  params: idParams,
  body: updateShiftSchema,
  answer: shiftSchema,
  errors: [...overlaps, platformErrors.notFound, platformErrors.stale, dutyErrors.shiftPast],
});
export const exchangeShiftsRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/shifts/exchange',
  access: 'duty.update',
  summary: 'Let the members of two shifts change places',
  body: exchangeShiftsSchema,
  answer: z.object({ items: z.array(shiftSchema) }),
  errors: [...overlaps, platformErrors.notFound, platformErrors.stale, dutyErrors.shiftPast],
});
export const removeShiftRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/duty/shifts/:id',
  access: 'duty.update',
  summary: 'Take a shift off the duty list',
  params: idParams,
  answer: z.undefined(),
  errors: [platformErrors.notFound, dutyErrors.shiftHandedOver],
});
