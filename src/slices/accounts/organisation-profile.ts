import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { changesBetween } from './changes-between.ts';
import { type OrganisationProfile, organisationChanged, type ProfileInput } from './contract/organisation.ts';

/** The profile as columns; only the fields that are known, whatever else the object holds. */
export const profileColumns = (input: ProfileInput) => ({
  team_name_vi: input.teamNameVi,
  team_name_en: input.teamNameEn,
  standing_agency_name: input.standingAgencyName,
  governing_body: input.governingBody,
  province: input.province,
  place_name: input.placeName || input.province,
  address: input.address,
  hotline: input.hotline,
  email: input.email,
  website: input.website,
  paper_procedure_vi: input.paperProcedureVi,
  paper_procedure_en: input.paperProcedureEn,
});

/** The organisation that runs the system; readable for everybody, also on public pages. */
export const getOrganisationProfile = async (tx: Tx): Promise<OrganisationProfile> => {
  const row = await tx.selectFrom('organisation_profile').selectAll().executeTakeFirstOrThrow();
  return {
    isSetUp: row.is_set_up,
    teamNameVi: row.team_name_vi,
    teamNameEn: row.team_name_en,
    standingAgencyName: row.standing_agency_name,
    governingBody: row.governing_body,
    province: row.province,
    placeName: row.place_name,
    address: row.address,
    hotline: row.hotline,
    email: row.email,
    website: row.website,
    paperProcedureVi: row.paper_procedure_vi,
    paperProcedureEn: row.paper_procedure_en,
    version: row.version,
  };
};

/** How the team is reached: what other bodies hold of it. */
const contactFields = ['teamNameVi', 'address', 'hotline', 'email'] as const;

const answer = (ctx: Ctx, profile: OrganisationProfile) => ({
  ...profile,
  can: { update: ctx.can('organisation.update') },
});

export const getOrganisation = (ctx: Ctx) =>
  ctx.tx(async (tx) => answer(ctx, await getOrganisationProfile(tx)));

/** Replaces the profile; a stale version answers the current one. */
export const updateOrganisation = (ctx: Ctx, input: ProfileInput & { version: number }) =>
  ctx.tx(async (tx) => {
    ctx.require('organisation.update');
    const before = await getOrganisationProfile(tx);
    const changed = await tx
      .updateTable('organisation_profile')
      .set((eb) => ({ ...profileColumns(input), updated_at: ctx.now(), version: eb('version', '+', 1) }))
      .where('version', '=', input.version)
      .returning('version')
      .executeTakeFirst();
    if (!changed) throw platformErrors.stale(undefined, { details: { current: answer(ctx, before) } });
    const after = await getOrganisationProfile(tx);
    await ctx.audit(
      tx,
      'organisation.updated',
      { kind: 'organisation', id: null, label: after.teamNameVi },
      { changes: changesBetween(before, after, ['version']) },
    );
    const isContactChanged = contactFields.some((field) => before[field] !== after[field]);
    await ctx.publish(tx, {
      type: organisationChanged,
      data: { isContactChanged },
      permission: 'organisation.update',
    });
    return answer(ctx, after);
  });
