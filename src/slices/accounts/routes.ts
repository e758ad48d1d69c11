import { handle } from '../../platform/http/handle.ts';
import { acceptLink, openLink } from './accept-account-link.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { disablePerson, enablePerson, setRoles, updatePerson } from './change-person.ts';
import * as account from './contract/account.ts';
import * as apiKeys from './contract/api-keys.ts';
import * as audit from './contract/audit.ts';
import * as organisation from './contract/organisation.ts';
import * as people from './contract/people.ts';
import * as setup from './contract/setup.ts';
import * as signIn from './contract/sign-in.ts';
import { sessionRoute } from './contract.ts';
import { getSession } from './get-session.ts';
import { invitePerson, renewInvitation, resetPassword } from './invite-person.ts';
import { exportAudit, listAudit } from './list-audit.ts';
import { listPeople } from './list-people.ts';
import { listSettings } from './list-settings.ts';
import { getOrganisation, updateOrganisation } from './organisation-profile.ts';
import * as own from './own-account.ts';
import { addPasskey, removePasskey, startPasskey } from './own-passkeys.ts';
import { createPasskeyChallenge } from './passkey-check.ts';
import { toPersonAnswer } from './person-answer.ts';
import * as recovery from './recover-person.ts';
import { findSession, noteSecondFactor, requireSession } from './session-of.ts';
import { openSetup, setUp } from './set-up.ts';
import { confirmPasskey, signInWithPasskey } from './sign-in-with-passkey.ts';
import { confirmCode, passCode, passPassword } from './sign-in-with-password.ts';

const signInRoutes = [
  handle(sessionRoute, getSession),
  handle(signIn.passwordStepRoute, (ctx, { body }) => passPassword(ctx, body)),
  handle(signIn.codeStepRoute, (ctx, { body, request, reply }) => passCode(ctx, { request, reply }, body)),
  handle(signIn.passkeyOptionsRoute, createPasskeyChallenge),
  handle(signIn.passkeySignInRoute, (ctx, { body, request, reply }) =>
    signInWithPasskey(ctx, { request, reply }, body),
  ),
  handle(signIn.confirmCodeRoute, async (ctx, { body }) => {
    await confirmCode(ctx, requireSession(ctx).id, body.code);
    noteSecondFactor(ctx);
    return getSession(ctx);
  }),
  handle(signIn.confirmPasskeyRoute, async (ctx, { body }) => {
    await confirmPasskey(ctx, requireSession(ctx).id, body);
    noteSecondFactor(ctx);
    return getSession(ctx);
  }),
  handle(signIn.signOutRoute, (ctx, { reply }) =>
    own.signOut(ctx, reply, findSession(ctx.actor)?.id ?? null),
  ),
  handle(setup.openSetupRoute, (ctx, { body }) => openSetup(ctx, body)),
  handle(setup.setUpRoute, (ctx, { body, request, reply }) => setUp(ctx, { request, reply }, body)),
  handle(setup.openLinkRoute, (ctx, { body }) => openLink(ctx, body)),
  handle(setup.acceptLinkRoute, (ctx, { body, request, reply }) => acceptLink(ctx, { request, reply }, body)),
];

const accountOwnRoutes = [
  handle(account.getAccountRoute, own.getAccount),
  handle(account.updateAccountRoute, (ctx, { body }) => own.updateAccount(ctx, body)),
  handle(account.changePasswordRoute, (ctx, { body }) => own.changePassword(ctx, body)),
  handle(account.renewRecoveryCodesRoute, own.renewOwnRecoveryCodes),
  handle(account.startTotpRoute, own.startTotp),
  handle(account.replaceTotpRoute, (ctx, { body }) => own.replaceTotp(ctx, body)),
  handle(account.startPasskeyRoute, startPasskey),
  handle(account.addPasskeyRoute, async (ctx, { body }) => {
    await addPasskey(ctx, body);
    return own.getAccount(ctx);
  }),
  handle(account.removePasskeyRoute, async (ctx, { params }) => {
    await removePasskey(ctx, params.id);
    return own.getAccount(ctx);
  }),
  handle(account.revokeSessionRoute, (ctx, { params }) => own.revokeOwnSessions(ctx, params.id)),
  handle(account.revokeOtherSessionsRoute, (ctx) => own.revokeOwnSessions(ctx, null)),
];

const peopleRoutes = [
  handle(people.listPeopleRoute, (ctx, { query }) => listPeople(ctx, query)),
  handle(people.getPersonRoute, (ctx, { params }) => ctx.tx((tx) => toPersonAnswer(ctx, tx, params.id))),
  handle(people.invitePersonRoute, (ctx, { body }) => invitePerson(ctx, body)),
  handle(people.updatePersonRoute, (ctx, { params, body }) => updatePerson(ctx, params.id, body)),
  handle(people.setRolesRoute, (ctx, { params, body }) => setRoles(ctx, params.id, body)),
  handle(people.disablePersonRoute, (ctx, { params, body }) => disablePerson(ctx, params.id, body.reason)),
  handle(people.enablePersonRoute, (ctx, { params, body }) => enablePerson(ctx, params.id, body.reason)),
  handle(people.renewInvitationRoute, (ctx, { params }) => renewInvitation(ctx, params.id)),
  handle(people.resetPasswordRoute, (ctx, { params }) => resetPassword(ctx, params.id)),
  handle(people.requestRecoveryRoute, (ctx, { params, body }) =>
    recovery.requestRecovery(ctx, params.id, body.reason),
  ),
  handle(people.listRecoveryRequestsRoute, recovery.listRecoveryRequests),
  handle(people.approveRecoveryRoute, (ctx, { params }) => recovery.approveRecovery(ctx, params.id)),
  handle(people.refuseRecoveryRoute, (ctx, { params }) => recovery.refuseRecovery(ctx, params.id)),
];

export const accountRoutes = [
  ...signInRoutes,
  ...accountOwnRoutes,
  ...peopleRoutes,
  handle(apiKeys.listApiKeysRoute, (ctx, { query }) => listApiKeys(ctx, query)),
  handle(apiKeys.createApiKeyRoute, (ctx, { body }) => createApiKey(ctx, body)),
  handle(apiKeys.revokeApiKeyRoute, (ctx, { params }) => revokeApiKey(ctx, params.id)),
  handle(organisation.getOrganisationRoute, getOrganisation),
  handle(organisation.updateOrganisationRoute, (ctx, { body }) => updateOrganisation(ctx, body)),
  handle(organisation.listSettingsRoute, listSettings),
  handle(audit.listAuditRoute, (ctx, { query }) => listAudit(ctx, query)),
  handle(audit.exportAuditRoute, (ctx, { body }) => exportAudit(ctx, body)),
];
