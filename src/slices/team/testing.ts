import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import type { TeamRole } from './contract/codes.ts';
import { nominateSchema, reportLeavingSchema } from './contract/replacements.ts';
import { createMemberSchema, createMembershipSchema } from './contract.ts';
import { attachDecisionFile } from './decision-file.ts';
import { attachLetter, nominate } from './nominate.ts';
import { reportLeaving } from './report-leaving.ts';
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

/** A member who leaves with a nominee, a proposal without places, an import and a flagged declaration: ids by collection. */
export const createTestReplacement = async (ctx: Ctx, agencyId: string): Promise<Record<string, string>> => {
  const memberId = await createTestMember(ctx, { agencyId, fullName: 'Người Thôi' });
  const leaving = reportLeavingSchema.parse({ reason: 'transfer', leavesOn: '2026-11-20' });
  const { id, version } = await reportLeaving(ctx, memberId, leaving);
  const nominee = nominateSchema.parse({ version, fullName: 'Người Thay', post: 'Chuyên viên' });
  const { nominees } = await nominate(ctx, id, nominee);
  const blob = await ctx.services.blobs.put(Buffer.from(`paper of ${agencyId}`), 1_000);
  const file = { ...blob, field: 'file', name: 'cong-van.pdf', contentType: 'application/pdf' };
  await attachLetter(ctx, id, [file]);
  const at = ctx.now();
  const decisionId = uuid7(at.getTime());
  const others = {
    proposal: uuid7(at.getTime()),
    import: uuid7(at.getTime()),
    declaration: uuid7(at.getTime()),
  };
  await ctx.tx(async (tx) => {
    await tx
      .insertInto('team_decisions')
      .values({
        id: decisionId,
        number: `${decisionId.slice(-6)}/QĐ`,
        kind: 'change',
        issued_on: '2026-01-01',
        effective_on: '2026-01-01',
        issuer: 'UBND',
        signer: 'A',
        signer_title: 'B',
        title: 'C',
        created_at: at,
      })
      .execute();
    await tx
      .insertInto('team_proposals')
      .values({ id: others.proposal, state: 'open', created_at: at, created_by_label: 'test' })
      .execute();
    await tx
      .insertInto('roster_imports')
      .values({
        id: others.import,
        state: 'checked',
        file_name: 'a.csv',
        rows: '[]',
        faults: 0,
        created_at: at,
        created_by_label: 'test',
        made: JSON.stringify({ members: [], memberships: [] }),
      })
      .execute();
    await tx
      .insertInto('network_declarations')
      .values({ id: others.declaration, decision_id: null, flagged_at: at, due_at: at })
      .execute();
  });
  await attachDecisionFile(ctx, decisionId, [file]);
  return {
    'team-decisions': decisionId,
    replacements: id,
    'replacements/nomineeId': nominees[0]?.id ?? '',
    'roster-proposals': others.proposal,
    'roster-imports': others.import,
    'network-declarations': others.declaration,
  };
};
