import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { followSuccessors } from '../agencies/public.ts';
import type { ReportedAs } from './contract/replacement-codes.ts';
import type { Replacement, ReportLeaving } from './contract/replacements.ts';
import { teamErrors } from './contract.ts';
import { describeReplacement } from './describe-replacement.ts';
import { getMemberRow, type MemberRow } from './queries.ts';
import { mailAgency } from './replacement-mails.ts';
import { dueAfter, recordStep } from './replacement-rows.ts';

const reporterKind = (ctx: Ctx, member: MemberRow): ReportedAs => {
  if (ctx.actor.id !== null && ctx.actor.id === member.person_id) return 'member';
  return ctx.can('member.update') || ctx.actor.permissions.get('replacement.report') === 'any'
    ? 'team'
    : 'agency';
};

/** The stay that ends: that of today, else the next one to begin. */
const findStay = async (tx: Tx, memberId: string, today: string) => {
  const stays = await tx
    .selectFrom('team_memberships')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('valid_from')
    .limit(100)
    .execute();
  return stays.find((stay) => stay.valid_to === null || stay.valid_to > today);
};

/** Where an agency has ended, the one that carries on its duties nominates. */
const nominatingAgency = async (tx: Tx, agencyId: string, today: string): Promise<string> => {
  const [successor] = (await followSuccessors(tx, [agencyId], today)).get(agencyId) ?? [];
  return successor?.id ?? agencyId;
};

/**
 * Reports that a member leaves. The agency's head is written to for a nomination. A report after the day of leaving counts
 * as late. @throws AppError team.notInTeam, team.leavingReported
 */
export const reportLeaving = (
  ctx: Ctx,
  memberId: string,
  input: ReportLeaving,
  options: { isDemo?: boolean } = {},
): Promise<Replacement> =>
  ctx.tx(async (tx) => {
    const member = await getMemberRow(tx, ctx.actor, memberId);
    const participantIds = member.person_id ? [member.person_id] : [];
    ctx.require('replacement.report', { organisationId: member.agency_id, participantIds });
    const today = vietnamDateOf(ctx.now());
    const stay = await findStay(tx, memberId, today);
    if (!stay) throw teamErrors.notInTeam({ name: member.full_name });
    if (input.leavesOn < stay.valid_from) {
      throw platformErrors.invalid(undefined, {
        fields: [{ field: 'leavesOn', reason: 'team.beforeJoining' }],
      });
    }
    const earlier = await tx
      .selectFrom('team_replacements')
      .select('id')
      .where('membership_id', '=', stay.id)
      .where('state', 'not in', ['done', 'cancelled'])
      .executeTakeFirst();
    if (earlier) throw teamErrors.leavingReported({ name: member.full_name });
    const row = await tx
      .insertInto('team_replacements')
      .values({
        id: uuid7(ctx.now().getTime()),
        member_id: memberId,
        membership_id: stay.id,
        agency_id: await nominatingAgency(tx, member.agency_id, today),
        member_name: member.full_name,
        role_in_team: stay.role_in_team,
        group_name: stay.group_name,
        post: stay.post,
        state: 'reported',
        reason: input.reason,
        note: input.note,
        leaves_on: input.leavesOn,
        is_reported_late: input.leavesOn < today,
        reported_at: ctx.now(),
        reported_by_label: ctx.actor.label,
        reported_as: reporterKind(ctx, member),
        due_on: dueAfter(ctx, 'reported'),
        is_demo: options.isDemo ?? false,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordStep(ctx, tx, row, 'reported', input.note);
    // Invented agencies are written to by nobody.
    if (!row.is_demo) await mailAgency(ctx, tx, row, 'nominate');
    return describeReplacement(ctx, tx, row);
  });
