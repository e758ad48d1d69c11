import { z } from 'zod';
import * as codes from './codes.ts';
import { rsitSchema } from './rsit.ts';

export const idSchema = z.uuid();
export const instantSchema = z.iso.datetime();
/** Instants of requests may carry any offset; they are stored and answered in UTC. */
export const instantInputSchema = z.iso.datetime({ offset: true });
export const versionSchema = z.int().min(1);
export const lineSchema = z.string().trim().min(1).max(300);
export const textSchema = z.string().max(50_000);

/** What other records show of an incident. */
export const incidentRefSchema = z.object({ id: idSchema, number: z.string(), title: z.string() });
export type IncidentRef = z.infer<typeof incidentRefSchema>;

export const namedRefSchema = z.object({ id: idSchema, name: z.string() });
export const personNameSchema = z.object({ id: idSchema, fullName: z.string() });

/** One row of the list: fixed and small, no counts. */
export const incidentRowSchema = incidentRefSchema.extend({
  status: codes.statusSchema,
  tlp: codes.tlpSchema,
  group: codes.groupSchema.nullable(),
  severity: codes.severitySchema.nullable(),
  attackType: codes.attackTypeSchema.nullable(),
  agency: namedRefSchema.nullable(),
  lead: personNameSchema.nullable(),
  detectedAt: instantSchema,
  detectedPrecision: codes.precisionSchema,
  updatedAt: instantSchema,
});
export type IncidentRow = z.infer<typeof incidentRowSchema>;

const many = <Value extends z.ZodType>(item: Value) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(30),
  );

export const incidentSorts = ['number', 'updated', 'severity', 'detected'] as const;
export type IncidentSort = (typeof incidentSorts)[number];

export const listQuerySchema = z.strictObject({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  sort: z.enum(incidentSorts).default('updated'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  /** Part of number, title, system or description; tone marks do not matter. */
  q: z.string().trim().max(200).optional(),
  status: many(codes.statusSchema).optional(),
  severity: many(codes.severitySchema).optional(),
  group: codes.groupSchema.optional(),
  tlp: codes.tlpSchema.optional(),
  agencyId: idSchema.optional(),
  /** `me`: incidents that the caller leads. */
  lead: z.union([z.literal('me'), idSchema]).optional(),
  state: z.enum(['open', 'ended', 'all']).default('all'),
  detectedFrom: instantInputSchema.optional(),
  detectedTo: instantInputSchema.optional(),
});
export type ListQuery = z.output<typeof listQuerySchema>;

/** `total` comes with the first page only; exact up to 10,000. */
export const incidentListSchema = z.object({
  items: z.array(incidentRowSchema),
  nextCursor: z.string().nullable(),
  total: z.object({ count: z.int(), isExact: z.boolean() }).nullable(),
  can: z.object({ open: z.boolean() }),
});

export const incidentPersonSchema = z.object({
  personId: idSchema,
  fullName: z.string(),
  role: codes.incidentRoleSchema,
  addedAt: instantSchema,
  removedAt: instantSchema.nullable(),
});

export const classificationSchema = z.object({
  id: idSchema,
  group: codes.groupSchema,
  severity: codes.severitySchema,
  cause: codes.causeSchema,
  attackType: codes.attackTypeSchema.nullable(),
  rsit: rsitSchema.nullable(),
  reason: z.string(),
  classifiedAt: instantSchema,
  classifiedBy: z.string(),
});

export const moveOfferSchema = z.object({
  to: codes.statusSchema,
  isAllowed: z.boolean(),
  needsReason: z.boolean(),
  missing: z.array(z.enum(['outcome', 'rootCause', 'lessons'])),
  sets: z.enum(['containedAt', 'restoredAt', 'closedAt']).nullable(),
});

export const abilitiesSchema = z.object({
  update: z.boolean(),
  classify: z.boolean(),
  assign: z.boolean(),
  log: z.boolean(),
  task: z.boolean(),
  file: z.boolean(),
  close: z.boolean(),
  reopen: z.boolean(),
  /** Tasks, observables, files, history and internal log entries. */
  seeInternal: z.boolean(),
});
export type Abilities = z.infer<typeof abilitiesSchema>;

/** The whole page of an incident but its lists. */
export const incidentSchema = incidentRefSchema.extend({
  version: versionSchema,
  description: z.string(),
  status: codes.statusSchema,
  tlp: codes.tlpSchema,
  agency: namedRefSchema.nullable(),
  system: namedRefSchema.nullable(),
  systemName: z.string().nullable(),
  detectedAt: instantSchema,
  detectedPrecision: codes.precisionSchema,
  detectedZone: z.string(),
  reportedAt: instantSchema,
  occurredAt: instantSchema.nullable(),
  containedAt: instantSchema.nullable(),
  restoredAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  group: codes.groupSchema.nullable(),
  severity: codes.severitySchema.nullable(),
  cause: codes.causeSchema.nullable(),
  attackType: codes.attackTypeSchema.nullable(),
  rsit: rsitSchema.nullable(),
  /** Newest first. */
  classifications: z.array(classificationSchema),
  handledBy: codes.handledBySchema.nullable(),
  damageVnd: z.number().nullable(),
  personalData: codes.personalDataSchema,
  signs: z.array(codes.incidentSignSchema),
  personalDataKinds: z.array(codes.personalDataKindSchema),
  /** When it was found that personal data is involved: T0 of the personal-data duties. */
  personalDataFoundAt: instantSchema.nullable(),
  detectionSource: codes.detectionSourceSchema.nullable(),
  notifiedParties: z.array(codes.notifiedPartySchema),
  outcome: z.string().nullable(),
  rootCause: z.string().nullable(),
  lessons: z.string().nullable(),
  openedAt: instantSchema,
  openedBy: z.string(),
  updatedAt: instantSchema,
  people: z.array(incidentPersonSchema),
  counts: z.object({
    log: z.int(),
    tasks: z.int().nullable(),
    openTasks: z.int().nullable(),
    overdueTasks: z.int().nullable(),
    observables: z.int().nullable(),
  }),
  moves: z.array(moveOfferSchema),
  can: abilitiesSchema,
});
export type Incident = z.infer<typeof incidentSchema>;

const factFields = {
  title: lineSchema,
  description: textSchema,
  agencyId: idSchema.nullable(),
  systemId: idSchema.nullable(),
  systemName: z.string().trim().max(300).nullable(),
  tlp: codes.tlpSchema,
  detectedAt: instantInputSchema,
  detectedPrecision: codes.precisionSchema,
  detectedZone: z.string().min(1).max(60),
  reportedAt: instantInputSchema,
  occurredAt: instantInputSchema.nullable(),
  handledBy: codes.handledBySchema.nullable(),
  damageVnd: z.number().int().min(0).max(1e15).nullable(),
  personalData: codes.personalDataSchema,
  signs: z.array(codes.incidentSignSchema).max(5),
  personalDataKinds: z.array(codes.personalDataKindSchema).max(5),
  personalDataFoundAt: instantInputSchema.nullable(),
  detectionSource: codes.detectionSourceSchema.nullable(),
  notifiedParties: z.array(codes.notifiedPartySchema).max(3),
};

/** What opening an incident takes; only title and detection time are compulsory. */
export const openIncidentBodySchema = z.strictObject({
  ...factFields,
  description: textSchema.default(''),
  agencyId: idSchema.nullable().default(null),
  systemId: idSchema.nullable().default(null),
  systemName: factFields.systemName.default(null),
  tlp: codes.tlpSchema.default('amber'),
  detectedPrecision: codes.precisionSchema.default('minute'),
  detectedZone: factFields.detectedZone.default(codes.homeZone),
  reportedAt: instantInputSchema.optional(),
  occurredAt: factFields.occurredAt.default(null),
  handledBy: factFields.handledBy.default(null),
  damageVnd: factFields.damageVnd.default(null),
  personalData: codes.personalDataSchema.default('unknown'),
  signs: factFields.signs.default([]),
  personalDataKinds: factFields.personalDataKinds.default([]),
  personalDataFoundAt: factFields.personalDataFoundAt.default(null),
  detectionSource: factFields.detectionSource.default(null),
  notifiedParties: factFields.notifiedParties.default([]),
  leadPersonId: idSchema.nullable().default(null),
});
export type OpenIncident = z.output<typeof openIncidentBodySchema>;

/** Facts that are edited in place; what is not sent stays. */
export const updateIncidentBodySchema = z
  .strictObject({
    ...factFields,
    containedAt: instantInputSchema.nullable(),
    restoredAt: instantInputSchema.nullable(),
    outcome: textSchema.nullable(),
    rootCause: textSchema.nullable(),
    lessons: textSchema.nullable(),
  })
  .partial()
  .extend({ version: versionSchema });
export type UpdateIncident = z.output<typeof updateIncidentBodySchema>;

export const classifyBodySchema = z.strictObject({
  version: versionSchema,
  group: codes.groupSchema,
  severity: codes.severitySchema,
  cause: codes.causeSchema,
  attackType: codes.attackTypeSchema.nullable().default(null),
  rsit: rsitSchema.nullable().default(null),
  reason: z.string().trim().min(3).max(2_000),
});
export type ClassifyIncident = z.output<typeof classifyBodySchema>;

export const moveBodySchema = z.strictObject({
  version: versionSchema,
  to: codes.statusSchema,
  reason: z.string().trim().max(2_000).optional(),
  /** When it happened, where the move sets a time; now unless stated. */
  at: instantInputSchema.optional(),
});
export type MoveIncident = z.output<typeof moveBodySchema>;

export const assignBodySchema = z.strictObject({
  personId: idSchema,
  role: codes.incidentRoleSchema,
});
