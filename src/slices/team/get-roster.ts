import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { followSuccessors, getAgencyRefs } from '../agencies/public.ts';
import { memberAbilities } from './access.ts';
import { teamRoles } from './contract/codes.ts';
import { toMemberFacts, toMemberships, visibleMembers } from './queries.ts';

const ROSTER_MEMBERS_MAX = 500;

const DECISIONS_MAX = 100;

/** Decisions that had taken effect by a day, the newest first. */
const listDecisionsInForce = async (tx: Tx, on: string) => {
  const rows = await tx
    .selectFrom('team_decisions')
    .select(['id', 'number', 'issued_on'])
    .where('effective_on', '<=', on)
    .orderBy('effective_on', 'desc')
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .limit(DECISIONS_MAX)
    .execute();
  return rows.map((row) => ({ id: row.id, number: row.number, issuedOn: row.issued_on }));
};

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
    const named = stays.map((stay) => stay.agency_id);
    const today = vietnamDateOf(ctx.now());
    const successors = await followSuccessors(tx, named, today);
    const byId = new Map(members.map((member) => [member.id, member]));
    const memberships = await toMemberships(tx, stays);
    return {
      on,
      decisions: await listDecisionsInForce(tx, on),
      items: stays.flatMap((stay, index) => {
        const member = byId.get(stay.member_id);
        const membership = memberships[index];
        if (!member || !membership) return [];
        const agencyNow = (successors.get(stay.agency_id) ?? []).filter(({ id }) => id !== stay.agency_id);
        return [{ ...toMemberFacts(member, refs), membership, agencyNow }];
      }),
      can: memberAbilities(ctx),
    };
  });
