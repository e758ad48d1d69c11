import type { Ctx } from '../../platform/ctx/ctx.ts';
import { foldText } from '../../platform/search/fold.ts';
import { createDecisionSchema, createMemberSchema, createMembershipSchema } from './contract.ts';
import { type DemoMember, demoFormerMembers, demoMembers } from './data/demo-members.ts';
import { fillDutyDemo } from './demo-duty.ts';
import { fillReplacementsDemo } from './demo-replacements.ts';
import { fillSkillsDemo } from './demo-skills.ts';
import { createDecision } from './save-decision.ts';
import { createMember } from './save-member.ts';
import { addMembership } from './save-membership.ts';

export type DemoTeam = {
  /** Ids of the members by full name. */
  members: ReadonlyMap<string, string>;
  foundingDecisionId: string;
  changeDecisionId: string;
};

const FOUNDED_ON = '2022-11-15';
const CHANGED_ON = '2025-07-20';
const CHANGED_AGAIN_ON = '2026-04-10';

const mailboxOf = (fullName: string): string => foldText(fullName).replaceAll(' ', '.');

const decide = async (ctx: Ctx, number: string, kind: 'founding' | 'change', date: string, title: string) => {
  const input = createDecisionSchema.parse({
    number,
    kind,
    issuedOn: date,
    effectiveOn: date,
    issuer: 'Ủy ban nhân dân tỉnh Minh Sơn',
    signer: 'Lâm Quang Đạo',
    signerTitle: 'Phó Chủ tịch',
    title,
  });
  return (await createDecision(ctx, input, { isDemo: true })).id;
};

type Stay = { from: string; to: string | null; decisionId: string; endedByDecisionId: string | null };

const addMember = async (
  ctx: Ctx,
  agencies: ReadonlyMap<string, string>,
  member: DemoMember,
  place: { index: number; personId: string | null },
  stay: Stay,
): Promise<string> => {
  const agencyId = agencies.get(member.agencyCode) as string;
  const { id } = await createMember(
    ctx,
    createMemberSchema.parse({
      personId: place.personId,
      fullName: member.fullName,
      agencyId,
      post: member.post,
      email: `${mailboxOf(member.fullName)}@doiungcuu.minhson.gov.vn.example`,
      phone: `0000 900 ${String(place.index).padStart(3, '0')}`,
    }),
    { isDemo: true },
  );
  const membership = createMembershipSchema.parse({
    roleInTeam: member.role,
    groupName: member.group,
    agencyId,
    post: member.post,
    validFrom: stay.from,
    validTo: stay.to,
    decisionId: stay.decisionId,
    endedByDecisionId: stay.endedByDecisionId,
  });
  await addMembership(ctx, id, membership);
  return id;
};

/**
 * Fills the invented province's team: a founding decision, a change, 29 members and three former ones, two months of duty
 * around the clock with hand-overs and swaps, and their skills. `personIds` links members to accounts by full name.
 */
export const fillTeamDemo = (
  ctx: Ctx,
  agencies: ReadonlyMap<string, string>,
  personIds: ReadonlyMap<string, string> = new Map(),
): Promise<DemoTeam> =>
  ctx.tx(async () => {
    const team = 'Đội ứng cứu sự cố an toàn thông tin mạng trong cơ quan nhà nước tỉnh Minh Sơn';
    const foundingDecisionId = await decide(
      ctx,
      '1234/QĐ-UBND',
      'founding',
      FOUNDED_ON,
      `Về việc thành lập ${team}`,
    );
    const changeDecisionId = await decide(
      ctx,
      '567/QĐ-UBND',
      'change',
      CHANGED_ON,
      `Về việc kiện toàn ${team}`,
    );
    const secondChangeId = await decide(
      ctx,
      '312/QĐ-UBND',
      'change',
      CHANGED_AGAIN_ON,
      `Về việc bổ sung thành viên ${team}`,
    );
    const members = new Map<string, string>();
    const everybody = [...demoFormerMembers, ...demoMembers];
    for (const [index, member] of everybody.entries()) {
      const isFormer = index < demoFormerMembers.length;
      const isOld = isFormer || member.isFounder === true;
      const stay: Stay = {
        from: isOld ? FOUNDED_ON : member.isLate ? CHANGED_AGAIN_ON : CHANGED_ON,
        to: isFormer ? CHANGED_ON : null,
        decisionId: isOld ? foundingDecisionId : member.isLate ? secondChangeId : changeDecisionId,
        endedByDecisionId: isFormer ? changeDecisionId : null,
      };
      const personId = personIds.get(member.fullName) ?? null;
      members.set(member.fullName, await addMember(ctx, agencies, member, { index, personId }, stay));
    }
    const onDuty = (kind: 'primary' | 'backup') =>
      demoMembers
        .filter((member) => member.duty === kind)
        .map((member) => members.get(member.fullName) as string);
    await fillDutyDemo(ctx, {
      primaries: onDuty('primary'),
      backups: onDuty('backup'),
      officerId: members.get('Bùi Thị Mai') as string,
    });
    await fillSkillsDemo(ctx, members);
    await fillReplacementsDemo(ctx, members);
    return { members, foundingDecisionId, changeDecisionId };
  });
