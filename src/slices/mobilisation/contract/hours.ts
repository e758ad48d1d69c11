import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyRefSchema } from '../../agencies/contract.ts';

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
const filters = { month, agencyId: z.uuid().optional() };

/** Hours in decimal, by what the day was; `night` is the part of them between 22:00 and 06:00. */
export const hoursSchema = z.object({
  workday: z.number(),
  weekend: z.number(),
  holiday: z.number(),
  night: z.number(),
  total: z.number(),
});
export type Hours = z.output<typeof hoursSchema>;

export const hourLineSchema = z.object({
  recipientId: z.uuid(),
  callUpId: z.uuid(),
  number: z.string(),
  fullName: z.string(),
  agency: agencyRefSchema,
  arrivedAt: z.iso.datetime(),
  /** Null while the member is still there; hours then count up to now. */
  leftAt: z.iso.datetime().nullable(),
  hours: hoursSchema,
});
export type HourLine = z.output<typeof hourLineSchema>;

export const listHoursRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/call-up-hours',
  access: 'call-up.read',
  summary: 'Hours of mobilised members in a month, by agency',
  query: z.strictObject(filters),
  answer: z.object({
    month,
    items: z.array(hourLineSchema),
    agencies: z.array(z.object({ agency: agencyRefSchema, people: z.int(), hours: hoursSchema })),
    /** False when the holidays of the year are not entered: holiday hours then count as plain days. */
    isCalendarComplete: z.boolean(),
  }),
});
export const hoursFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/call-up-hours/file',
  access: 'call-up.read',
  summary: 'The monthly note of hours, or the allowance table, as XLSX or DOCX',
  query: z.strictObject({
    ...filters,
    kind: z.enum(['note', 'allowance']),
    format: z.enum(['xlsx', 'docx']),
    /** Pay of one hour in VND, for the allowance table. */
    rate: z.coerce.number().int().min(0).max(10_000_000).optional(),
  }),
  answer: 'file',
});
