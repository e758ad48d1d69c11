import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../agencies/public.ts';
import { memberAbilities } from './access.ts';
import { teamRoles } from './contract/codes.ts';
import { toMemberFacts, toMemberships, visibleMembers } from './queries.ts';

const ROSTER_MEMBERS_MAX = 500;

/** Who was in the team on a day, by role and then by name, as the decisions in force then said. */
export const getRoster = (ctx: Ctx, query: { on?: string | undefined }) =>
  ctx.tx(async (tx) => {
    const on = query.on ?? vietnamDateOf(ctx.now());
    const stays = await tx
      .selectFrom('team_memberships as stay')
      .innerJoin('members', 'members.id', 'stay.member_id')
      .selectAll('stay')
      .where(sql<boolean>`daterange(stay.valid_from, stay.valid_to, '[)') @> ${on}::date`)
      .where(visibleMembers(ctx.actor))
      .orderBy(
        sql`array_position(${[...teamRoles]}::text[], stay.role_in_team), members.full_name collate "vi-x-icu", members.id`,
      )
      .limit(ROSTER_MEMBERS_MAX)
      .execute();
    const ids = stays.map((stay) => stay.member_id);
    const members =
      ids.length === 0 ? [] : await tx.selectFrom('members').selectAll().where('id', 'in', ids).execute();
    const refs = await getAgencyRefs(
      tx,
      members.map((member) => member.agency_id),
    );
    const byId = new Map(members.map((member) => [member.id, member]));
    const memberships = await toMemberships(tx, stays);
    return {
      on,
      items: stays.flatMap((stay, index) => {
        const member = byId.get(stay.member_id);
        const membership = memberships[index];
        return member && membership ? [{ ...toMemberFacts(member, refs), membership }] : [];
      }),
      can: memberAbilities(ctx),
    };
  });
