import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { refuseBackwards, toContactRow } from './add-contact.ts';
import { type Agency, agencyChanged, type UpdateContact } from './contract.ts';
import { describeAgency } from './describe-agency.ts';
import { getAgencyRow, toContact } from './queries.ts';

/** Changes or ends a contact. A contact of another agency is missing here. @throws AppError platform.stale */
export const updateContact = (
  ctx: Ctx,
  path: { id: string; contactId: string },
  input: UpdateContact,
): Promise<Agency> =>
  ctx.tx(async (tx) => {
    const agency = await getAgencyRow(tx, path.id);
    ctx.require('agency.update', { organisationId: path.id });
    refuseBackwards(input);
    const { version, ...fields } = input;
    const { id: _id, agency_id: _agencyId, ...columns } = toContactRow(path.contactId, path.id, fields);
    const current = await tx
      .selectFrom('agency_contacts')
      .selectAll()
      .where('id', '=', path.contactId)
      .where('agency_id', '=', path.id)
      .forUpdate()
      .executeTakeFirst();
    if (!current) throw platformErrors.notFound();
    if (current.version !== version) {
      throw platformErrors.stale(undefined, { details: { current: toContact(current) } });
    }
    await tx
      .updateTable('agency_contacts')
      .set({ ...columns, version: version + 1 })
      .where('id', '=', path.contactId)
      .execute();
    await ctx.audit(
      tx,
      'agency.contact-updated',
      { kind: 'agency', id: path.id, label: agency.name, organisationId: path.id },
      { contactId: path.contactId, ...fields },
    );
    await ctx.publish(tx, {
      type: agencyChanged,
      data: { id: path.id },
      permission: 'agency.read',
      organisationId: path.id,
    });
    return describeAgency(ctx, tx, agency);
  });
