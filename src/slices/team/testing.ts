import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { TeamRole } from './contract/codes.ts';
import { createMemberSchema, createMembershipSchema } from './contract.ts';
import { createMember } from './save-member.ts';
import { addMembership } from './save-membership.ts';
import { createEvidence } from './skills/save-evidence.ts';
import { listSkills } from './skills/skill-records.ts';

/** Adds a member, in the team since 2023 unless `role` is null, and gives the id. */
export const createTestMember = async (
  ctx: Ctx,
  over: Partial<z.input<typeof createMemberSchema>> & { agencyId: string },
  role: TeamRole | null = 'member',
): Promise<string> => {
  const member = await createMember(ctx, createMemberSchema.parse({ fullName: 'Trần Văn Thử', ...over }));
  if (role) {
    const stay = { roleInTeam: role, agencyId: over.agencyId, validFrom: '2023-01-01' };
    await addMembership(ctx, member.id, createMembershipSchema.parse(stay));
  }
  return member.id;
};

/** Adds a certificate for the first skill of the catalogue, and gives its id. */
export const createTestEvidence = async (ctx: Ctx, memberId: string): Promise<string> => {
  const [skill] = await ctx.tx(listSkills);
  const { evidence } = await createEvidence(ctx, memberId, {
    kind: 'certificate',
    title: 'Chứng chỉ thử',
    issuer: 'Nơi cấp thử',
    number: null,
    issuedOn: '2025-01-02',
    expiresOn: null,
    note: null,
    skillIds: [skill?.id ?? ''],
  });
  return evidence[0]?.id ?? '';
};
