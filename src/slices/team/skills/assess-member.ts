import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { type MemberSkills, type SetLevel, skillChanged } from '../contract/skills.ts';
import { getMemberRow } from '../queries.ts';
import { describeMemberSkills } from './member-skills.ts';

/** Sets a member's level in one skill; the audit log keeps the earlier ones. @throws AppError platform.stale */
export const setLevel = (
  ctx: Ctx,
  path: { id: string; skillId: string },
  input: SetLevel,
): Promise<MemberSkills> =>
  ctx.tx(async (tx) => {
    const member = await getMemberRow(tx, ctx.actor, path.id);
    ctx.require('skill.assess');
    const skill = await tx
      .selectFrom('skills')
      .select('name_vi')
      .where('id', '=', path.skillId)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (!skill) throw platformErrors.notFound();
    if (input.assessedOn > vietnamDateOf(ctx.now())) {
      throw platformErrors.invalid(undefined, {
        fields: [{ field: 'assessedOn', reason: 'team.inTheFuture' }],
      });
    }
    const known = await tx
      .selectFrom('member_skills')
      .selectAll()
      .where('member_id', '=', path.id)
      .where('skill_id', '=', path.skillId)
      .forUpdate()
      .executeTakeFirst();
    if ((known?.version ?? null) !== input.version) {
      throw platformErrors.stale(undefined, {
        details: { current: await describeMemberSkills(ctx, tx, member) },
      });
    }
    const values = {
      level: input.level,
      assessed_on: input.assessedOn,
      assessed_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      assessed_by_label: ctx.actor.label,
      note: input.note,
      version: (known?.version ?? 0) + 1,
    };
    const saved = await tx
      .insertInto('member_skills')
      .values({ member_id: path.id, skill_id: path.skillId, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(['member_id', 'skill_id'])
          .doUpdateSet(values)
          .where('member_skills.version', '=', values.version - 1),
      )
      .returning('version')
      .executeTakeFirst();
    if (!saved) throw platformErrors.stale();
    const subject = {
      kind: 'member',
      id: member.id,
      label: member.full_name,
      organisationId: member.agency_id,
    };
    await ctx.audit(tx, 'member.skill-assessed', subject, {
      skill: skill.name_vi,
      level: input.level,
      before: known?.level ?? null,
      note: input.note,
    });
    await ctx.publish(tx, { type: skillChanged, data: { id: member.id }, permission: 'skill.read' });
    return describeMemberSkills(ctx, tx, member);
  });
