import { handle } from '../../platform/http/handle.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { registerAbilities } from './access.ts';
import { addContact } from './add-contact.ts';
import * as contract from './contract.ts';
import { createAgency } from './create-agency.ts';
import { getAgency } from './describe-agency.ts';
import { importAgencies } from './import-agencies.ts';
import { listDirectory } from './list-directory.ts';
import { listOrganisationRoles, setOrganisationRole } from './organisation-roles.ts';
import { listAgencies } from './queries.ts';
import { succeedAgencies } from './succeed-agencies.ts';
import { updateAgency } from './update-agency.ts';
import { updateContact } from './update-contact.ts';

export const agencyRoutes = [
  handle(contract.listAgenciesRoute, (ctx, { query }) =>
    ctx.tx(async (tx) => ({
      ...(await listAgencies(tx, query, vietnamDateOf(ctx.now()))),
      can: registerAbilities(ctx),
    })),
  ),
  handle(contract.listDirectoryRoute, (ctx, { query }) => listDirectory(ctx, query)),
  handle(contract.importAgenciesRoute, (ctx, { body }) => importAgencies(ctx, body.items)),
  handle(contract.succeedAgenciesRoute, (ctx, { body }) => succeedAgencies(ctx, body)),
  handle(contract.createAgencyRoute, (ctx, { body }) => createAgency(ctx, body)),
  handle(contract.getAgencyRoute, (ctx, { params }) => getAgency(ctx, params.id)),
  handle(contract.updateAgencyRoute, (ctx, { params, body }) => updateAgency(ctx, params.id, body)),
  handle(contract.addContactRoute, (ctx, { params, body }) => addContact(ctx, params.id, body)),
  handle(contract.updateContactRoute, (ctx, { params, body }) => updateContact(ctx, params, body)),
  handle(contract.listOrganisationRolesRoute, (ctx) => listOrganisationRoles(ctx)),
  handle(contract.setOrganisationRoleRoute, (ctx, { params, body }) =>
    setOrganisationRole(ctx, params.role, body),
  ),
];
