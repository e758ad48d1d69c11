import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { memberRefSchema } from '../contract.ts';
import { shiftSchema } from './duty.ts';
import { handOverStates } from './duty-codes.ts';
import { dutyErrors } from './duty-errors.ts';

/**
 * A hand-over note is being drafted; data: `id`, `since` and `until` as instants. Later slices subscribe and bring their
 * facts in the same transaction by `addHandOverSection` of public.ts.
 */
export const handOverDrafting = 'duty.hand-over-drafting';

const shiftParams = z.strictObject({ shiftId: z.uuid() });
const can = z.record(z.string(), z.boolean());

export const handOverSchema = z.object({
  id: z.uuid(),
  shift: shiftSchema,
  nextShift: shiftSchema.nullable(),
  nextMember: memberRefSchema.nullable(),
  /** What the sections tell of begins here: the last shift of the next officer, or the beginning of this one. */
  sinceAt: z.iso.datetime(),
  draftedAt: z.iso.datetime(),
  sections: z.array(
    z.object({
      /** Text keys of the catalogue with their values; stored records are never localised. */
      titleKey: z.string(),
      items: z.array(
        z.object({
          labelKey: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
          noteKey: z.string().nullable(),
          to: z.string().nullable(),
          at: z.iso.datetime().nullable(),
        }),
      ),
      /** Records beyond those listed. */
      more: z.int(),
    }),
  ),
  note: z.string(),
  state: z.enum(handOverStates),
  givenAt: z.iso.datetime().nullable(),
  givenBy: z.string().nullable(),
  signedAt: z.iso.datetime().nullable(),
  signedBy: memberRefSchema.nullable(),
  remark: z.string().nullable(),
  version: z.int(),
  can,
});
export type HandOver = z.output<typeof handOverSchema>;

const noteSchema = z.string().trim().max(10_000);
export const saveHandOverSchema = z.strictObject({ note: noteSchema, version: z.int() });
export const signHandOverSchema = z.strictObject({
  remark: z.string().trim().max(2_000).nullable().default(null),
  version: z.int(),
});

const changes = [platformErrors.notFound, platformErrors.stale] as const;

export const getHandOverRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty/hand-over',
  access: 'duty.hand-over',
  summary: 'The hand-over note of a shift, or the shift alone while there is none',
  query: z.strictObject({ shiftId: z.uuid() }),
  answer: z.object({ shift: shiftSchema, handOver: handOverSchema.nullable(), can }),
  errors: [platformErrors.notFound],
});
export const draftHandOverRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/shifts/:shiftId/hand-over',
  access: 'duty.hand-over',
  summary: 'Let the system draft the note, or draft its facts again; what the officer wrote stays',
  params: shiftParams,
  answer: handOverSchema,
  errors: [platformErrors.notFound, dutyErrors.handOverSigned, dutyErrors.handOverNotYours],
});
export const saveHandOverRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/duty/shifts/:shiftId/hand-over',
  access: 'duty.hand-over',
  summary: 'Save the outgoing officer’s words',
  params: shiftParams,
  body: saveHandOverSchema,
  answer: handOverSchema,
  errors: [...changes, dutyErrors.handOverSigned, dutyErrors.handOverNotYours],
});
export const giveHandOverRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/shifts/:shiftId/hand-over/give',
  access: 'duty.hand-over',
  summary: 'Give the note to the next officer',
  params: shiftParams,
  body: saveHandOverSchema,
  answer: handOverSchema,
  errors: [...changes, dutyErrors.handOverSigned, dutyErrors.handOverNotYours],
});
export const signHandOverRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty/shifts/:shiftId/hand-over/sign',
  access: 'duty.hand-over',
  summary: 'Sign as the officer who takes over, with a remark if one is needed',
  params: shiftParams,
  body: signHandOverSchema,
  answer: handOverSchema,
  errors: [
    ...changes,
    dutyErrors.handOverSigned,
    dutyErrors.handOverNotGiven,
    dutyErrors.handOverNotYours,
    dutyErrors.accountWithoutMember,
  ],
});
