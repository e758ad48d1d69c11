import type { Insertable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { type Agency, agencyChanged, type CreateContact } from './contract.ts';
import { describeAgency } from './describe-agency.ts';
import { getAgencyRow } from './queries.ts';
import type { AgencyContactsTable } from './tables.ts';

/** The columns of a contact. */
export const toContactRow = (
  id: string,
  agencyId: string,
  input: CreateContact,
): Insertable<AgencyContactsTable> => ({
  id,
  agency_id: agencyId,
  kind: input.kind,
  full_name: input.fullName,
  title: input.title,
  phone: input.phone,
  email: input.email?.toLowerCase() ?? null,
  person_id: input.personId,
  is_public: input.isPublic,
  valid_from: input.validFrom,
  valid_to: input.validTo,
});

/** @throws AppError platform.invalid naming `validTo` */
export const refuseBackwards = (input: { validFrom: string; validTo: string | null }): void => {
  if (input.validTo !== null && input.validTo <= input.validFrom) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'validTo', reason: 'agencies.endBeforeStart' }],
    });
  }
};

/** Adds a head, focal point or hotline. Earlier ones stay until they are ended with their own date. */
export const addContact = (ctx: Ctx, agencyId: string, input: CreateContact): Promise<Agency> =>
  ctx.tx(async (tx) => {
    const agency = await getAgencyRow(tx, agencyId);
    ctx.require('agency.update', { organisationId: agencyId });
    refuseBackwards(input);
    const id = uuid7(ctx.now().getTime());
    await tx
      .insertInto('agency_contacts')
      .values(toContactRow(id, agencyId, input))
      .execute();
    await ctx.audit(
      tx,
      'agency.contact-added',
      { kind: 'agency', id: agencyId, label: agency.name, organisationId: agencyId },
      { contactId: id, ...input },
    );
    await ctx.publish(tx, {
      type: agencyChanged,
      data: { id: agencyId },
      permission: 'agency.read',
      organisationId: agencyId,
    });
    return describeAgency(ctx, tx, agency);
  });
