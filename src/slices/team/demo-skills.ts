import './skills/tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { demoMembers } from './data/demo-members.ts';
import { demoEvidence, demoGroupSkills } from './data/demo-skills.ts';
import { createEvidence } from './skills/save-evidence.ts';
import { listSkills } from './skills/skill-records.ts';

/** Steps around the usual level, so that people differ; the same on every run. */
const steps = [0, 1, 0, -1, 0, 0, 1, -1];

/** Levels of the 29 members by their group, and evidence of some. */
export const fillSkillsDemo = (ctx: Ctx, members: ReadonlyMap<string, string>): Promise<void> =>
  ctx.tx(async (tx) => {
    const ids = new Map((await listSkills(tx)).map((skill) => [skill.code, skill.id]));
    const today = vietnamDateOf(ctx.now());
    const rows = demoMembers.flatMap((member, place) =>
      Object.entries(demoGroupSkills[member.group ?? ''] ?? {}).flatMap(([code, usual], at) => {
        const level = Math.max(0, Math.min(4, usual + (steps[(place * 3 + at * 5) % steps.length] ?? 0)));
        const memberId = members.get(member.fullName);
        const skillId = ids.get(code);
        if (level === 0 || !memberId || !skillId) return [];
        return [
          {
            member_id: memberId,
            skill_id: skillId,
            level,
            assessed_on: addDays(today, -20 - ((place * 7 + at) % 160)),
            assessed_by_person_id: null,
            assessed_by_label: 'Trần Quốc Dũng',
            note: null,
          },
        ];
      }),
    );
    await tx.insertInto('member_skills').values(rows).execute();
    for (const evidence of demoEvidence) {
      const memberId = members.get(evidence.fullName);
      if (!memberId) continue;
      await createEvidence(ctx, memberId, {
        kind: evidence.kind,
        title: evidence.title,
        issuer: evidence.issuer,
        number: evidence.number,
        issuedOn: addDays(today, evidence.issuedIn),
        expiresOn: evidence.expiresIn === null ? null : addDays(today, evidence.expiresIn),
        note: null,
        skillIds: evidence.skills.map((code) => ids.get(code)).filter((id) => id !== undefined),
      });
    }
  });
