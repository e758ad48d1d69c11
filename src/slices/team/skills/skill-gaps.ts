import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { DAY_MS, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { Skill, SkillGaps } from '../contract/skills.ts';
import { listShiftRows, type ShiftRow, toShift } from '../list-shift-rows.ts';
import { listSkills, listTeamOn, loadLevels } from './skill-records.ts';

type Levels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Skills that nobody on the shift has at the level which shifts need: the primary and every backup reachable in its hours. */
const missingOn = (
  shift: ShiftRow,
  rows: readonly ShiftRow[],
  skills: readonly Skill[],
  levels: Levels,
): string[] => {
  const present = rows.filter((row) => row.starts_at < shift.ends_at && row.ends_at > shift.starts_at);
  return skills
    .filter((skill) => skill.shiftLevel !== null)
    .filter((skill) =>
      present.every((row) => (levels.get(row.member_id)?.get(skill.id) ?? 0) < (skill.shiftLevel as number)),
    )
    .map((skill) => skill.id);
};

/** Where skills are missing: against the team's targets, by group, and on each coming shift. */
export const getSkillGaps = (ctx: Ctx, query: { days: number }): Promise<SkillGaps> =>
  ctx.tx(async (tx) => {
    const now = ctx.now();
    const skills = (await listSkills(tx)).filter((skill) => skill.isActive);
    const team = await listTeamOn(tx, vietnamDateOf(now));
    const levels = await loadLevels(tx);
    const covers = (memberId: string, skill: Skill) =>
      (levels.get(memberId)?.get(skill.id) ?? 0) >= skill.neededLevel;
    const groups = [...new Set(team.map((member) => member.groupName).filter((name) => name !== null))];
    const rows = await listShiftRows(tx, now, new Date(now.getTime() + query.days * DAY_MS));
    const primaries = rows.filter((row) => row.kind === 'primary');
    const shifts = primaries
      .map((row) => ({ shift: toShift(row), missingSkillIds: missingOn(row, rows, skills, levels) }))
      .filter(({ missingSkillIds }) => missingSkillIds.length > 0);
    return {
      skills: skills.map((skill) => {
        const holders = team.filter((member) => covers(member.id, skill));
        const { id, nameVi, nameEn, area, neededLevel, neededCount, shiftLevel } = skill;
        return {
          ...{ id, nameVi, nameEn, area, neededLevel, neededCount, shiftLevel },
          have: holders.length,
          missing: Math.max(0, neededCount - holders.length),
          byGroup: Object.fromEntries(
            groups.map((name) => [name, holders.filter((member) => member.groupName === name).length]),
          ),
        };
      }),
      groups,
      shifts,
      shiftCount: primaries.length,
    };
  });
