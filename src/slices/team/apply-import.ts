import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { PlannedRow } from './check-roster-rows.ts';
import type { ImportMade, ImportState, RosterImport } from './contract/imports.ts';
import { createMemberSchema, createMembershipSchema, memberChanged, teamErrors } from './contract.ts';
import {
  countFaults,
  describeImport,
  getImportRow,
  type ImportRow,
  replan,
  toStored,
} from './roster-imports.ts';
import { createMember } from './save-member.ts';
import { addMembership } from './save-membership.ts';

const takeImport = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  version: number,
  state: ImportState,
): Promise<ImportRow> => {
  ctx.require('member.update');
  const row = await getImportRow(tx, id);
  if (row.version !== version) {
    throw platformErrors.stale(undefined, { details: { current: describeImport(ctx, row) } });
  }
  if (row.state !== state) throw teamErrors.importDone();
  return row;
};

/** Writes one planned row; somebody whom an earlier row of the file has added is that same member. */
const writeRow = async (ctx: Ctx, plan: PlannedRow, made: ImportMade, added: Map<string, string>) => {
  const { row, agencyId, decisionId } = plan;
  const key = row.email ?? `${row.fullName}/${agencyId}`;
  let memberId = plan.memberId ?? added.get(key);
  if (!memberId) {
    const { fullName, post, email, phone, backupPhone } = row;
    const member = createMemberSchema.parse({ fullName, agencyId, post, email, phone, backupPhone });
    memberId = (await createMember(ctx, member)).id;
    made.members.push(memberId);
    added.set(key, memberId);
  }
  const { roleInTeam, groupName, post, validFrom, validTo } = row;
  const stay = createMembershipSchema.parse({
    roleInTeam,
    groupName,
    agencyId,
    post,
    validFrom,
    validTo,
    decisionId,
  });
  const { memberships } = await addMembership(ctx, memberId, stay);
  const membership = memberships.find((one) => one.validFrom === validFrom);
  if (membership) made.memberships.push(membership.id);
};

const announce = async (ctx: Ctx, tx: Tx, row: ImportRow, action: string, data: object): Promise<void> => {
  await ctx.audit(tx, action, { kind: 'roster-import', id: row.id, label: row.file_name }, { ...data });
  await ctx.publish(tx, { type: memberChanged, data: { id: null }, permission: 'member.read' });
};

/**
 * Takes a checked file over, whole or not at all. It is checked again first: what has become faulty since is shown and
 * nothing is written. @throws AppError team.importFaulty
 */
export const applyImport = (ctx: Ctx, id: string, input: { version: number }): Promise<RosterImport> =>
  ctx.tx(async (tx) => {
    const row = await takeImport(ctx, tx, id, input.version, 'checked');
    const planned = await replan(ctx, tx, row.rows);
    const stored = toStored(planned);
    if (countFaults(stored) > 0) {
      const rows = stored.filter((one) => one.faults.length > 0).map((one) => one.row);
      throw teamErrors.importFaulty({ rows: rows.join(', ') });
    }
    const made: ImportMade = { members: [], memberships: [] };
    const added = new Map<string, string>();
    for (const plan of planned) if (plan.action !== 'unchanged') await writeRow(ctx, plan, made, added);
    const saved = await tx
      .updateTable('roster_imports')
      .set({
        state: 'applied',
        applied_at: ctx.now(),
        rows: JSON.stringify(stored),
        made: JSON.stringify(made),
        version: row.version + 1,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await announce(ctx, tx, saved, 'team.import-applied', {
      members: made.members.length,
      memberships: made.memberships.length,
    });
    return describeImport(ctx, saved);
  });

/** What was built upon an import since: a changed record, a shift, a replacement, another stay. */
const findUse = async (tx: Tx, made: ImportMade): Promise<boolean> => {
  const changedStay = await tx
    .selectFrom('team_memberships')
    .select('id')
    .where('id', 'in', made.memberships)
    .where('version', '>', 1)
    .executeTakeFirst();
  if (changedStay) return true;
  const replaced = await tx
    .selectFrom('team_replacements')
    .select('id')
    .where('membership_id', 'in', made.memberships)
    .executeTakeFirst();
  if (replaced || made.members.length === 0) return replaced !== undefined;
  const changedMember = await tx
    .selectFrom('members')
    .select('id')
    .where('id', 'in', made.members)
    .where('version', '>', 1)
    .executeTakeFirst();
  const otherStay = await tx
    .selectFrom('team_memberships')
    .select('id')
    .where('member_id', 'in', made.members)
    .where('id', 'not in', made.memberships)
    .executeTakeFirst();
  const shift = await tx
    .selectFrom('duty_shifts')
    .select('id')
    .where('member_id', 'in', made.members)
    .executeTakeFirst();
  return Boolean(changedMember ?? otherStay ?? shift);
};

/** Undoes a whole import: its stays and the members that it added go again. @throws AppError team.importUsed */
export const undoImport = (ctx: Ctx, id: string, input: { version: number }): Promise<RosterImport> =>
  ctx.tx(async (tx) => {
    const row = await takeImport(ctx, tx, id, input.version, 'applied');
    const { made } = row;
    if (made.memberships.length > 0) {
      if (await findUse(tx, made)) throw teamErrors.importUsed();
      await tx.deleteFrom('team_memberships').where('id', 'in', made.memberships).execute();
      if (made.members.length > 0) {
        await tx.deleteFrom('members').where('id', 'in', made.members).execute();
      }
    }
    const saved = await tx
      .updateTable('roster_imports')
      .set({ state: 'undone', undone_at: ctx.now(), version: row.version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await announce(ctx, tx, saved, 'team.import-undone', { ...made });
    return describeImport(ctx, saved);
  });
