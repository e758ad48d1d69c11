import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { foldText } from '../../platform/search/fold.ts';
import { findAgency } from '../agencies/public.ts';
import { type CreateMember, type Member, memberChanged, teamErrors, type UpdateMember } from './contract.ts';
import { describeMember } from './describe-member.ts';
import { getMemberRow, type MemberRow } from './queries.ts';

const toColumns = (input: CreateMember) => ({
  person_id: input.personId,
  full_name: input.fullName,
  agency_id: input.agencyId,
  post: input.post,
  email: input.email?.toLowerCase() ?? null,
  phone: input.phone,
  backup_phone: input.backupPhone,
  search_text: foldText([input.fullName, input.post, input.email, input.phone].filter(Boolean).join(' ')),
});

/** @throws AppError platform.invalid naming `agencyId` */
export const requireAgency = async (tx: Tx, agencyId: string): Promise<void> => {
  if (!(await findAgency(tx, agencyId))) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'agencyId', reason: 'invalid' }] });
  }
};

const refuseTakenPerson = async (tx: Tx, personId: string | null, ownId: string | null): Promise<void> => {
  if (!personId) return;
  const other = await tx
    .selectFrom('members')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (other && other.id !== ownId) throw teamErrors.personTaken();
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

/** Records a person; a membership puts them into the team. */
export const createMember = (
  ctx: Ctx,
  input: CreateMember,
  options: { isDemo?: boolean } = {},
): Promise<Member> =>
  ctx.tx(async (tx) => {
    ctx.require('member.update');
    await requireAgency(tx, input.agencyId);
    await refuseTakenPerson(tx, input.personId, null);
    const row = await tx
      .insertInto('members')
      .values({
        id: uuid7(ctx.now().getTime()),
        ...toColumns(input),
        is_demo: options.isDemo ?? false,
        created_at: ctx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return recordChange(ctx, tx, 'member.created', row, input);
  });

/** Changes a member as of today. @throws AppError platform.stale with the record as it stands */
export const updateMember = (ctx: Ctx, id: string, input: UpdateMember): Promise<Member> =>
  ctx.tx(async (tx) => {
    await getMemberRow(tx, ctx.actor, id);
    ctx.require('member.update');
    const { version, ...fields } = input;
    await requireAgency(tx, input.agencyId);
    await refuseTakenPerson(tx, input.personId, id);
    const row = await tx
      .updateTable('members')
      .set({ ...toColumns(fields), version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .returningAll()
      .executeTakeFirst();
    if (!row) {
      const current = await describeMember(ctx, tx, await getMemberRow(tx, ctx.actor, id));
      throw platformErrors.stale(undefined, { details: { current } });
    }
    return recordChange(ctx, tx, 'member.updated', row, fields);
  });
