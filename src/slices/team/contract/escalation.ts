import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { memberRefSchema } from '../contract.ts';
import { teamRoles } from './codes.ts';
import { escalationTargets } from './duty-codes.ts';
import { dutyErrors } from './duty-errors.ts';

const can = z.record(z.string(), z.boolean());
const ESCALATION_STEPS_MAX = 12;

export const escalationStepSchema = z.strictObject({
  target: z.enum(escalationTargets),
  roleInTeam: z.enum(teamRoles).nullable().default(null),
  memberId: z.uuid().nullable().default(null),
  waitMinutes: z.int().min(0).max(1_440),
});
export const setEscalationSchema = z.strictObject({
  steps: z.array(escalationStepSchema).min(1).max(ESCALATION_STEPS_MAX),
  version: z.int(),
});
export type SetEscalation = z.output<typeof setEscalationSchema>;

const ladderSchema = z.object({
  steps: z.array(
    z.object({
      position: z.int(),
      target: z.enum(escalationTargets),
      roleInTeam: z.enum(teamRoles).nullable(),
      memberId: z.uuid().nullable(),
      waitMinutes: z.int(),
      /** Whom the step means now. */
      people: z.array(memberRefSchema.extend({ phone: z.string().nullable() })),
    }),
  ),
  version: z.int(),
  can,
});
export type EscalationLadder = z.output<typeof ladderSchema>;

export const getEscalationRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/escalation',
  access: 'duty.read',
  summary: 'Whom to call in turn when nobody answers, with the people whom each step means now',
  answer: ladderSchema,
});
export const setEscalationRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/duty/escalation',
  access: 'duty.plan',
  summary: 'Set the steps of the escalation ladder',
  body: setEscalationSchema,
  answer: ladderSchema,
  errors: [platformErrors.stale],
});

const linkSchema = z.object({ createdAt: z.iso.datetime().nullable() });

export const getCalendarLinkRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/calendar-link',
  access: 'duty.swap',
  summary: 'Whether the caller has a calendar link; the link itself is shown once, when it is made',
  answer: linkSchema,
});
export const createCalendarLinkRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/calendar-link',
  access: 'duty.swap',
  summary: 'Make a secret calendar link of the own shifts; an earlier one stops working',
  answer: linkSchema.extend({ url: z.string() }),
  errors: [dutyErrors.accountWithoutMember],
});
export const revokeCalendarLinkRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/duty/calendar-link',
  access: 'duty.swap',
  summary: 'Stop the own calendar link',
  answer: z.undefined(),
  errors: [dutyErrors.accountWithoutMember],
});
export const calendarFeedRoute = defineRoute({
  method: 'GET',
  path: '/calendar/:token',
  access: 'public',
  summary: 'The shifts behind a calendar link as iCalendar (RFC 5545)',
  params: z.strictObject({ token: z.string().max(100) }),
  answer: 'text',
  requestsPerMinute: 30,
  errors: [dutyErrors.calendarGone],
});
