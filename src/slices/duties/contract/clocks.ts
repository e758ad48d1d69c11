import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { organisationRoles } from '../../agencies/contract/codes.ts';
import { agencyRefSchema } from '../../agencies/contract.ts';
import { precisionSchema } from '../../incidents/contract/codes.ts';
import { dispatchSchema } from './dispatches.ts';
import { dutyErrors } from './errors.ts';
import {
  basisStatuses,
  channels,
  formCodes,
  limitSchema,
  moments,
  partyRecipients,
  regimes,
} from './rules.ts';

/** Clocks changed; no data, since not everybody may know of every incident. */
export const clockChanged = 'clock.changed';

export const subjectKinds = ['incident', 'system', 'team'] as const;
export const clockStates = ['running', 'paused', 'fulfilled', 'stopped'] as const;
export const startCauses = [
  ...moments,
  'by-hand',
  'contact-changed',
  'calendar',
  'earlier-fulfilment',
] as const;

const can = z.record(z.string(), z.boolean());
const id = z.uuid();
const params = z.strictObject({ id });
const reason = z.string().trim().min(3).max(2_000);
const version = z.int().min(1);

/** Whom a duty reaches, and whether proof of it is there. */
export const clockRecipientSchema = z.object({
  key: z.string(),
  kind: z.enum(['role', 'party', 'body']),
  role: z.enum(organisationRoles).nullable(),
  party: z.enum(partyRecipients).nullable(),
  /** Name of a body that the rule itself names. */
  nameVi: z.string().nullable(),
  nameEn: z.string().nullable(),
  /** Who held the role on the day of the start; null when nobody did. */
  holder: agencyRefSchema.nullable(),
  email: z.string().nullable(),
  state: z.enum(['open', 'waiting', 'failed', 'proven']),
});

export const clockSchema = z.object({
  id,
  ruleId: z.string(),
  ruleSetNumber: z.int(),
  regime: z.enum(regimes),
  titleVi: z.string(),
  titleEn: z.string(),
  basis: z.object({
    document: z.string(),
    clause: z.string(),
    status: z.enum(basisStatuses),
    noteVi: z.string(),
    noteEn: z.string(),
  }),
  limit: limitSchema,
  form: z.enum(formCodes).nullable(),
  channels: z.array(z.enum(channels)),
  subject: z.object({
    kind: z.enum(subjectKinds),
    id: id.nullable(),
    /** Number of the incident, name of the system; empty for the team. */
    label: z.string(),
    title: z.string(),
    isSevere: z.boolean(),
    detectedPrecision: precisionSchema.nullable(),
  }),
  occurrence: z.int(),
  startedAt: z.iso.datetime(),
  startedBy: z.enum(startCauses),
  note: z.string(),
  dueAt: z.iso.datetime(),
  state: z.enum(clockStates),
  pauses: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime().nullable() })),
  fulfilledAt: z.iso.datetime().nullable(),
  lateReason: z.string().nullable(),
  /** Late, and nobody has said why. */
  needsReason: z.boolean(),
  warnedShare: z.int(),
  recipients: z.array(clockRecipientSchema),
  /** Days that a yearly report covers. */
  window: z.object({ from: z.iso.date(), to: z.iso.date(), before: z.iso.date() }).nullable(),
  version,
  can,
});
export type Clock = z.output<typeof clockSchema>;

export const clockEventSchema = z.object({
  id,
  at: z.iso.datetime(),
  kind: z.string(),
  actor: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type ClockEvent = z.output<typeof clockEventSchema>;

export const wholeClockSchema = clockSchema.extend({
  events: z.array(clockEventSchema),
  dispatches: z.array(dispatchSchema),
});
export type WholeClock = z.output<typeof wholeClockSchema>;

export const clockFilters = ['open', 'late', 'reason-missing', 'fulfilled', 'stopped', 'all'] as const;

export const listClocksQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  state: z.enum(clockFilters).default('open'),
  subject: z.enum(subjectKinds).optional(),
  regime: z.enum(regimes).optional(),
  ruleId: z.string().max(20).optional(),
});
export type ListClocks = z.output<typeof listClocksQuery>;

export const listClocksRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/clocks',
  access: 'clock.read',
  summary: 'Statutory clocks that the caller may see: the next due first, ended ones the latest first',
  query: listClocksQuery,
  answer: z.object({
    items: z.array(clockSchema),
    nextCursor: z.string().nullable(),
    can: z.object({ start: z.boolean() }),
  }),
});

export const clockSummaryRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/clock-summary',
  access: 'clock.read',
  summary: 'What is due: counts, and the next few clocks with severe incidents first',
  answer: z.object({
    open: z.int(),
    late: z.int(),
    dueWithinDay: z.int(),
    reasonMissing: z.int(),
    next: z.array(clockSchema),
  }),
});

export const incidentClocksRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/clocks',
  access: 'clock.read',
  summary: 'The clocks of an incident with their history and dispatches',
  params,
  answer: z.object({
    items: z.array(wholeClockSchema),
    ruleSetNumber: z.int().nullable(),
    can: z.object({ start: z.boolean() }),
  }),
  errors: [platformErrors.notFound],
});

export const getClockRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/clocks/:id',
  access: 'clock.read',
  summary: 'One clock with its history and dispatches',
  params,
  answer: wholeClockSchema,
  errors: [platformErrors.notFound],
});

export const startClockRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/clocks',
  access: 'clock.update',
  summary: 'Starts the clock of a rule that is started by hand, such as a request of the Ministry',
  body: z.strictObject({
    ruleId: z.string().min(1).max(20),
    subjectId: id.nullable(),
    startedAt: z.iso.datetime({ offset: true }),
    note: reason,
  }),
  answer: wholeClockSchema,
  status: 201,
  isIdempotent: true,
  errors: [platformErrors.notFound, platformErrors.invalid, dutyErrors.notStartedByHand],
});

const change = <const Name extends string>(name: Name, summary: string) =>
  defineRoute({
    method: 'POST',
    path: `/api/v1/clocks/:id/${name}` as const,
    access: 'clock.update',
    summary,
    params,
    body: z.strictObject({ version, reason }),
    answer: wholeClockSchema,
    errors: [
      platformErrors.notFound,
      platformErrors.notAllowed,
      platformErrors.stale,
      dutyErrors.clockStateWrong,
      dutyErrors.pauseNotAllowed,
    ],
  });

export const pauseClockRoute = change('pause', 'Lets a clock rest, where its rule allows that');
export const continueClockRoute = change(
  'continue',
  'Lets a resting clock run on; the rest is added to its time',
);
export const stopClockRoute = change('stop', 'Ends a clock by hand: the duty does not apply here');
export const explainLatenessRoute = change('late-reason', 'Says why a duty is late; every reason stays');
