import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../agencies/public.ts';
import { memberAbilities } from './access.ts';
import type { Member } from './contract.ts';
import { getMemberRow, type MemberRow, toMemberFacts, toMemberships } from './queries.ts';

/** The full answer about one member. */
export const describeMember = async (ctx: Ctx, tx: Tx, row: MemberRow): Promise<Member> => {
  const rows = await tx
    .selectFrom('team_memberships')
    .selectAll()
    .where('member_id', '=', row.id)
    .orderBy('valid_from', 'desc')
    .limit(100)
    .execute();
  const memberships = await toMemberships(tx, rows);
  const today = vietnamDateOf(ctx.now());
  const current = memberships.find(
    (stay) => stay.validFrom <= today && (stay.validTo === null || stay.validTo > today),
  );
  return {
    ...toMemberFacts(row, await getAgencyRefs(tx, [row.agency_id])),
    roleInTeam: current?.roleInTeam ?? null,
    groupName: current?.groupName ?? null,
    memberships,
    version: row.version,
    can: {
      ...memberAbilities(ctx),
      reportLeaving:
        memberships.some((stay) => stay.validTo === null || stay.validTo > today) &&
        ctx.can('replacement.report', {
          organisationId: row.agency_id,
          participantIds: row.person_id ? [row.person_id] : [],
        }),
    },
  };
};

/** @throws AppError platform.notFound */
export const getMember = (ctx: Ctx, id: string): Promise<Member> =>
  ctx.tx(async (tx) => describeMember(ctx, tx, await getMemberRow(tx, ctx.actor, id)));
