import './tables.ts';
import type { Tx } from '../../../platform/db/tables.ts';

export type MemberSkill = {
  memberId: string;
  skillId: string;
  /** Code of the catalogue, such as `log-analysis`. */
  code: string;
  nameVi: string;
  nameEn: string;
  /** 0 none, 1 basics, 2 under guidance, 3 alone, 4 leads and teaches. */
  level: number;
};

/**
 * Assessed levels above 0 of the given members, or of all; skills taken out of the catalogue are left out. Needs a caller
 * who may read skills; others get nothing.
 */
export const listMemberSkills = async (tx: Tx, memberIds?: readonly string[]): Promise<MemberSkill[]> => {
  if (memberIds?.length === 0) return [];
  let select = tx
    .selectFrom('member_skills as held')
    .innerJoin('skills', 'skills.id', 'held.skill_id')
    .select([
      'held.member_id',
      'held.skill_id',
      'held.level',
      'skills.code',
      'skills.name_vi',
      'skills.name_en',
    ])
    .where('skills.is_active', '=', true)
    .where('held.level', '>', 0);
  if (memberIds) select = select.where('held.member_id', 'in', [...memberIds]);
  const rows = await select.orderBy('held.member_id').orderBy('skills.position').execute();
  return rows.map((row) => ({
    memberId: row.member_id,
    skillId: row.skill_id,
    code: row.code,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    level: row.level,
  }));
};
