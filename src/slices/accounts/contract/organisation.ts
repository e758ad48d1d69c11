import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema, optionalLineSchema, phoneSchema } from '../contract.ts';

/** The profile changed; data: `isContactChanged` when name, address, hotline or e-mail did. */
export const organisationChanged = 'organisation.changed';

/** Who runs the system: printed in the heads of documents, on public pages and in mails. */
export const profileInputSchema = z.strictObject({
  teamNameVi: lineSchema(200),
  teamNameEn: optionalLineSchema(200).default(''),
  standingAgencyName: lineSchema(200),
  governingBody: optionalLineSchema(200).default(''),
  province: lineSchema(100),
  /** Before the date of a document: "Quảng Ngãi, ngày ...". */
  placeName: optionalLineSchema(100).default(''),
  address: optionalLineSchema(300).default(''),
  hotline: phoneSchema.default(''),
  email: z.union([z.literal(''), z.email().max(254)]).default(''),
  website: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]).default(''),
  paperProcedureVi: z.string().max(4_000).default(''),
  paperProcedureEn: z.string().max(4_000).default(''),
});
export type ProfileInput = z.infer<typeof profileInputSchema>;

export const organisationProfileSchema = z.object({
  isSetUp: z.boolean(),
  teamNameVi: z.string(),
  teamNameEn: z.string(),
  standingAgencyName: z.string(),
  governingBody: z.string(),
  province: z.string(),
  placeName: z.string(),
  address: z.string(),
  hotline: z.string(),
  email: z.string(),
  website: z.string(),
  paperProcedureVi: z.string(),
  paperProcedureEn: z.string(),
  version: z.int(),
});
export type OrganisationProfile = z.infer<typeof organisationProfileSchema>;

const answered = organisationProfileSchema.extend({ can: z.object({ update: z.boolean() }) });

export const getOrganisationRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/organisation',
  access: 'signed-in',
  summary: 'Profile of the organisation that runs the system',
  answer: answered,
});

export const updateOrganisationRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/organisation',
  access: 'organisation.update',
  summary: 'Replaces the profile of the organisation',
  body: profileInputSchema.extend({ version: z.int() }),
  answer: answered,
  errors: [platformErrors.stale],
});

export const listSettingsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/settings',
  access: 'settings.read',
  summary: 'Settings of the running program with their meaning; secrets are masked',
  answer: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        about: z.string(),
        isSecret: z.boolean(),
        isDefault: z.boolean(),
        /** Null when nothing is set. */
        value: z.string().nullable(),
      }),
    ),
  }),
});
