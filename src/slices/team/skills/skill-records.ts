import './tables.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../../platform/db/tables.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { TeamRole } from '../contract/codes.ts';
import type { ExpertRule, Skill } from '../contract/skills.ts';
import type { ExpertRuleTable, SkillsTable } from './tables.ts';

export const toSkill = (row: Selectable<SkillsTable>): Skill => ({
  id: row.id,
  code: row.code,
  area: row.area,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  position: row.position,
  isActive: row.is_active,
  countsForExperts: row.counts_for_experts,
  neededLevel: row.needed_level,
  neededCount: row.needed_count,
  shiftLevel: row.shift_level,
  version: row.version,
});

export const toExpertRule = (row: Selectable<ExpertRuleTable>): ExpertRule => ({
  expertsNeeded: row.experts_needed,
  levelNeeded: row.level_needed,
  skillsNeeded: row.skills_needed,
  needsCertificate: row.needs_certificate,
  basis: row.basis,
  isVerified: row.is_verified,
  version: row.version,
});

/** The catalogue in its order, skills out of use last. */
export const listSkills = async (tx: Tx): Promise<Skill[]> =>
  (
    await tx
      .selectFrom('skills')
      .selectAll()
      .orderBy('is_active', 'desc')
      .orderBy('position')
      .orderBy('code')
      .limit(200)
      .execute()
  ).map(toSkill);

export const getExpertRule = async (tx: Tx): Promise<ExpertRule> =>
  toExpertRule(await tx.selectFrom('expert_rule').selectAll().where('id', '=', 1).executeTakeFirstOrThrow());

export type TeamMember = {
  id: string;
  fullName: string;
  agencyId: string;
  roleInTeam: TeamRole;
  groupName: string | null;
};

/** The team of a day as far as the caller may see it, by group and name. */
export const listTeamOn = async (tx: Tx, day: string): Promise<TeamMember[]> => {
  const { rows } = await sql<TeamMember>`
    select m.id, m.full_name as "fullName", stay.agency_id as "agencyId", stay.role_in_team as "roleInTeam",
      stay.group_name as "groupName"
    from team_memberships stay join members m on m.id = stay.member_id
    where daterange(stay.valid_from, stay.valid_to, '[)') @> ${day}::date
    order by stay.group_name nulls first, m.full_name collate "vi-x-icu", m.id
    limit 500`.execute(tx);
  return rows;
};

/** Levels above 0 in skills in use, by member and skill. */
export const loadLevels = async (tx: Tx): Promise<Map<string, Map<string, number>>> => {
  const rows = await tx
    .selectFrom('member_skills')
    .innerJoin('skills', 'skills.id', 'member_skills.skill_id')
    .select(['member_id', 'skill_id', 'level'])
    .where('skills.is_active', '=', true)
    .execute();
  const levels = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const own = levels.get(row.member_id) ?? new Map<string, number>();
    own.set(row.skill_id, row.level);
    levels.set(row.member_id, own);
  }
  return levels;
};

/** Skills for which a member holds a certificate that is valid on the day, by member. */
export const loadCertified = async (tx: Tx, at: Date): Promise<Map<string, Set<string>>> => {
  const today = vietnamDateOf(at);
  const rows = await tx
    .selectFrom('skill_evidence as e')
    .innerJoin('skill_evidence_skills as s', 's.evidence_id', 'e.id')
    .select(['e.member_id', 's.skill_id'])
    .where('e.kind', '=', 'certificate')
    .where((where) => where.or([where('e.expires_on', 'is', null), where('e.expires_on', '>=', today)]))
    .execute();
  const certified = new Map<string, Set<string>>();
  for (const row of rows)
    certified.set(row.member_id, (certified.get(row.member_id) ?? new Set()).add(row.skill_id));
  return certified;
};

/** Who counts as a qualified expert by the rule: enough counted skills at the level, each certified where the rule asks. */
export const isExpert = (
  rule: ExpertRule,
  skills: readonly Skill[],
  levels: ReadonlyMap<string, number> | undefined,
  certified: ReadonlySet<string> | undefined,
): boolean => {
  const counted = skills.filter(
    (skill) =>
      skill.isActive &&
      skill.countsForExperts &&
      (levels?.get(skill.id) ?? 0) >= rule.levelNeeded &&
      (!rule.needsCertificate || certified?.has(skill.id)),
  );
  return counted.length >= rule.skillsNeeded;
};
