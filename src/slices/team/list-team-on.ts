import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import { type TeamRole, teamRoles } from './contract/codes.ts';

export type TeamMemberOn = {
  memberId: string;
  personId: string | null;
  fullName: string;
  email: string | null;
  phone: string | null;
  agencyId: string;
  post: string | null;
  roleInTeam: TeamRole;
  groupName: string | null;
};

const MEMBERS_MAX = 500;

/** Who is in the team on a day (`YYYY-MM-DD`), by role and name, as far as the transaction's actor sees them. */
export const listTeamOn = async (tx: Tx, on: string): Promise<TeamMemberOn[]> => {
  const rows = await tx
    .selectFrom('team_memberships as stay')
    .innerJoin('members', 'members.id', 'stay.member_id')
    .selectAll('members')
    .select(['stay.role_in_team', 'stay.group_name', 'stay.post as post_then'])
    .where(sql<boolean>`daterange(stay.valid_from, stay.valid_to, '[)') @> ${on}::date`)
    .orderBy(
      sql`array_position(${[...teamRoles]}::text[], stay.role_in_team), members.full_name collate "vi-x-icu", members.id`,
    )
    .limit(MEMBERS_MAX)
    .execute();
  return rows.map((row) => ({
    memberId: row.id,
    personId: row.person_id,
    fullName: row.full_name,
    email: row.email,
    phone: row.phone,
    agencyId: row.agency_id,
    post: row.post ?? row.post_then,
    roleInTeam: row.role_in_team,
    groupName: row.group_name,
  }));
};
