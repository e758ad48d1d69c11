import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { TeamRole } from './contract/codes.ts';
import { createMemberSchema, createMembershipSchema } from './contract.ts';
import { createMember } from './save-member.ts';
import { addMembership } from './save-membership.ts';

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
