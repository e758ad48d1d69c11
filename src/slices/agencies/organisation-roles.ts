import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { registerAbilities } from './access.ts';
import type { OrganisationRole } from './contract/codes.ts';
import { agencyChanged, agencyErrors } from './contract.ts';
import { getAgencyRow } from './queries.ts';

const readRoles = async (tx: Tx) => {
  const rows = await tx
    .selectFrom('organisation_roles as r')
    .innerJoin('agencies as a', 'a.id', 'r.agency_id')
    .select(['r.role', 'r.valid_from', 'r.valid_to', 'a.id', 'a.name', 'a.short_name'])
    .orderBy('r.role')
    .orderBy('r.valid_from', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    role: row.role,
    agency: { id: row.id, name: row.name, shortName: row.short_name },
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
};

/** All holders of all roles, the newest first within a role. */
export const listOrganisationRoles = (ctx: Ctx) =>
  ctx.tx(async (tx) => ({ items: await readRoles(tx), can: registerAbilities(ctx) }));

/**
 * Gives a role to an agency from a day on. The holder of that day ends; a day before an already recorded later change is refused,
 * since it would rewrite who was responsible then.
 */
export const setOrganisationRole = (
  ctx: Ctx,
  role: OrganisationRole,
  input: { agencyId: string; validFrom: string },
) =>
  ctx.tx(async (tx) => {
    ctx.require('agency.update');
    const agency = await getAgencyRow(tx, input.agencyId);
    const later = await tx
      .selectFrom('organisation_roles')
      .select('id')
      .where('role', '=', role)
      .where((where) =>
        where.or([where('valid_from', '>=', input.validFrom), where('valid_to', '>', input.validFrom)]),
      )
      .forUpdate()
      .executeTakeFirst();
    if (later) throw agencyErrors.roleTaken({ date: input.validFrom });
    await tx
      .updateTable('organisation_roles')
      .set({ valid_to: input.validFrom })
      .where('role', '=', role)
      .where('valid_to', 'is', null)
      .execute();
    await tx
      .insertInto('organisation_roles')
      .values({ id: uuid7(ctx.now().getTime()), role, agency_id: agency.id, valid_from: input.validFrom })
      .execute();
    const subject = { kind: 'agency', id: agency.id, label: agency.name, organisationId: agency.id };
    await ctx.audit(tx, 'agency.role-given', subject, { role, validFrom: input.validFrom });
    await ctx.publish(tx, {
      type: agencyChanged,
      data: { id: agency.id },
      permission: 'agency.read',
      organisationId: agency.id,
    });
    return { items: await readRoles(tx), can: registerAbilities(ctx) };
  });
