import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { addDays, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { reminderDays } from '../contract/skill-codes.ts';
import type { SkillMatrix } from '../contract/skills.ts';
import {
  getExpertRule,
  isExpert,
  listSkills,
  listTeamOn,
  loadCertified,
  loadLevels,
} from './skill-records.ts';

/** Levels of today's team by member and skill, experts by the rule, certificates that end within the first reminder. */
export const getSkillMatrix = (ctx: Ctx): Promise<SkillMatrix> =>
  ctx.tx(async (tx) => {
    const today = vietnamDateOf(ctx.now());
    const skills = await listSkills(tx);
    const team = await listTeamOn(tx, today);
    const levels = await loadLevels(tx);
    const certified = await loadCertified(tx, ctx.now());
    const rule = await getExpertRule(tx);
    const agencies = await getAgencyRefs(
      tx,
      team.map((member) => member.agencyId),
    );
    const members = team.map((member) => ({
      id: member.id,
      fullName: member.fullName,
      agencyName: agencies.get(member.agencyId)?.shortName ?? '',
      roleInTeam: member.roleInTeam,
      groupName: member.groupName,
      isExpert: isExpert(rule, skills, levels.get(member.id), certified.get(member.id)),
      levels: Object.fromEntries(levels.get(member.id) ?? []),
    }));
    const expiring = await tx
      .selectFrom('skill_evidence as e')
      .innerJoin('members as m', 'm.id', 'e.member_id')
      .select(['e.id', 'e.title', 'e.number', 'e.expires_on', 'm.id as member_id', 'm.full_name'])
      .where('e.kind', '=', 'certificate')
      .where('e.expires_on', '<=', addDays(today, reminderDays[0]))
      .orderBy('e.expires_on')
      .limit(100)
      .execute();
    const inTeam = new Set(team.map((member) => member.id));
    return {
      skills,
      members,
      rule,
      expertCount: members.filter((member) => member.isExpert).length,
      expiring: expiring
        .filter((row) => inTeam.has(row.member_id))
        .map((row) => ({
          id: row.id,
          member: { id: row.member_id, fullName: row.full_name },
          title: row.title,
          number: row.number,
          expiresOn: row.expires_on as string,
        })),
      can: { update: ctx.can('skill.update'), assess: ctx.can('skill.assess') },
    };
  });
