import { handle } from '../../platform/http/handle.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { memberAbilities } from './access.ts';
import * as contract from './contract.ts';
import { getMember } from './describe-member.ts';
import { dutyRosterRoutes } from './duty/routes.ts';
import { getRoster } from './get-roster.ts';
import { listMembers } from './queries.ts';
import { createDecision, listDecisions, updateDecision } from './save-decision.ts';
import { createMember, updateMember } from './save-member.ts';
import { addMembership, updateMembership } from './save-membership.ts';
import { skillRoutes } from './skills/routes.ts';

export const teamRoutes = [
  handle(contract.getRosterRoute, (ctx, { query }) => getRoster(ctx, query)),
  handle(contract.listMembersRoute, (ctx, { query }) =>
    ctx.tx(async (tx) => ({
      ...(await listMembers(tx, ctx.actor, query, vietnamDateOf(ctx.now()))),
      can: memberAbilities(ctx),
    })),
  ),
  handle(contract.getMemberRoute, (ctx, { params }) => getMember(ctx, params.id)),
  handle(contract.createMemberRoute, (ctx, { body }) => createMember(ctx, body)),
  handle(contract.updateMemberRoute, (ctx, { params, body }) => updateMember(ctx, params.id, body)),
  handle(contract.addMembershipRoute, (ctx, { params, body }) => addMembership(ctx, params.id, body)),
  handle(contract.updateMembershipRoute, (ctx, { params, body }) => updateMembership(ctx, params, body)),
  handle(contract.listDecisionsRoute, (ctx) => listDecisions(ctx)),
  handle(contract.createDecisionRoute, (ctx, { body }) => createDecision(ctx, body)),
  handle(contract.updateDecisionRoute, (ctx, { params, body }) => updateDecision(ctx, params.id, body)),
  ...dutyRosterRoutes,
  ...skillRoutes,
];
