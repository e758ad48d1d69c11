import { handle } from '../../platform/http/handle.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { registerAbilities } from './access.ts';
import { addContact } from './add-contact.ts';
import { closeAttention, listAttention } from './attention.ts';
import {
  askConfirmation,
  confirmAgency,
  getConfirmation,
  openConfirmationLink,
  takeConfirmationLink,
} from './confirm-agency.ts';
import * as changes from './contract/changes.ts';
import * as confirmations from './contract/confirmations.ts';
import * as figures from './contract/figures.ts';
import * as contract from './contract.ts';
import { countAgencies } from './count-agencies.ts';
import { createAgency } from './create-agency.ts';
import { approveChange, rejectChange, withdrawChange } from './decide-change.ts';
import { getAgency } from './describe-agency.ts';
import { listAgencyChanges } from './describe-change.ts';
import { makeDirectoryFile } from './directory-file.ts';
import { importAgencies } from './import-agencies.ts';
import { listDirectory } from './list-directory.ts';
import { listOrganisationRoles, setOrganisationRole } from './organisation-roles.ts';
import { proposeChange } from './propose-change.ts';
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
  handle(figures.agencyFiguresRoute, (ctx, { query }) => countAgencies(ctx, query)),
  handle(figures.directoryFileRoute, (ctx, { query }) => makeDirectoryFile(ctx, query)),
  handle(changes.listAgencyChangesRoute, (ctx, { query }) => listAgencyChanges(ctx, query)),
  handle(changes.proposeChangeRoute, (ctx, { params, body }) => proposeChange(ctx, params.id, body)),
  handle(changes.approveChangeRoute, (ctx, { params, body }) => approveChange(ctx, params.id, body)),
  handle(changes.rejectChangeRoute, (ctx, { params, body }) => rejectChange(ctx, params.id, body)),
  handle(changes.withdrawChangeRoute, (ctx, { params, body }) => withdrawChange(ctx, params.id, body)),
  handle(confirmations.getConfirmationRoute, (ctx, { params }) => getConfirmation(ctx, params.id)),
  handle(confirmations.confirmAgencyRoute, (ctx, { params, body }) => confirmAgency(ctx, params.id, body)),
  handle(confirmations.askConfirmationRoute, (ctx, { params }) => askConfirmation(ctx, params.id)),
  handle(confirmations.openConfirmationLinkRoute, (ctx, { body }) => openConfirmationLink(ctx, body.token)),
  handle(confirmations.useConfirmationLinkRoute, (ctx, { body }) => takeConfirmationLink(ctx, body.token)),
  handle(confirmations.listAttentionRoute, (ctx) => listAttention(ctx)),
  handle(confirmations.closeAttentionRoute, (ctx, { params, body }) =>
    closeAttention(ctx, params.id, body.note),
  ),
];
