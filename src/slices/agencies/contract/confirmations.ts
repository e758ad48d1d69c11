import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyErrors, agencyRefSchema, contactSchema } from '../contract.ts';

/** An agency's data hold for this long; then its focal point is asked again. */
export const CONFIRMATION_DAYS = 90;
/** An unanswered question is repeated once, then counts as missed and goes to the head. */
export const REMINDER_DAYS = 7;
export const MISSED_DAYS = 14;
/** The link in a mail works for this long. */
export const LINK_DAYS = 30;

export const attentionKinds = ['missed-confirmation', 'bounced-mail', 'no-contact'] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export const confirmationStates = ['asked', 'confirmed', 'missed', 'ended'] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** A confirmation or an attention item changed; data: `id` of the agency. */
export const agencyConfirmed = 'agency.confirmed';

const idParams = z.strictObject({ id: z.uuid() });

export const agencyConfirmationSchema = z.object({
  /** The last time somebody of the agency, or the team on the telephone, said that the data hold. */
  confirmedAt: z.iso.datetime().nullable(),
  confirmedBy: z.string().nullable(),
  /** The day on which the data need a new confirmation. */
  dueOn: z.iso.date(),
  isDue: z.boolean(),
  asked: z
    .object({ at: z.iso.datetime(), to: z.array(z.string()), state: z.enum(confirmationStates) })
    .nullable(),
  can: z.record(z.string(), z.boolean()),
});
export type AgencyConfirmation = z.output<typeof agencyConfirmationSchema>;

export const attentionSchema = z.object({
  id: z.uuid(),
  agency: agencyRefSchema,
  kind: z.enum(attentionKinds),
  /** Who did not answer, or whose mail came back. */
  about: z.string().nullable(),
  openedAt: z.iso.datetime(),
  /** True when the head of the agency was written to in place of the focal point. */
  isWithHead: z.boolean(),
});
export type AttentionItem = z.output<typeof attentionSchema>;

export const getConfirmationRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agencies/:id/confirmation',
  access: 'agency.confirm',
  summary: 'When the data of an agency were last confirmed and when they are due',
  params: idParams,
  answer: agencyConfirmationSchema,
  errors: [platformErrors.notFound],
});
export const confirmAgencyRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agencies/:id/confirmation',
  access: 'agency.confirm',
  summary: 'Confirm that the data of an agency hold today',
  params: idParams,
  body: z.strictObject({ version: z.int() }),
  answer: agencyConfirmationSchema,
  errors: [platformErrors.stale, platformErrors.notFound],
});
export const askConfirmationRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agencies/:id/confirmation/ask',
  access: 'agency.update',
  summary: 'Ask the focal point of an agency now instead of on the due day',
  params: idParams,
  body: z.strictObject({}),
  answer: agencyConfirmationSchema,
  errors: [agencyErrors.nobodyToAsk, platformErrors.notFound],
});
const token = z.string().min(20).max(200);
export const openConfirmationLinkRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agency-confirmations/open',
  access: 'public',
  summary: 'What a confirmation link is about; changes nothing',
  body: z.strictObject({ token }),
  requestsPerMinute: 30,
  answer: z.object({
    agencyName: z.string(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    domains: z.array(z.string()),
    contacts: z.array(
      contactSchema.pick({ kind: true, fullName: true, title: true, phone: true, email: true }),
    ),
    isConfirmed: z.boolean(),
    expiresAt: z.iso.datetime(),
  }),
  errors: [agencyErrors.linkInvalid],
});
export const useConfirmationLinkRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agency-confirmations/confirm',
  access: 'public',
  summary: 'Confirm an agency’s data by the link of a mail, without signing in',
  body: z.strictObject({ token }),
  requestsPerMinute: 30,
  answer: z.object({ confirmedAt: z.iso.datetime() }),
  errors: [agencyErrors.linkInvalid],
});
export const listAttentionRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agency-attention',
  access: 'agency.update',
  summary: 'Agencies whose data nobody confirmed or whose mail came back, the oldest first, at most 200',
  answer: z.object({ items: z.array(attentionSchema), pendingChanges: z.int() }),
});
export const closeAttentionRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/agency-attention/:id/close',
  access: 'agency.update',
  summary: 'Close an item with what was done about it',
  params: idParams,
  body: z.strictObject({ note: z.string().trim().min(1).max(500) }),
  answer: z.undefined(),
  errors: [platformErrors.notFound],
});
