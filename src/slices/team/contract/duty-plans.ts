import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema } from '../../agencies/contract.ts';
import { memberRefSchema } from '../contract.ts';
import { shiftKinds } from './codes.ts';
import { DEFAULT_PLACE } from './duty.ts';
import { absenceKinds, planConflicts, planStates } from './duty-codes.ts';
import { dutyErrors } from './duty-errors.ts';

const idParams = z.strictObject({ id: z.uuid() });
const POOL_MAX = 60;
const SLOTS_MAX = 12;
export const PLAN_DAYS_MAX = 93;

/** One turn of a day: from `startMinute` after midnight for `hours`. */
export const slotSchema = z.strictObject({
  kind: z.enum(shiftKinds),
  startMinute: z.int().min(0).max(1_439),
  hours: z.int().min(1).max(48),
});
export type Slot = z.output<typeof slotSchema>;

const primary = (startMinute: number, hours: number): Slot => ({ kind: 'primary', startMinute, hours });
const backup: Slot = { kind: 'backup', startMinute: 360, hours: 24 };
/** The rhythms that teams use, as starting points. */
export const patternTemplates = {
  '3x8': { slots: [primary(360, 8), primary(840, 8), primary(1_320, 8), backup], restHours: 12 },
  '2x12': { slots: [primary(420, 12), primary(1_140, 12), { ...backup, startMinute: 420 }], restHours: 12 },
  '1x24': { slots: [primary(450, 24), { ...backup, startMinute: 450 }], restHours: 48 },
} as const satisfies Record<string, { slots: readonly Slot[]; restHours: number }>;
export type PatternTemplate = keyof typeof patternTemplates;

export const patternSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  place: z.string(),
  slots: z.array(slotSchema),
  restHours: z.int(),
  primaries: z.array(memberRefSchema),
  backups: z.array(memberRefSchema),
  isActive: z.boolean(),
  version: z.int(),
});
export type Pattern = z.output<typeof patternSchema>;
const patternFields = {
  name: lineSchema(120),
  place: lineSchema(60).default(DEFAULT_PLACE),
  slots: z.array(slotSchema).min(1).max(SLOTS_MAX),
  restHours: z.int().min(0).max(72),
  primaryMemberIds: z.array(z.uuid()).max(POOL_MAX),
  backupMemberIds: z.array(z.uuid()).max(POOL_MAX).default([]),
  isActive: z.boolean().default(true),
};
export const createPatternSchema = z.strictObject(patternFields);
export const updatePatternSchema = z.strictObject({ ...patternFields, version: z.int() });
export type CreatePattern = z.output<typeof createPatternSchema>;
export type UpdatePattern = z.output<typeof updatePatternSchema>;

export const planShiftSchema = z.object({
  id: z.uuid(),
  member: memberRefSchema.nullable(),
  kind: z.enum(shiftKinds),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  conflicts: z.array(z.object({ kind: z.enum(planConflicts), name: z.string().nullable() })),
});
export const dutyFiguresSchema = z.object({
  member: memberRefSchema,
  shifts: z.int(),
  hours: z.number(),
  nightHours: z.number(),
  nights: z.int(),
  weekendHours: z.number(),
  holidayHours: z.number(),
  backupHours: z.number(),
});
export type DutyFigures = z.output<typeof dutyFiguresSchema>;
export const planSchema = z.object({
  id: z.uuid(),
  pattern: z.object({ id: z.uuid(), name: z.string() }),
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  state: z.enum(planStates),
  shifts: z.array(planShiftSchema),
  conflictCount: z.int(),
  figures: z.array(dutyFiguresSchema),
  /** Shifts on the list in these days that publishing with `replace` would take off. */
  onListCount: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
  version: z.int(),
});
export type DutyPlan = z.output<typeof planSchema>;

export const createPlanSchema = z.strictObject({
  patternId: z.uuid(),
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
});
export const setPlanShiftSchema = z.strictObject({
  planShiftId: z.uuid(),
  memberId: z.uuid().nullable(),
  version: z.int(),
});
export const publishPlanSchema = z.strictObject({
  /** Takes shifts of these days that have not begun off the list first. */
  replace: z.boolean().default(false),
  version: z.int(),
});
export const discardPlanSchema = z.strictObject({ version: z.int() });
export type CreatePlan = z.output<typeof createPlanSchema>;

export const absenceSchema = z.object({
  id: z.uuid(),
  member: memberRefSchema,
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  kind: z.enum(absenceKinds),
});
export const addAbsenceSchema = z.strictObject({
  memberId: z.uuid(),
  fromOn: z.iso.date(),
  /** Last day, included. */
  toOn: z.iso.date(),
  kind: z.enum(absenceKinds),
});

const changes = [platformErrors.notFound, platformErrors.stale] as const;
const plan = { params: idParams, access: 'duty.plan', answer: planSchema } as const;

export const listPatternsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/patterns',
  access: 'duty.plan',
  summary: 'Patterns of shifts, and the latest plans made from them',
  answer: z.object({
    items: z.array(patternSchema),
    plans: z.array(
      planSchema.pick({
        id: true,
        pattern: true,
        fromOn: true,
        toOn: true,
        state: true,
        createdAt: true,
        createdBy: true,
      }),
    ),
    absences: z.array(absenceSchema),
  }),
});
export const createPatternRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/patterns',
  access: 'duty.plan',
  summary: 'Describe a rhythm of shifts and who takes turns in it',
  body: createPatternSchema,
  answer: patternSchema,
  isIdempotent: true,
});
export const updatePatternRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/duty/patterns/:id',
  access: 'duty.plan',
  summary: 'Change a pattern; plans already made stay as they are',
  params: idParams,
  body: updatePatternSchema,
  answer: patternSchema,
  errors: [...changes],
});
export const createPlanRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/plans',
  access: 'duty.plan',
  summary:
    'Draft the shifts of some weeks from a pattern; the list stays as it is until the draft is published',
  body: createPlanSchema,
  answer: planSchema,
  isIdempotent: true,
});
export const getPlanRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/plan',
  access: 'duty.plan',
  summary: 'A plan with its shifts, what stands in their way, and how the load is shared',
  query: z.strictObject({ id: z.uuid() }),
  answer: planSchema,
  errors: [platformErrors.notFound],
});
export const setPlanShiftRoute = defineRoute({
  ...plan,
  method: 'PUT',
  path: '/api/v1/duty/plans/:id/shift',
  summary: 'Give one shift of a draft to another member',
  body: setPlanShiftSchema,
  errors: [...changes, dutyErrors.planClosed],
});
export const publishPlanRoute = defineRoute({
  ...plan,
  method: 'POST',
  path: '/api/v1/duty/plans/:id/publish',
  summary: 'Put every shift of a draft on the duty list, or none of them',
  body: publishPlanSchema,
  errors: [...changes, dutyErrors.planClosed, dutyErrors.planConflicts],
});
export const discardPlanRoute = defineRoute({
  ...plan,
  method: 'POST',
  path: '/api/v1/duty/plans/:id/discard',
  summary: 'Give up a draft',
  body: discardPlanSchema,
  errors: [...changes, dutyErrors.planClosed],
});
export const addAbsenceRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/absences',
  access: 'duty.plan',
  summary: 'Note days on which a member takes no shift',
  body: addAbsenceSchema,
  answer: absenceSchema,
  isIdempotent: true,
});
export const removeAbsenceRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/duty/absences/:id',
  access: 'duty.plan',
  summary: 'Take back noted days of absence',
  params: idParams,
  answer: z.undefined(),
  errors: [platformErrors.notFound],
});
export const fairnessRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/fairness',
  access: 'duty.read',
  summary: 'Hours, nights, weekends and holidays of each member over a span of at most 400 days',
  query: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  answer: z.object({ from: z.iso.date(), to: z.iso.date(), items: z.array(dutyFiguresSchema) }),
});
