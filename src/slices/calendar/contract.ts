import { z } from 'zod';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { dayKinds } from './contract/working-calendar.ts';

/** A day of the working calendar changed; data: `day`. */
export const calendarChanged = 'calendar.changed';

export const calendarDaySchema = z.object({
  day: z.iso.date(),
  kind: z.enum(dayKinds),
  nameVi: z.string(),
  nameEn: z.string(),
  /** Law or notice that says so. */
  basis: z.string(),
  /** False: from memory or before the notice of the year; shown as such. */
  isVerified: z.boolean(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
  version: z.int(),
});
export type CalendarDayAnswer = z.output<typeof calendarDaySchema>;

const line = (limit: number) => z.string().trim().min(1).max(limit);
const params = z.strictObject({ day: z.iso.date() });

export const setCalendarDaySchema = z.strictObject({
  kind: z.enum(dayKinds),
  nameVi: line(120),
  nameEn: line(120),
  basis: line(300),
  isVerified: z.boolean(),
  /** Of the day that is replaced; null for a new one. */
  version: z.int().min(1).nullable(),
});
export type SetCalendarDay = z.output<typeof setCalendarDaySchema>;

export const listCalendarRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/calendar',
  access: 'calendar.read',
  summary: 'Days that differ from the plain working week, between two dates (both included)',
  query: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  answer: z.object({
    items: z.array(calendarDaySchema),
    /** Years of the span for which no day is entered. */
    yearsNotCovered: z.array(z.int()),
    can: z.object({ update: z.boolean() }),
  }),
  errors: [platformErrors.invalid],
});

export const setCalendarDayRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/calendar/:day',
  access: 'calendar.update',
  summary: 'Enters or changes a holiday or an exchanged day',
  params,
  body: setCalendarDaySchema,
  answer: calendarDaySchema,
  errors: [platformErrors.stale, platformErrors.invalid],
});

export const removeCalendarDayRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/calendar/:day',
  access: 'calendar.update',
  summary: 'Makes a day plain again',
  params,
  answer: z.object({ day: z.iso.date() }),
  errors: [platformErrors.notFound],
});
