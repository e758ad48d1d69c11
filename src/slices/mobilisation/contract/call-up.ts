import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyRefSchema, lineSchema } from '../../agencies/contract.ts';
import * as codes from './codes.ts';
import { mobilisationErrors } from './errors.ts';

export const idParams = z.strictObject({ id: z.uuid() });
export const can = z.record(z.string(), z.boolean());
export const linesSchema = (limit: number) => z.string().trim().max(limit).normalize('NFC');
const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);
const minute = z.int().min(1).max(1_440);

/** Minutes must rise: nobody is replaced before being chased. */
export const minutesSchema = z
  .strictObject({
    chase: minute,
    backup: minute,
    head: minute,
    leader: minute,
    consentChase: minute,
    consentLeader: minute,
  })
  .refine(
    (value) => value.chase <= value.backup && value.backup <= value.head && value.head <= value.leader,
    { path: ['leader'], params: { reason: 'mobilisation.minutesOrder' } },
  )
  .refine((value) => value.consentChase <= value.consentLeader, {
    path: ['consentLeader'],
    params: { reason: 'mobilisation.minutesOrder' },
  });

export const calledMemberSchema = z.strictObject({
  memberId: z.uuid(),
  /** What this member is asked to do. */
  task: optionalLine(300),
  /** Who is called when this member declines or stays silent. */
  backupMemberId: z.uuid().nullable().default(null),
});

export const createCallUpSchema = z.strictObject({
  /** Null only for a communications check. */
  incidentId: z.uuid().nullable(),
  isExercise: z.boolean().default(false),
  urgency: z.enum(codes.urgencies).default('express'),
  /** What the notice says; nothing else about the incident goes out. */
  text: linesSchema(2_000).pipe(z.string().min(1)),
  /** Null: from where one is. */
  place: optionalLine(200),
  presentAt: z.iso.datetime({ offset: true }).nullable().default(null),
  /** Tools to bring. */
  bring: optionalLine(500),
  /** Whom to call, around the clock. */
  contact: lineSchema(200),
  legalBasis: optionalLine(1_000),
  minutes: minutesSchema.default({ ...codes.defaultMinutes }),
  members: z.array(calledMemberSchema).min(1).max(codes.MEMBERS_MAX),
  /** Ask the heads of the agencies for their consent. */
  askHeads: z.boolean().default(true),
});
export type CreateCallUp = z.output<typeof createCallUpSchema>;

const instant = z.iso.datetime();
export const recipientSchema = z.object({
  id: z.uuid(),
  kind: z.enum(codes.recipientKinds),
  memberId: z.uuid().nullable(),
  fullName: z.string(),
  agency: agencyRefSchema,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  task: z.string().nullable(),
  state: z.enum(codes.recipientStates),
  /** Full name of whom this one stands in for. */
  backupFor: z.string().nullable(),
  calledAt: instant.nullable(),
  answeredAt: instant.nullable(),
  answerChannel: z.enum(codes.answerChannels).nullable(),
  comingAt: instant.nullable(),
  reason: z.string().nullable(),
  arrivedAt: instant.nullable(),
  leftAt: instant.nullable(),
  releasedAt: instant.nullable(),
  hasAccess: z.boolean(),
  nextStep: z.enum(codes.ladderSteps).nullable(),
  nextStepAt: instant.nullable(),
  /** Newest message of each channel and what became of it. */
  deliveries: z.array(
    z.object({
      channel: z.enum(['mail', 'sms', 'push']),
      state: z.enum(['waiting', 'sent', 'failed', 'unknown']),
      at: instant,
    }),
  ),
});
export type Recipient = z.output<typeof recipientSchema>;

export const stepSchema = z.object({
  id: z.uuid(),
  kind: z.enum(codes.stepKinds),
  at: instant,
  by: z.string(),
  recipient: z.string().nullable(),
  /** Words of an answer, or the name of another person that the step concerns. */
  note: z.string().nullable(),
});

export const scoreSchema = z.object({
  called: z.int(),
  answered: z.int(),
  /** Share of the called who answered within so many minutes, 0 to 1. */
  within: z.array(z.object({ minutes: z.int(), count: z.int(), share: z.number() })),
  medianMinutes: z.number().nullable(),
});
export type Score = z.output<typeof scoreSchema>;

export const callUpItemSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  isExercise: z.boolean(),
  state: z.enum(codes.callUpStates),
  urgency: z.enum(codes.urgencies),
  incident: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  place: z.string().nullable(),
  presentAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  endedAt: instant.nullable(),
  counts: z.object({
    members: z.int(),
    coming: z.int(),
    declined: z.int(),
    silent: z.int(),
    arrived: z.int(),
    heads: z.int(),
    consented: z.int(),
    refused: z.int(),
  }),
});
export type CallUpItem = z.output<typeof callUpItemSchema>;

export const callUpSchema = callUpItemSchema.extend({
  standingAgency: z.string(),
  text: z.string(),
  bring: z.string().nullable(),
  contact: z.string(),
  legalBasis: z.string().nullable(),
  minutes: z.object({
    chase: z.int(),
    backup: z.int(),
    head: z.int(),
    leader: z.int(),
    consentChase: z.int(),
    consentLeader: z.int(),
  }),
  linksExpireAt: instant,
  endReason: z.string().nullable(),
  documentId: z.uuid().nullable(),
  channels: z.object({ mail: z.boolean(), sms: z.boolean(), push: z.boolean() }),
  recipients: z.array(recipientSchema),
  /** The newest first, at most 300. */
  steps: z.array(stepSchema),
  score: scoreSchema,
  version: z.int(),
  can,
});
export type CallUp = z.output<typeof callUpSchema>;

export const candidateSchema = z.object({
  memberId: z.uuid(),
  fullName: z.string(),
  agency: agencyRefSchema,
  roleInTeam: z.string(),
  groupName: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  hasAccount: z.boolean(),
  skills: z.array(z.object({ id: z.uuid(), nameVi: z.string(), nameEn: z.string(), level: z.int() })),
  distanceKm: z.number().nullable(),
  openIncidents: z.int(),
  openTasks: z.int(),
  otherCallUps: z.int(),
  onDuty: z.enum(['primary', 'backup']).nullable(),
  hasHeadContact: z.boolean(),
  /** Best first; the list comes in its order. */
  rank: z.int(),
});
export type Candidate = z.output<typeof candidateSchema>;

const listFilters = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const listCallUpsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/call-ups',
  access: 'call-up.read',
  summary: 'Call-ups and communications checks, newest first',
  query: z.strictObject({
    ...listFilters,
    state: z.enum(codes.callUpStates).optional(),
    isExercise: z.enum(['true', 'false']).optional(),
    incidentId: z.uuid().optional(),
  }),
  answer: z.object({ items: z.array(callUpItemSchema), nextCursor: z.string().nullable(), can }),
});
export const listCandidatesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/call-up-candidates',
  access: 'call-up.create',
  summary: 'Members of the team with skills, distance, load and duty, the fittest first',
  query: z.strictObject({
    incidentId: z.uuid().optional(),
    skillIds: z
      .string()
      .max(800)
      .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/)
      .optional(),
    agencyId: z.uuid().optional(),
  }),
  answer: z.object({
    items: z.array(candidateSchema),
    channels: z.object({ mail: z.boolean(), sms: z.boolean(), push: z.boolean() }),
    standingAgency: z.string(),
    contact: z.string(),
    legalBasis: z.string(),
  }),
});
export const createCallUpRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/call-ups',
  access: 'call-up.create',
  summary: 'Call people up: notices go to the members and to the heads of their agencies at once',
  body: createCallUpSchema,
  answer: callUpSchema,
  isIdempotent: true,
  errors: [platformErrors.notFound, mobilisationErrors.noStandingAgency],
});
export const getCallUpRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/call-ups/:id',
  access: 'call-up.read',
  summary: 'The board of one call-up: who answered what and when',
  params: idParams,
  answer: callUpSchema,
  errors: [platformErrors.notFound],
});
const changed = [platformErrors.notFound, platformErrors.stale, mobilisationErrors.ended] as const;
export const addCalledRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/call-ups/:id/members',
  access: 'call-up.create',
  summary: 'Call more members in a running call-up',
  params: idParams,
  body: z.strictObject({ members: z.array(calledMemberSchema).min(1).max(codes.MEMBERS_MAX) }),
  answer: callUpSchema,
  isIdempotent: true,
  errors: changed,
});
export const setMinutesRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/call-ups/:id/minutes',
  access: 'call-up.create',
  summary: 'Change after how many minutes of silence what follows',
  params: idParams,
  body: z.strictObject({ version: z.int(), minutes: minutesSchema }),
  answer: callUpSchema,
  errors: changed,
});
export const endCallUpRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/call-ups/:id/end',
  access: 'call-up.create',
  summary: 'End a call-up: everybody is released, links stop, access to the incident ends',
  params: idParams,
  body: z.strictObject({ reason: lineSchema(500) }),
  answer: callUpSchema,
  errors: changed,
});
export const draftLetterRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/call-ups/:id/letter',
  access: 'call-up.create',
  summary: 'Draft the official letter of a call-up',
  params: idParams,
  answer: callUpSchema,
  errors: [platformErrors.notFound],
});
export const printNoticeRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/call-ups/:id/notice',
  access: 'call-up.read',
  summary: 'The mobilisation notice as an official letter, PDF or DOCX',
  params: idParams,
  query: z.strictObject({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  answer: 'file',
  errors: [platformErrors.notFound],
});
export const getDistanceRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agency-distances/:id',
  access: 'call-up.read',
  summary: 'Kilometres from an agency to the seat of the team, null where nobody has said',
  params: idParams,
  answer: z.object({ km: z.number().nullable(), can }),
  errors: [platformErrors.notFound],
});
export const setDistanceRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/agency-distances/:id',
  access: 'call-up.create',
  summary: 'Kilometres from an agency to the seat of the team; null forgets them',
  params: idParams,
  body: z.strictObject({ km: z.number().min(0).max(2_000).nullable() }),
  answer: z.undefined(),
  errors: [platformErrors.notFound],
});
