import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { endRoles, giveRole } from '../accounts/public.ts';
import type { Role } from '../accounts/roles.ts';
import type { TeamRole } from './contract/codes.ts';
import { memberChanged } from './contract.ts';
import { moveReplacement, recordStep } from './replacement-rows.ts';
import type { TeamAccessChangesTable } from './tables.ts';

type AccessRow = Selectable<TeamAccessChangesTable>;

const CHANGES_PER_RUN = 200;

/** What a role in the team means in the product. */
const accountRoles: Readonly<Record<TeamRole, Role>> = {
  leader: 'team-leader',
  'standing-deputy': 'deputy-leader',
  deputy: 'deputy-leader',
  'group-head': 'responder',
  secretary: 'duty-officer',
  member: 'responder',
  'invited-expert': 'external-expert',
};
/** Roles that a person has through the team. Those of an agency, of an auditor and of the committees are none. */
const teamAccountRoles: readonly Role[] = [
  'team-leader',
  'deputy-leader',
  'duty-officer',
  'responder',
  'external-expert',
  'administrator',
];

type Plan = {
  memberId: string;
  replacementId: string | null;
  kind: 'begin' | 'end';
  roleInTeam: TeamRole;
  dueOn: string;
};

/** Notes that access begins or ends on a day; `carryOutAccess` does it then. */
export const planAccess = async (ctx: Ctx, tx: Tx, plan: Plan): Promise<void> => {
  await tx
    .insertInto('team_access_changes')
    .values({
      id: uuid7(ctx.now().getTime()),
      member_id: plan.memberId,
      replacement_id: plan.replacementId,
      kind: plan.kind,
      role_in_team: plan.roleInTeam,
      due_on: plan.dueOn,
    })
    .execute();
};

const getMember = (tx: Tx, id: string) =>
  tx.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const findStay = (tx: Tx, memberId: string, today: string) =>
  tx
    .selectFrom('team_memberships')
    .select('role_in_team')
    .where('member_id', '=', memberId)
    .where('valid_from', '<=', today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)]))
    .executeTakeFirst();

/** Who stays under another role of the same decision keeps the account: the new role first, then the former one goes. */
const end = async (ctx: Ctx, tx: Tx, row: AccessRow, today: string): Promise<string> => {
  const member = await getMember(tx, row.member_id);
  if (!member.person_id) return 'no-account';
  const stay = await findStay(tx, member.id, today);
  if (!stay) return endRoles(ctx, tx, member.person_id, teamAccountRoles, 'team decision');
  const formerRole = accountRoles[row.role_in_team];
  if (accountRoles[stay.role_in_team] === formerRole || !member.email) return 'still-in-team';
  const { full_name: fullName, email, phone } = member;
  await giveRole(ctx, tx, { fullName, email, phone }, accountRoles[stay.role_in_team]);
  return endRoles(ctx, tx, member.person_id, [formerRole], 'team decision');
};

const begin = async (ctx: Ctx, tx: Tx, row: AccessRow): Promise<string> => {
  const member = await getMember(tx, row.member_id);
  if (!member.email) return 'no-email';
  const { personId, outcome } = await giveRole(
    ctx,
    tx,
    { fullName: member.full_name, email: member.email, phone: member.phone },
    accountRoles[row.role_in_team],
  );
  const isOthers = await tx
    .selectFrom('members')
    .select('id')
    .where('person_id', '=', personId)
    .where('id', '<>', member.id)
    .executeTakeFirst();
  if (isOthers) return 'account-of-another-member';
  if (member.person_id !== personId) {
    await tx
      .updateTable('members')
      .set((eb) => ({ person_id: personId, version: eb('version', '+', 1) }))
      .where('id', '=', member.id)
      .execute();
    await ctx.publish(tx, {
      type: memberChanged,
      data: { id: member.id },
      permission: 'member.read',
      organisationId: member.agency_id,
    });
  }
  return outcome;
};

/** A replacement is done when its access has changed as the decision said. */
const finish = async (ctx: Ctx, tx: Tx, row: AccessRow, outcome: string): Promise<void> => {
  if (!row.replacement_id) return;
  const replacement = await tx
    .selectFrom('team_replacements')
    .selectAll()
    .where('id', '=', row.replacement_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await recordStep(ctx, tx, replacement, `access-${row.kind}`, outcome);
  const open = await tx
    .selectFrom('team_access_changes')
    .select('id')
    .where('replacement_id', '=', row.replacement_id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (!open && replacement.state === 'decided') {
    const done = await moveReplacement(ctx, tx, replacement, { state: 'done' });
    await recordStep(ctx, tx, done, 'done');
  }
};

/**
 * Ends and begins the access that falls due: each change in a transaction of its own, so that one that fails does not hold
 * the others back; ends come first. `ctx` acts as the system.
 */
export const carryOutAccess = async (ctx: Ctx): Promise<number> => {
  const today = vietnamDateOf(ctx.now());
  const due = await ctx.tx((tx) =>
    tx
      .selectFrom('team_access_changes')
      .select('id')
      .where('done_at', 'is', null)
      .where('due_on', '<=', today)
      .orderBy('due_on')
      .orderBy('kind', 'desc')
      .orderBy('id')
      .limit(CHANGES_PER_RUN)
      .execute(),
  );
  let count = 0;
  for (const { id } of due) {
    await ctx.tx(async (tx) => {
      const row = await tx
        .selectFrom('team_access_changes')
        .selectAll()
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!row) return;
      const outcome = row.kind === 'end' ? await end(ctx, tx, row, today) : await begin(ctx, tx, row);
      await tx
        .updateTable('team_access_changes')
        .set({ done_at: ctx.now(), outcome })
        .where('id', '=', id)
        .execute();
      await finish(ctx, tx, row, outcome);
      count += 1;
    });
  }
  return count;
};
