import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { skillErrors } from '../contract/skill-errors.ts';
import {
  type CreateSkill,
  type ExpertRule,
  type SetExpertRule,
  type Skill,
  skillChanged,
  type UpdateSkill,
} from '../contract/skills.ts';
import { getExpertRule, toExpertRule, toSkill } from './skill-records.ts';

const toColumns = (input: CreateSkill) => ({
  code: input.code,
  area: input.area,
  name_vi: input.nameVi,
  name_en: input.nameEn,
  is_active: input.isActive,
  counts_for_experts: input.countsForExperts,
  needed_level: input.neededLevel,
  needed_count: input.neededCount,
  shift_level: input.shiftLevel,
});

const refuseTakenCode = async (tx: Tx, code: string, ownId: string | null): Promise<void> => {
  const other = await tx
    .selectFrom('skills')
    .select(['id', 'name_vi'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (other && other.id !== ownId) throw skillErrors.skillCodeTaken({ code, name: other.name_vi });
};

const record = async (ctx: Ctx, tx: Tx, action: string, id: string, label: string, data: object) => {
  await ctx.audit(tx, action, { kind: 'skill', id, label }, { ...data });
  await ctx.publish(tx, { type: skillChanged, data: { id }, permission: 'skill.read' });
};

/** Adds a skill at the end of the catalogue. @throws AppError team.skillCodeTaken */
export const createSkill = (ctx: Ctx, input: CreateSkill): Promise<Skill> =>
  ctx.tx(async (tx) => {
    ctx.require('skill.update');
    await refuseTakenCode(tx, input.code, null);
    const { last } = await tx
      .selectFrom('skills')
      .select((where) => where.fn.max('position').as('last'))
      .executeTakeFirstOrThrow();
    const row = await tx
      .insertInto('skills')
      .values({ id: uuid7(ctx.now().getTime()), ...toColumns(input), position: Number(last ?? 0) + 1 })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, tx, 'skill.created', row.id, row.name_vi, input);
    return toSkill(row);
  });

/** @throws AppError platform.stale with the skill as it stands */
export const updateSkill = (ctx: Ctx, id: string, input: UpdateSkill): Promise<Skill> =>
  ctx.tx(async (tx) => {
    ctx.require('skill.update');
    const known = await tx
      .selectFrom('skills')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!known) throw platformErrors.notFound();
    if (known.version !== input.version) {
      throw platformErrors.stale(undefined, { details: { current: toSkill(known) } });
    }
    await refuseTakenCode(tx, input.code, id);
    const row = await tx
      .updateTable('skills')
      .set({ ...toColumns(input), version: input.version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, tx, 'skill.updated', id, row.name_vi, input);
    return toSkill(row);
  });

/** @throws AppError platform.stale with the rule as it stands */
export const setExpertRule = (ctx: Ctx, input: SetExpertRule): Promise<ExpertRule> =>
  ctx.tx(async (tx) => {
    ctx.require('skill.update');
    const row = await tx
      .updateTable('expert_rule')
      .set({
        experts_needed: input.expertsNeeded,
        level_needed: input.levelNeeded,
        skills_needed: input.skillsNeeded,
        needs_certificate: input.needsCertificate,
        basis: input.basis,
        is_verified: input.isVerified,
        version: input.version + 1,
      })
      .where('id', '=', 1)
      .where('version', '=', input.version)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw platformErrors.stale(undefined, { details: { current: await getExpertRule(tx) } });
    await ctx.audit(tx, 'skill.expert-rule-set', { kind: 'expert-rule', id: null }, { ...input });
    await ctx.publish(tx, { type: skillChanged, data: { id: 'expert-rule' }, permission: 'skill.read' });
    return toExpertRule(row);
  });
