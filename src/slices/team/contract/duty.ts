import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema } from '../../agencies/contract.ts';
import { memberRefSchema, teamErrors } from '../contract.ts';
import { shiftKinds } from './codes.ts';

/** The duty list changed; data: `id` of the shift. */
export const dutyChanged = 'duty.changed';

const can = z.record(z.string(), z.boolean());

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
});
export type Shift = z.output<typeof shiftSchema>;

export const addShiftSchema = z.strictObject({
  memberId: z.uuid(),
  place: lineSchema(60).default(DEFAULT_PLACE),
  kind: z.enum(shiftKinds).default('primary'),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
});
export type AddShift = z.output<typeof addShiftSchema>;

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
export const listShiftsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/shifts',
  access: 'duty.read',
  summary: 'Shifts that touch the given days of Viet Nam time, at most 62 days',
  query: z.strictObject({
    from: z.iso.date().optional(),
    days: z.coerce.number().int().min(1).max(62).default(7),
  }),
  answer: z.object({ from: z.iso.date(), to: z.iso.date(), items: z.array(shiftSchema), can }),
});
export const addShiftRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/shifts',
  access: 'duty.update',
  summary: 'Put a member on duty; two primaries at one place never overlap',
  body: addShiftSchema,
  answer: shiftSchema,
  isIdempotent: true,
  errors: [teamErrors.primaryOverlaps, teamErrors.memberOverlaps],
});
export const removeShiftRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/duty/shifts/:id',
  access: 'duty.update',
  summary: 'Take a shift off the duty list',
  params: z.strictObject({ id: z.uuid() }),
  answer: z.undefined(),
  errors: [platformErrors.notFound],
});
