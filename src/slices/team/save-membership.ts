import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import {
  type CreateMembership,
  type Member,
  memberChanged,
  teamErrors,
  type UpdateMembership,
} from './contract.ts';
import { describeMember } from './describe-member.ts';
import { getMemberRow, type MemberRow, toMemberships } from './queries.ts';
import { requireAgency } from './save-member.ts';

const toColumns = (input: CreateMembership) => ({
  role_in_team: input.roleInTeam,
  group_name: input.groupName,
  agency_id: input.agencyId,
  post: input.post,
  valid_from: input.validFrom,
  valid_to: input.validTo,
  decision_id: input.decisionId,
  ended_by_decision_id: input.endedByDecisionId,
});

/** A stay begins no earlier than the decision that orders it, and ends no earlier than the one that ends it. */
const checkDecisions = async (tx: Tx, input: CreateMembership): Promise<FieldError[]> => {
  const ids = [input.decisionId, input.endedByDecisionId].filter((id) => id !== null);
  const rows =
    ids.length === 0
      ? []
      : await tx.selectFrom('team_decisions').select(['id', 'effective_on']).where('id', 'in', ids).execute();
  const effectiveOn = new Map(rows.map((row) => [row.id, row.effective_on]));
  const faults: FieldError[] = [];
  const check = (id: string | null, idField: string, date: string | null, dateField: string) => {
    if (!id) return;
    const effective = effectiveOn.get(id);
    if (!effective) faults.push({ field: idField, reason: 'invalid' });
    else if (date !== null && date < effective)
      faults.push({ field: dateField, reason: 'team.beforeDecision' });
  };
  check(input.decisionId, 'decisionId', input.validFrom, 'validFrom');
  check(input.endedByDecisionId, 'endedByDecisionId', input.validTo, 'validTo');
  if (input.endedByDecisionId && input.validTo === null)
    faults.push({ field: 'validTo', reason: 'required' });
  if (input.validTo !== null && input.validTo <= input.validFrom) {
    faults.push({ field: 'validTo', reason: 'team.endBeforeStart' });
  }
  return faults;
};

const refuseOverlaps = async (tx: Tx, memberId: string, input: CreateMembership, ownId: string | null) => {
  const { rows } = await sql<{ member_id: string; full_name: string }>`
    select stay.member_id, m.full_name from team_memberships stay join members m on m.id = stay.member_id
    where stay.id is distinct from ${ownId}::uuid
      and daterange(stay.valid_from, stay.valid_to, '[)') && daterange(${input.validFrom}::date, ${input.validTo}::date, '[)')
      and (stay.member_id = ${memberId} or (stay.role_in_team = 'leader' and ${input.roleInTeam} = 'leader'))
    order by stay.member_id = ${memberId} desc limit 1`.execute(tx);
  const other = rows[0];
  if (other?.member_id === memberId) throw teamErrors.membershipOverlaps({ name: other.full_name });
  if (other) throw teamErrors.leaderOverlaps({ name: other.full_name });
};

const checkAll = async (tx: Tx, memberId: string, input: CreateMembership, ownId: string | null) => {
  // One change of the roster at a time, so that two leaders cannot slip in side by side.
  await sql`select pg_advisory_xact_lock(hashtextextended('khien/team-roster', 0))`.execute(tx);
  await requireAgency(tx, input.agencyId);
  const faults = await checkDecisions(tx, input);
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
  await refuseOverlaps(tx, memberId, input, ownId);
};

const recordChange = async (
  ctx: Ctx,
  tx: Tx,
  action: string,
  row: MemberRow,
  data: object,
): Promise<Member> => {
  const subject = { kind: 'member', id: row.id, label: row.full_name, organisationId: row.agency_id };
  await ctx.audit(tx, action, subject, { ...data });
  await ctx.publish(tx, {
    type: memberChanged,
    data: { id: row.id },
    permission: 'member.read',
    organisationId: row.agency_id,
  });
  return describeMember(ctx, tx, row);
};

/** Puts a member into the team from a day on. */
export const addMembership = (ctx: Ctx, memberId: string, input: CreateMembership): Promise<Member> =>
  ctx.tx(async (tx) => {
    const member = await getMemberRow(tx, ctx.actor, memberId);
    ctx.require('member.update');
    await checkAll(tx, memberId, input, null);
    const id = uuid7(ctx.now().getTime());
    await tx
      .insertInto('team_memberships')
      .values({ id, member_id: memberId, ...toColumns(input) })
      .execute();
    return recordChange(ctx, tx, 'member.joined', member, { membershipId: id, ...input });
  });

/** Corrects or ends a stay. One of another member is missing here. @throws AppError platform.stale */
export const updateMembership = (
  ctx: Ctx,
  path: { id: string; membershipId: string },
  input: UpdateMembership,
): Promise<Member> =>
  ctx.tx(async (tx) => {
    const member = await getMemberRow(tx, ctx.actor, path.id);
    ctx.require('member.update');
    const { version, ...fields } = input;
    const current = await tx
      .selectFrom('team_memberships')
      .selectAll()
      .where('id', '=', path.membershipId)
      .where('member_id', '=', path.id)
      .forUpdate()
      .executeTakeFirst();
    if (!current) throw platformErrors.notFound();
    if (current.version !== version) {
      const [shown] = await toMemberships(tx, [current]);
      throw platformErrors.stale(undefined, { details: { current: shown } });
    }
    await checkAll(tx, path.id, fields, path.membershipId);
    await tx
      .updateTable('team_memberships')
      .set({ ...toColumns(fields), version: version + 1 })
      .where('id', '=', path.membershipId)
      .execute();
    return recordChange(ctx, tx, 'member.membership-updated', member, {
      membershipId: path.membershipId,
      ...fields,
    });
  });
