import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { AppError, type FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { planAccess } from './access-changes.ts';
import type { DecidedItem, Proposal, RecordDecision } from './contract/proposals.ts';
import { createMemberSchema, createMembershipSchema, type Decision, teamErrors } from './contract.ts';
import { getProposal, listProposalRows, saveProposal, takeProposal } from './proposals.ts';
import {
  findNominee,
  moveReplacement,
  type NomineeRow,
  type ReplacementRow,
  recordStep,
} from './replacement-rows.ts';
import { createDecision } from './save-decision.ts';
import { createMember } from './save-member.ts';
import { addMembership } from './save-membership.ts';

/** A change of the contact point is told to the network within a day (Circular 20/2017/TT-BTTTT, article 6). */
const DECLARATION_HOURS = 24;

type Person = NonNullable<DecidedItem['person']>;

const personOf = (nominee: NomineeRow): Person => ({
  fullName: nominee.full_name,
  agencyId: nominee.agency_id,
  post: nominee.post,
  email: nominee.email,
  phone: nominee.phone,
  backupPhone: nominee.backup_phone,
});

/** Every place of the proposal is decided once, and a person is named where the decision names another. */
const checkItems = (input: RecordDecision, rows: readonly ReplacementRow[]): void => {
  const faults: FieldError[] = [];
  const seen = new Set<string>();
  input.items.forEach((item, index) => {
    const field = `items.${index}.replacementId`;
    if (!rows.some((row) => row.id === item.replacementId)) faults.push({ field, reason: 'invalid' });
    if (seen.has(item.replacementId)) faults.push({ field, reason: 'team.decidedTwice' });
    seen.add(item.replacementId);
    if ((item.outcome === 'other-person') !== (item.person !== null)) {
      const reason = item.person ? 'team.personNotForOutcome' : 'required';
      faults.push({ field: `items.${index}.person`, reason });
    }
  });
  const missing = rows.filter((row) => !seen.has(row.id));
  if (missing.length > 0) {
    const names = missing.map((row) => row.member_name).join(', ');
    faults.push({ field: 'items', reason: 'team.undecided', params: { names } });
  }
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
};

/** Says at which item of the decision something was refused. */
const atItem = async <Result>(index: number, field: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = error.fields.map((one) => ({ ...one, field: `items.${index}.${one.field}` }));
    throw new AppError({
      code: error.code,
      status: error.status,
      params: error.params,
      fields: fields.length > 0 ? fields : [{ field: `items.${index}.${field}`, reason: error.code }],
      details: error.details,
      cause: error,
    });
  }
};

/** Ends the leaver's stay on the decision's day; a stay that has ended earlier keeps its end. */
const endStay = async (tx: Tx, row: ReplacementRow, decision: Decision): Promise<void> => {
  const stay = await tx
    .selectFrom('team_memberships')
    .selectAll()
    .where('id', '=', row.membership_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (stay.valid_to !== null && stay.valid_to <= decision.effectiveOn) return;
  if (decision.effectiveOn <= stay.valid_from) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'replacementId', reason: 'team.beforeJoining' }],
    });
  }
  await tx
    .updateTable('team_memberships')
    .set((eb) => ({
      valid_to: decision.effectiveOn,
      ended_by_decision_id: decision.id,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', stay.id)
    .execute();
};

/** Somebody who was in the team before is the same member again, found by the mail address. */
const findOrCreateMember = async (ctx: Ctx, tx: Tx, person: Person): Promise<string> => {
  const email = person.email?.toLowerCase();
  const known = email
    ? await tx.selectFrom('members').select('id').where('email', '=', email).executeTakeFirst()
    : undefined;
  if (known) return known.id;
  return (await createMember(ctx, createMemberSchema.parse(person))).id;
};

const addNewcomer = async (
  ctx: Ctx,
  tx: Tx,
  row: ReplacementRow,
  item: DecidedItem,
  person: Person,
  decision: Decision,
): Promise<string> => {
  const memberId = await findOrCreateMember(ctx, tx, person);
  const roleInTeam = item.roleInTeam ?? row.role_in_team;
  await addMembership(
    ctx,
    memberId,
    createMembershipSchema.parse({
      roleInTeam,
      groupName: item.groupName ?? row.group_name,
      agencyId: person.agencyId,
      post: person.post,
      validFrom: decision.effectiveOn,
      decisionId: decision.id,
    }),
  );
  await planAccess(ctx, tx, {
    memberId,
    replacementId: row.id,
    kind: 'begin',
    roleInTeam,
    dueOn: decision.effectiveOn,
  });
  return memberId;
};

const closeNominees = async (tx: Tx, row: ReplacementRow, item: DecidedItem): Promise<void> => {
  await tx
    .updateTable('team_nominees')
    .set((eb) => ({
      state: item.outcome === 'as-proposed' ? ('chosen' as const) : ('not-chosen' as const),
      version: eb('version', '+', 1),
    }))
    .where('replacement_id', '=', row.id)
    .where('state', 'in', ['nominated', 'checked'])
    .execute();
};

const flagDeclaration = async (ctx: Ctx, tx: Tx, decisionId: string): Promise<void> => {
  const at = ctx.now();
  await tx
    .insertInto('network_declarations')
    .values({
      id: uuid7(at.getTime()),
      decision_id: decisionId,
      flagged_at: at,
      due_at: new Date(at.getTime() + DECLARATION_HOURS * 3_600_000),
    })
    .execute();
};

type Task = { index: number; item: DecidedItem; row: ReplacementRow; nominee: NomineeRow | undefined };

const decideItem = async (ctx: Ctx, tx: Tx, task: Task, decision: Decision): Promise<void> => {
  const { index, item, row, nominee } = task;
  const person = item.person ?? (nominee ? personOf(nominee) : null);
  let newMemberId: string | null = null;
  if (item.outcome !== 'left-vacant') {
    if (!person) throw teamErrors.wrongStep();
    newMemberId = await atItem(index, 'person', () => addNewcomer(ctx, tx, row, item, person, decision));
  }
  await closeNominees(tx, row, item);
  const moved = await moveReplacement(ctx, tx, row, {
    state: 'decided',
    outcome: item.outcome,
    decision_id: decision.id,
    new_member_id: newMemberId,
    effective_on: decision.effectiveOn,
  });
  await recordStep(ctx, tx, moved, 'decided', `${decision.number}${person ? `: ${person.fullName}` : ''}`);
};

/**
 * Records the People's Committee's decision on a proposal: all places or none. Leavers' stays end and newcomers' begin on
 * the day on which it takes effect; access follows on that day. The decision may name others than proposed, or leave a
 * place vacant. All stays end before the first begins, so that a role changes hands on one day.
 */
export const recordDecision = (ctx: Ctx, id: string, input: RecordDecision): Promise<Proposal> =>
  ctx.tx(async (tx) => {
    const proposal = await takeProposal(ctx, tx, id, input.version, ['open', 'submitted']);
    const rows = await listProposalRows(tx, id);
    checkItems(input, rows);
    const decision = await createDecision(ctx, { ...input.decision, kind: 'change' });
    const tasks: Task[] = [];
    for (const [index, item] of input.items.entries()) {
      const row = rows.find((one) => one.id === item.replacementId) as ReplacementRow;
      tasks.push({ index, item, row, nominee: await findNominee(tx, row.id) });
    }
    for (const { index, row } of tasks) {
      await atItem(index, 'replacementId', () => endStay(tx, row, decision));
      await planAccess(ctx, tx, {
        memberId: row.member_id,
        replacementId: row.id,
        kind: 'end',
        roleInTeam: row.role_in_team,
        dueOn: decision.effectiveOn,
      });
    }
    for (const task of tasks) await decideItem(ctx, tx, task, decision);
    await flagDeclaration(ctx, tx, decision.id);
    await saveProposal(ctx, tx, proposal, 'team-proposal.decided', {
      state: 'decided',
      decision_id: decision.id,
    });
    await ctx.enqueue(tx, 'team.carry-out-access', {});
    return getProposal(ctx, id);
  });
